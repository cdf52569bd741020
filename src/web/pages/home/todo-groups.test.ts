import { expect, it } from 'vitest';
import type { Todo } from '#contract/shapes.ts';
import { groupSentence, todoGroups } from './todo-groups.ts';

const todo = (id: string, given: Partial<Todo> = {}): Todo => ({
  id,
  kind: 'declaration',
  kindZh: '申报',
  title: id,
  state: { code: 'union-review', zh: '归口工会审核' },
  union: { id: 'u1', name: '示范区总工会' },
  since: '2013-11-18T09:00:00+08:00',
  href: '',
  ...given,
});

it('groups what can be done in one go, the most urgent group first', () => {
  const grant = { kind: 'grant', kindZh: '补助', state: { code: 'pay', zh: '拨付' } };
  const groups = todoGroups([todo('a', { dueOn: '2013-11-20', daysLeft: 2 }), todo('b', grant), todo('c', { dueOn: '2013-11-28', daysLeft: 8 })]);
  expect(groups.map(({ items, dueOn, overdue }) => [items.map(({ id }) => id), dueOn, overdue])).toEqual([
    [['a', 'c'], '2013-11-20', 0],
    [['b'], undefined, 0],
  ]);
});

it('says in one sentence what lies there and when the first is due', () => {
  const [group] = todoGroups([todo('a', { dueOn: '2013-11-28', daysLeft: 8 }), todo('b', { dueOn: '2013-12-02', daysLeft: 10 })]);
  expect(group && groupSentence(group, '2013-11-18')).toBe('示范区总工会 2 件申报：归口工会审核，最早 11月28日（周四）到期');
});

it('says how many are overdue', () => {
  const [group] = todoGroups([todo('a', { dueOn: '2013-11-15', daysLeft: -1 }), todo('b', { dueOn: '2013-12-02', daysLeft: 10 })]);
  expect([group?.overdue, group && groupSentence(group, '2013-11-18')]).toEqual([1, '示范区总工会 2 件申报：归口工会审核，1 件已超期']);
});

it('counts each kind as people count it', () => {
  const of = (kind: string, kindZh: string, zh: string) => todoGroups([todo('a', { kind, kindZh, state: { code: 'x', zh }, union: undefined })])[0];
  const said = [of('inspection', '检查', '待检查'), of('experience', '经验', '市总审核'), of('finding', '检查发现', '待整改'), of('grant', '补助', '拨付')];
  expect(said.map((group) => group && groupSentence(group, '2013-11-18'))).toEqual([
    '1 家待检查',
    '1 篇经验：市总审核',
    '1 个检查发现待整改',
    '1 件补助：拨付',
  ]);
});

it('says what is to be done where the state alone does not', () => {
  const of = (kind: string, kindZh: string, code: string, zh: string) => todoGroups([todo('a', { kind, kindZh, state: { code, zh }, union: undefined })])[0];
  const said = [
    of('challenge', '揭榜题目', 'open', '正在揭榜'),
    of('adoption', '采用', 'adopted', '已采用，待补效果'),
    of('inspection', '检查', 'reported', '待市总审核'),
  ];
  expect(said.map((group) => group && groupSentence(group, '2013-11-18'))).toEqual([
    '1 道揭榜题目：正在揭榜，请看方案、选定一家',
    '1 次采用：已采用，见效后请补填效果',
    '1 家检查记录待审核',
  ]);
});

it('does not tell a union or a studio its own union', () => {
  const [group] = todoGroups([todo('a'), todo('b')]);
  expect(group && groupSentence(group, '2013-11-18', false)).toBe('2 件申报：归口工会审核');
});
