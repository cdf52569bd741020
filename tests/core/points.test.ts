import { describe, expect, it } from 'vitest';
import { criterionPoints, itemPoints } from '#core/criteria/points.ts';
import type { StudioFacts } from '#core/studio/facts.ts';
import { aMember, anActivity, aProject, facts } from '../builders/facts.ts';
import { of2013, of2019 } from '../support/standards.ts';

const points = (over: Partial<StudioFacts>, code: string, standard = of2013) =>
  itemPoints(standard, { facts: facts(over), year: 2013, today: '2013-11-18' }).find(({ item }) => item.code === code)?.points;
const team = (count: number) => Array.from({ length: count }, (_, n) => aMember({ id: `m${n}`, person: `p${n}` }));

describe('points the machine can give, by the rubric of 2013', () => {
  it.each([
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
    [9, 5],
  ])('team of the lead and %i more: %i', (more, expected) => expect(points({ members: team(more) }, 'C2.1')).toBe(expected));
  it('gives nothing for a team of one', () => expect(points({ members: [] }, 'C2.1')).toBe(0));
  it('gives 1.5 for each structure with two levels', () => {
    expect(points({}, 'C2.2')).toBe(6);
    const same = { title: '高级技师', education: '大学本科', birth: '1966-01', department: '总装车间' };
    expect(points({ members: [aMember(same)] }, 'C2.2')).toBe(0);
    expect(points({ members: [aMember({ ...same, title: '技师' })] }, 'C2.2')).toBe(1.5);
  });
  it.each([
    [0, 2],
    [2, 3],
    [4, 4],
    [8, 4],
  ])('lead with a project and %i working activities: %d', (count, expected) => {
    const activities = Array.from({ length: count }, (_, n) => anActivity({ id: `v${n}` }));
    expect(points({ activities }, 'C1.2')).toBe(expected);
  });
  it('does not count regular meetings, nor what the lead missed', () => {
    expect(points({ activities: [anActivity({ kind: '例会' }), anActivity({ leadPresent: false })] }, 'C1.2')).toBe(2);
  });
  it('one documented project gives 6, two give 8', () => {
    expect([
      points({}, 'C4.1'),
      points({ projects: [aProject(), aProject({ id: 'j2' })] }, 'C4.1'),
      points({ projects: [aProject({ document: undefined })] }, 'C4.1'),
    ]).toEqual([6, 8, 0]);
  });
  it('milestones on time count by their share; none due is full', () => {
    const milestones = [{ dueOn: '2013-05-01', doneOn: '2013-04-30' }, { dueOn: '2013-06-01', doneOn: '2013-06-02' }, { dueOn: '2013-12-30' }];
    expect([points({}, 'C4.2'), points({ projects: [aProject({ milestones })] }, 'C4.2')]).toEqual([6, 3]);
  });
  it('an entry made within 30 days counts fully, a later one half', () => {
    const entries = (enteredOn: string) => ({ activities: [anActivity({ eventOn: '2013-03-01', enteredOn })], achievements: [], incomes: [], projects: [] });
    expect([points(entries('2013-03-31'), 'C5.2'), points(entries('2013-04-01'), 'C5.2')]).toEqual([7, 3.5]);
  });
  it('leaves to the experts what only they can tell', () => expect([points({}, 'C4.3'), points({}, 'C7.2')]).toEqual([null, null]));
});

it('never gives more than the maximum, under either standard', () => {
  for (const standard of [of2013, of2019]) {
    const criteria = criterionPoints(standard, { facts: facts({ members: team(20) }), year: 2013, today: '2013-11-18' });
    expect(criteria.every(({ automatic, max }) => automatic <= max)).toBe(true);
    expect(criteria.reduce((sum, { max }) => sum + max, 0)).toBe(100);
  }
});
