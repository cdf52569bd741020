import { describe, expect, it } from 'vitest';
import { audienceOf, leavesTheOffice, mayRead, mayStillEdit, mayWrite, placeOf, type Visibility } from '#core/comments/visibility.ts';
import type { Actor, Office } from '#core/people/actor.ts';
import type { Holder } from '#core/people/desks.ts';

/** 谁读得到谁说的哪一种：一张表。 */
const someone = (office: Office, place: Partial<Actor> = {}): Actor => ({ id: `${office}-1`, office, kin: [], officeId: 'x', ...place });
// oxfmt-ignore
const seats = {
  lead:       someone('lead', { studio: 's', union: 'u' }),
  secretary:  someone('secretary', { studio: 's', union: 'u' }),
  neighbour:  someone('lead', { studio: 't', union: 'u' }),
  unit:       someone('unit', { union: 'u' }),
  grassroots: someone('grassroots', { union: 'u' }),
  supervisor: someone('supervisor', { union: 'v' }),
  department: someone('department'),
  leadership: someone('leadership'),
  finance:    someone('finance'),
  auditor:    someone('auditor'),
  expert:     someone('expert'),
  colleague:  { ...someone('expert'), id: 'expert-2' },
} as const;
type Who = keyof typeof seats;

// oxfmt-ignore
const table: readonly (readonly [Who, Visibility, readonly Who[]])[] = [
  ['department', 'office',    ['department']],
  ['department', 'panel',     ['department', 'leadership', 'auditor', 'expert', 'colleague']],
  ['department', 'applicant', ['lead', 'secretary', 'neighbour', 'unit', 'grassroots', 'supervisor', 'department', 'leadership', 'finance', 'auditor']],
  ['expert',     'panel',     ['department', 'leadership', 'auditor', 'expert', 'colleague']],
  ['supervisor', 'office',    ['supervisor']],
  ['lead',       'office',    ['lead', 'secretary']],
  ['secretary',  'office',    ['lead', 'secretary']],
  ['unit',       'office',    ['unit']],
  ['grassroots', 'applicant', ['lead', 'secretary', 'neighbour', 'unit', 'grassroots', 'supervisor', 'department', 'leadership', 'finance', 'auditor']],
];

describe('who reads what is said', () => {
  it.each(table)('%s says %s: %j', (writer, visibility, readers) => {
    const said = { visibility, place: placeOf(seats[writer]) };
    expect((Object.keys(seats) as Who[]).filter((who) => mayRead(seats[who], said))).toEqual(readers);
    expect(mayWrite(seats[writer])).toContain(visibility);
  });

  it('lets nobody say what they could not read themselves', () => {
    expect(mayWrite(seats.expert)).toEqual(['panel']);
    for (const who of ['lead', 'unit', 'grassroots', 'supervisor', 'finance'] as const) expect(mayWrite(seats[who]), who).toEqual(['office', 'applicant']);
    for (const who of ['department', 'leadership', 'auditor'] as const) expect(mayWrite(seats[who]), who).toEqual(['office', 'panel', 'applicant']);
  });

  it('asks once more before a word leaves a union or the city', () => {
    const asked = (Object.keys(seats) as Who[]).filter((who) => leavesTheOffice(seats[who], 'applicant'));
    expect(asked).toEqual(['grassroots', 'supervisor', 'department', 'leadership', 'finance', 'auditor', 'expert', 'colleague']);
    expect(leavesTheOffice(seats.department, 'panel') || leavesTheOffice(seats.department, 'office')).toBe(false);
  });

  it('finds its audience among those inside the matter only', () => {
    const inside: readonly Holder[] = [
      { office: 'lead', studio: 's' },
      { office: 'supervisor' },
      { office: 'department' },
      { office: 'expert', person: 'expert-1' },
      { office: 'clock' },
    ];
    const life = { parties: () => ({ acts: inside.slice(0, 1), sees: inside.slice(1) }) };
    const officesOf = (writer: Actor, visibility: Visibility) => audienceOf(life, {}, writer, visibility);
    expect(officesOf(seats.department, 'applicant').map(({ office }) => office)).toEqual(['lead', 'supervisor', 'department']);
    expect(officesOf(seats.department, 'panel').map(({ office }) => office)).toEqual(['department', 'expert']);
    // A colleague of the same union, not whoever else is 归口工会.
    expect(officesOf(seats.supervisor, 'office')).toEqual([{ office: 'supervisor', union: 'v' }]);
    expect(officesOf(seats.secretary, 'office')).toEqual([{ office: 'lead', studio: 's', union: 'u' }]);
    expect(audienceOf({ ...life, insiders: () => [{ office: 'department' }] }, {}, seats.department, 'applicant')).toEqual([{ office: 'department' }]);
  });

  it('can be mended for ten minutes', () => {
    expect(mayStillEdit('2013-11-18T09:00:00.000+08:00', '2013-11-18T09:10:00.000+08:00')).toBe(true);
    expect(mayStillEdit('2013-11-18T09:00:00.000+08:00', '2013-11-18T09:10:01.000+08:00')).toBe(false);
  });
});
