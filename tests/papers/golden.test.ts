import { expect, it } from 'vitest';
import type { Matter } from '#contract/shapes.ts';
import type { Block, Paper } from '#core/papers/model.ts';
import type { Matter as Subject } from '#core/shared/life.ts';
import { lettersOf } from '#server/papers/letters.ts';

/** 公文的文字，一字不差：事项是手写的样本，文字对照 golden/letters.txt。 */
const ref = (name: string) => ({ id: `id-${name}`, name });
const state = (code: string) => ({ code, zh: code });
const matter = (kind: string, more: Partial<Matter> = {}): Matter => ({
  id: '0198d3aa-0000-7000-8000-0123456789ab',
  kind,
  kindZh: '样本',
  title: '样本',
  state: state('x'),
  version: 3,
  standard: { id: 'xm-2013', title: '厦工办〔2013〕6号' },
  openedAt: '2013-10-08T09:00:00+08:00',
  since: '2013-10-08T09:00:00+08:00',
  closed: false,
  path: [],
  holders: [],
  options: [],
  sections: [],
  history: [],
  ...more,
});
const item = (union: string, studio: string, unit: string, code: string, plaqueNo?: string) => ({
  id: `i-${studio}`,
  studio: ref(studio),
  state: state(code),
  version: 1,
  hostUnit: unit,
  lead: '林示甲',
  union,
  ...(plaqueNo === undefined ? {} : { plaqueNo }),
});
const own = { studio: ref('林示甲劳模创新工作室'), union: ref('思明区工会') };
const letterText = (kind: string, subject: object, more: Partial<Matter> = {}): string => {
  const drafted = { matter: matter(kind, more), subject: { kind, ...subject } as unknown as Subject, city: '示例市总工会', contact: '0592-0000000' };
  return lettersOf(drafted)
    .map(({ paper }) => textOf(paper))
    .join('\n');
};
const blockText = (block: Block): string =>
  block.is === 'heading' || block.is === 'paragraph' ? block.text : block.is === 'grid' ? block.rows.map((row) => row.join(' | ')).join('\n') : block.is;
function textOf({ title, letter, blocks }: Paper): string {
  const {
    issuer = '',
    number = '（未签发，无文号）',
    to = '',
    attachments = [],
    signed = '',
    on = '（未签发，无日期）',
    copies = '',
    printedBy = '',
  } = letter ?? {};
  return [
    `【${issuer || '无红头'}】${issuer ? number || '（便函，不编文号）' : ''}`,
    title,
    `主送：${to || '无'}`,
    ...blocks.map(blockText),
    ...attachments.map((one) => `附件：${one}`),
    signed,
    on,
    `抄送：${copies || '无'}　印发：${printedBy || '无'}`,
    '',
  ].join('\n');
}

it('every letter says word for word what the federation would write', async () => {
  const items = [
    item('思明区工会', '林示甲劳模创新工作室', '思明示例机械公司', 'named', '厦劳创〔2013〕001'),
    item('思明区工会', '苏示乙劳模创新工作室', '思明示例医院', 'named', '厦劳创〔2013〕002'),
    item('教育工会', '许示丙劳模创新工作室', '示例职业学校', 'named', '厦劳创〔2013〕003'),
    item('教育工会', '被剔除的工作室', '示例小学', 'struck'),
  ];
  const draft = items.map((one) => ({ ...one, state: state(one.state.code === 'named' ? 'listed' : one.state.code) }));
  const candidates = [
    {
      ...item('思明区工会', '林示甲劳模创新工作室', '思明示例机械公司', 'commended'),
      rank: 1,
      score: 95,
      criteria: [],
      reason: '成果突出',
      certificateNo: '厦劳表〔2013〕01',
    },
  ] as unknown as NonNullable<Matter['candidates']>;
  const section = (fields: Record<string, string>) => [{ title: '情况', fields: Object.entries(fields).map(([label, text]) => ({ label, text })) }];
  const letters = [
    letterText('designation', { state: 'issued', documentNumber: '示工办〔2013〕7号', issuedOn: '2013-11-20' }, { items }),
    letterText('designation', { state: 'meeting' }, { items: draft }),
    letterText(
      'publicity',
      {
        snapshot: [{ studio: 's', name: '林示甲劳模创新工作室', unit: '思明示例机械公司', lead: '林示甲' }],
        postedOn: '2013-11-12',
        until: '2013-11-19',
        code: 'ABCD2345',
      },
      {},
    ),
    letterText(
      'commendation',
      { state: 'announced', honour: '先进劳模创新工作室', year: 2013, announcedOn: '2013-12-20', documentNumber: '示工办〔2013〕9号', basis: '主席办公会' },
      { candidates },
    ),
    letterText('grant', { amountFen: 2_000_000 }, { ...own, sections: section({ 户名: '思明示例机械公司工会委员会' }) }),
    letterText(
      'rectification',
      { reason: '十二个月没有新项目', demands: '立项并开展攻关', mendBy: '2014-02-18', since: '2013-11-18T09:00:00+08:00', state: 'mending' },
      own,
    ),
    letterText(
      'revocation',
      { ground: 'fraud', reason: '申报材料不实。', documentNumber: '示工办〔2013〕10号', decidedOn: '2013-12-30', notifiedOn: '2013-12-10', statement: '' },
      own,
    ),
    letterText('inspectionPlan', {}, { state: state('announced'), title: '2013年互查（计划）', sections: section({ 方式: '互查', 时间: '2013年12月' }) }),
  ];
  expect(letters.filter((text) => text === '')).toEqual([]);
  await expect(letters.join('\n────────\n')).toMatchFileSnapshot('golden/letters.txt');
});
