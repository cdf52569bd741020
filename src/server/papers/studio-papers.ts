import type { Block } from '#core/papers/model.ts';
import { dayZh } from '#core/shared/days.ts';
import { yuan } from '#core/shared/money.ts';
import type { Studio } from '#contract/shapes.ts';
import { factBlocks, fieldsOf, gridOf, heading, ledgerKinds, verdictBlocks } from './compose.ts';

/** 工作室的两张纸：一页概况，和补助使用情况。 */
export const studioPapers: Readonly<Record<string, Readonly<{ title: string; compose: (studio: Studio) => readonly Block[] }>>> = {
  'studio-sheet': {
    title: '劳模创新工作室基本情况表',
    compose: (studio) => [
      fieldsOf([
        ...studio.profile,
        { label: '现况', text: studio.standing.zh },
        ...(studio.qualifiedOn === undefined ? [] : [{ label: '命名日期', text: dayZh(studio.qualifiedOn) }]),
      ]),
      ...verdictBlocks(studio),
      heading('台账摘要'),
      ...factBlocks(studio.facts, ledgerKinds),
    ],
  },
  'fund-use': {
    title: '劳模创新工作室经费使用情况表',
    compose: ({ money, facts }) => [
      gridOf(
        ['资金', '收入', '支出', '结余'],
        [
          ['单位经费', yuan(money.unitInFen), yuan(money.unitSpentFen), yuan(money.unitLeftFen)],
          ['市总补助', yuan(money.subsidyInFen), yuan(money.subsidySpentFen), yuan(money.subsidyLeftFen)],
        ],
      ),
      ...factBlocks(facts, ['income', 'spending']),
      {
        is: 'signature',
        boxes: [
          { title: '工作室', text: '', by: '', seal: '（领衔人签名）' },
          { title: '所在单位财务', text: '', by: '', seal: '（财务章）' },
          { title: '基层工会', text: '', by: '', seal: '（工会公章）' },
        ],
      },
    ],
  },
};
