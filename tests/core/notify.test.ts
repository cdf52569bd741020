import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choicesFor, mailChoiceNames, noticeKindNames, noticeKinds, urgencyOf, usualChoice } from '#core/notify/kinds.ts';
import { digestIsDue, inDigest, isOfficeHours, mostAtOnce, planFor, type Pending } from '#core/notify/plan.ts';
import { addDays, dayIn, type Calendar, type CityTime, type Day } from '#core/shared/days.ts';
import { loadCalendar } from '#server/kernel/standards.ts';

/** 春节前后：1月26日（星期日）调休上班，1月31日到2月6日放假，2月8日（星期六）调休上班。 */
const calendar: Calendar = loadCalendar('standards');
const first: Day = '2014-01-24';
const at = (day: number, minute: number): CityTime =>
  `${addDays(first, day)}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00+08:00`;

type Mail = Readonly<{ when: CityTime; notices: readonly string[]; digest: boolean }>;
/** One person's weeks, minute by minute where anything happens: notices come, the service looks, the morning letter goes. */
function live(notices: readonly (Pending & { at: CityTime })[], looks: readonly CityTime[]): readonly Mail[] {
  const mails: Mail[] = [];
  const mailed = new Set<string>();
  let last: Day | undefined;
  for (const now of [...looks].toSorted()) {
    const pending = notices.filter((one) => one.at <= now && !mailed.has(one.id));
    if (digestIsDue(now, last, calendar)) {
      last = dayIn(now);
      const taken = inDigest(pending);
      if (taken.length > 0) mails.push({ when: now, notices: taken, digest: true });
      for (const id of taken) mailed.add(id);
      continue;
    }
    const sentToday = mails.filter(
      ({ when, digest, notices: [id] }) => !digest && dayIn(when) === dayIn(now) && notices.find((one) => one.id === id)?.urgency !== 'now',
    ).length;
    for (const id of planFor(pending, { now, calendar, sentToday }).atOnce) {
      mails.push({ when: now, notices: [id], digest: false });
      mailed.add(id);
    }
  }
  return mails;
}

const urgency = fc.constantFrom('calm', 'prompt', 'now' as const);
const stream = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: 12 }), minute: fc.integer({ min: 0, max: 1439 }), urgency, choice: fc.constantFrom(...mailChoiceNames) }),
  { maxLength: 40 },
);
const moments = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 1439 })), { maxLength: 60 });

describe('the mail of one person', () => {
  it('loses nothing, says nothing twice, keeps the limit and the quiet hours', () => {
    fc.assert(
      fc.property(stream, moments, (given, seen) => {
        const notices = given.map(({ day, minute, ...rest }, n) => ({ ...rest, id: `n${n}`, at: at(day, minute) }));
        // The service looks at any time, and every morning; at the end there is one more working morning.
        const looks = [...seen.map(([day, minute]) => at(day, minute)), ...Array.from({ length: 20 }, (_, day) => at(day, 510))];
        const mails = live(notices, looks);
        const told = mails.flatMap((mail) => mail.notices);
        expect(new Set(told).size, 'twice').toBe(told.length);
        const wanted = notices.filter(({ choice, urgency: how }) => choice !== 'none' || how === 'now').map(({ id }) => id);
        expect(told.toSorted()).toEqual(wanted.toSorted());
        const calm = mails.filter(({ digest, notices: [id] }) => !digest && notices.find((one) => one.id === id)?.urgency !== 'now');
        for (const { when } of calm) expect(isOfficeHours(when, calendar), when).toBe(true);
        for (const day of new Set(calm.map(({ when }) => dayIn(when))))
          expect(calm.filter(({ when }) => dayIn(when) === day).length).toBeLessThanOrEqual(mostAtOnce);
        const mornings = mails.filter(({ digest }) => digest).map(({ when }) => dayIn(when));
        expect(new Set(mornings).size).toBe(mornings.length);
        expect(mornings.every((day) => calendar.isWorkingDay(day))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['2014-01-26T08:30:00+08:00', true, '星期日调休上班'],
    ['2014-01-26T08:29:00+08:00', false, '还没上班'],
    ['2014-01-31T09:00:00+08:00', false, '春节'],
    ['2014-02-08T09:00:00+08:00', true, '星期六调休上班'],
    ['2014-02-09T09:00:00+08:00', false, '星期日'],
  ])('comes in the morning of %s: %s (%s)', (now, due) => {
    expect(digestIsDue(now, undefined, calendar)).toBe(due);
    expect(digestIsDue(now, dayIn(now), calendar), 'once').toBe(false);
  });
});

describe('how urgent a notice is', () => {
  it('follows from its kind and from what is due', () => {
    const on = (kind: (typeof noticeKindNames)[number], due?: Day) => urgencyOf(kind, due, '2013-11-18', calendar);
    expect(on('arrived')).toBe('calm');
    expect(on('arrived', '2013-11-19')).toBe('prompt');
    expect(on('arrived', '2013-11-25')).toBe('calm');
    expect(on('urged', '2013-11-25')).toBe('prompt');
    expect(on('urged', '2013-11-18')).toBe('now');
    expect(on('urged', '2013-11-15'), 'what is overdue is reminded of as usual').toBe('prompt');
  });

  it('leaves nobody without mail of what hurries, whatever is chosen', () => {
    for (const kind of noticeKindNames) {
      expect(choicesFor(kind)).toContain(usualChoice(noticeKinds[kind].urgency));
      expect(choicesFor(kind).includes('none')).toBe(noticeKinds[kind].urgency === 'calm');
    }
  });
});
