import { describe, expect, it } from 'vitest';
import type { Actor, Office } from './actor.ts';
import { inTheWayOfAppointing, overlaps, type Appointment, type Held, type UnionKind } from './appointment.ts';

const secadmin: Actor = { id: 'p-sec', office: 'secadmin', kin: [], officeId: 'o-sec' };
const proposal = (office: Office, more: Partial<Appointment> = {}): Appointment => ({ person: 'p-1', office, from: '2013-11-18', ...more });
const codes = (proposed: Appointment, held: readonly Held[] = [], leads: readonly string[] = []) =>
  inTheWayOfAppointing(proposed, held, leads, secadmin).map(({ code }) => code);

describe('任职', () => {
  it('puts each office where it belongs', () => {
    const at = (office: Office, unionKind: UnionKind) => codes(proposal(office, { union: 'u', unionKind }));
    expect(at('grassroots', 'grassroots')).toEqual([]);
    expect(at('grassroots', 'district')).toEqual(['union-unfit']);
    expect(at('unit', 'city')).toEqual(['union-unfit']);
    expect(at('supervisor', 'industry')).toEqual([]);
    expect(at('supervisor', 'city')).toEqual(['union-unfit']);
    expect(at('department', 'city')).toEqual([]);
    expect(at('expert', 'grassroots')).toEqual(['union-unfit']);
    expect(codes(proposal('department'))).toEqual([]);
    expect(codes(proposal('supervisor'))).toEqual(['union-missing']);
    expect(codes(proposal('lead'))).toEqual(['studio-missing']);
    expect(codes(proposal('secretary', { studio: 's' }))).toEqual([]);
    expect(codes(proposal('finance', { studio: 's' }))).toEqual(['studio-not-wanted']);
  });

  it('keeps the three administrators apart, while the terms overlap', () => {
    const sysadmin: Held = { office: 'sysadmin', from: '2013-01-01' };
    expect(codes(proposal('auditadmin'), [sysadmin])).toEqual(['administrators-exclude-each-other']);
    expect(codes(proposal('auditadmin'), [{ ...sysadmin, to: '2013-11-17' }])).toEqual([]);
    expect(codes(proposal('expert'), [sysadmin])).toEqual([]);
  });

  it('appoints nobody twice to the same chair', () => {
    const held: Held = { office: 'grassroots', union: 'u', from: '2013-01-01' };
    const again = proposal('grassroots', { union: 'u', unionKind: 'grassroots' });
    expect(codes(again, [held])).toEqual(['office-already-held']);
    expect(codes({ ...again, union: 'v' }, [held])).toEqual([]);
  });

  it('gives a studio one lead', () => {
    expect(codes(proposal('lead', { studio: 's' }), [], ['甲某'])).toEqual(['studio-has-a-lead']);
  });

  it('refuses oneself and a term that ends before it begins, naming both', () => {
    expect(codes(proposal('expert', { person: 'p-sec', to: '2013-11-17' }))).toEqual(['not-oneself', 'term-reversed']);
  });

  it('counts both ends of a term', () => {
    expect(overlaps({ from: '2013-01-01', to: '2013-06-30' }, { from: '2013-06-30' })).toBe(true);
    expect(overlaps({ from: '2013-01-01', to: '2013-06-29' }, { from: '2013-06-30' })).toBe(false);
  });
});
