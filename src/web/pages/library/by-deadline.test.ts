import { expect, it } from 'vitest';
import { byDeadline } from './by-deadline.ts';

it('puts first what can still be answered and closes soonest, then what is over, latest first', () => {
  const row = (until: string, code = 'open') => ({ until, state: { code, zh: '' } });
  const rows = [row('2013-12-31'), row('2013-11-01'), row('2013-11-18'), row('2013-11-30', 'solved'), row('2013-11-25')];
  expect(byDeadline(rows, '2013-11-18').map(({ until }) => until)).toEqual(['2013-11-18', '2013-11-25', '2013-12-31', '2013-11-30', '2013-11-01']);
});
