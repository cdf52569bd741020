import { expect, it } from 'vitest';
import type { FactGroup, Option } from '#contract/shapes.ts';
import { byUse, isNote, noteLabel } from './notes.ts';

const option = (name: string, title = name): Option => ({ name, title, tone: 'forward', method: 'POST', href: `/api/studios/s1/${name}`, input: null });
const groups: FactGroup[] = [{ code: 'spending', zh: '经费支出', rows: [], total: 0 }];

it('puts what is noted every day first, and leaves errands out', () => {
  const options = ['plan.add', 'spending.add', 'change.open', 'honour.claim', 'problem.post', 'activity.add', 'project.propose', 'report.open'].map((name) =>
    option(name),
  );
  expect(byUse(options.filter(isNote)).map(({ name }) => name)).toEqual(['activity.add', 'spending.add', 'project.propose', 'plan.add', 'honour.claim']);
});

it('calls a kind what the ledger calls it', () => {
  expect([option('spending.add', '登记支出'), option('activity.add'), option('sign.add', '登记标识牌')].map((one) => noteLabel(one, groups))).toEqual([
    '经费支出',
    '活动',
    '登记标识牌',
  ]);
});
