import { expect, it } from 'vitest';
import { difficultyWords } from './difficulty-words.ts';

const row = (code: string, dueOn?: string) => ({ state: { code, zh: '' }, ...(dueOn === undefined ? {} : { dueOn }) });

it('says how many wait to be assigned and how many are overdue', () => {
  expect(difficultyWords([row('raised', '2013-11-15'), row('raised', '2013-11-18'), row('answered', '2013-11-14')], '2013-11-18')).toBe(
    '在办 3 件：2 件待交办，2 件逾期。',
  );
});

it('says no noughts', () => {
  expect(difficultyWords([row('assigned', '2013-12-01'), row('answered')], '2013-11-18')).toBe('在办 2 件。');
  expect(difficultyWords([row('assigned')], '2013-11-18', true)).toBe('在办 1 件以上。');
});
