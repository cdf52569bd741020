import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterMerge, liveNotes, mergeSite, type Changes, type Site, type SiteAnswer, type SiteNote } from '#core/inspection/site.ts';
import type { CheckItem } from '#core/inspection/checklist.ts';

/** 现场记录的合并：离线记、联网收，谁记的都不丢。 */
const codes = ['C1', 'C2', 'X1'];
const items = codes.map((code): CheckItem => ({ code, group: '', title: code, asks: '', from: 'extra' }));
const at = '2013-11-18T10:00:00+08:00';
const none: Site = { answers: [], notes: [] };
type Finding = Changes['findings'][number];
type Answer = Changes['answers'][number];
const finding = (key: string, text: string, base = 0, more: Partial<Finding> = {}): Finding => ({
  key,
  item: 'C1',
  level: 'minor',
  text,
  advice: '',
  photos: [],
  removed: false,
  at,
  base,
  ...more,
});
const sent = (findings: readonly Finding[], answers: readonly Answer[] = []): Changes => ({ findings, answers });
const merged = (site: Site, changes: Changes, by = 'a') => mergeSite(site, changes, items, by);

// Few keys and few texts, so that devices meet.
const text = fc.constantFrom('漏电', '无标牌', '制度没上墙');
const key = fc.constantFrom('k-000001', 'k-000002', 'k-000003');
const item = fc.constantFrom(...codes, 'GONE', '');
const aNote = fc.record({ key, item, text, removed: fc.boolean(), revision: fc.integer({ min: 1, max: 4 }) });
const anAnswer = fc.record({
  item: fc.constantFrom(...codes),
  result: fc.constantFrom('ok' as const, 'problem' as const),
  revision: fc.integer({ min: 1, max: 4 }),
});
const site: fc.Arbitrary<Site> = fc.record({
  answers: fc.uniqueArray(anAnswer, { selector: (one) => one.item }).map((all) => all.map((one): SiteAnswer => ({ ...one, note: '', at, by: 'x' }))),
  notes: fc
    .uniqueArray(aNote, { selector: (one) => one.key })
    .map((all) => all.map((one): SiteNote => ({ ...one, level: 'minor', advice: '', photos: [], at, by: 'x' }))),
});
/** What a device may bring: built on a revision it has seen, never on one that is still to come. */
const brought = fc.record({ key, item, text, removed: fc.boolean(), back: fc.nat({ max: 4 }), result: fc.constantFrom('ok' as const, 'problem' as const) });
const onto = ({ answers, notes }: Site, all: readonly (typeof brought extends fc.Arbitrary<infer T> ? T : never)[]): Changes => ({
  findings: all.map((one) => {
    const seen = notes.find(({ key: known }) => known === one.key)?.revision ?? 0;
    return finding(one.key, one.text, Math.max(0, seen - one.back), { item: one.item, removed: one.removed });
  }),
  answers: all
    .filter((one) => one.item !== '')
    .map((one) => ({
      item: one.item,
      result: one.result,
      note: '',
      at,
      base: Math.max(0, (answers.find(({ item: known }) => known === one.item)?.revision ?? 0) - one.back),
    })),
});
const sending = fc.tuple(site, fc.array(brought, { maxLength: 6 })).map(([stored, all]) => ({ stored, changes: onto(stored, all) }));

describe('mergeSite', () => {
  it('changes nothing when the same comes again', () => {
    fc.assert(
      fc.property(sending, ({ stored, changes }) => {
        const once = afterMerge(stored, merged(stored, changes));
        const again = merged(once, changes);
        expect([again.answers, again.notes]).toEqual([[], []]);
      }),
      { numRuns: 300 },
    );
  });

  it('never lowers a revision, never forgets a finding, never holds one twice', () => {
    fc.assert(
      fc.property(sending, ({ stored, changes }) => {
        const after = afterMerge(stored, merged(stored, changes));
        for (const one of stored.notes) expect(after.notes.find(({ key: known }) => known === one.key)!.revision).toBeGreaterThanOrEqual(one.revision);
        for (const one of stored.answers) expect(after.answers.find((other) => other.item === one.item)!.revision).toBeGreaterThanOrEqual(one.revision);
        expect(new Set(after.notes.map(({ key: known }) => known)).size).toBe(after.notes.length);
        expect(new Set(after.answers.map((one) => one.item)).size).toBe(after.answers.length);
      }),
      { numRuns: 300 },
    );
  });

  it('says of everything that was brought what became of it; what it says it took stands there', () => {
    fc.assert(
      fc.property(sending, ({ stored, changes }) => {
        const { taken, already, conflicts, dropped, ...written } = merged(stored, changes);
        const told = new Set([...taken, ...already, ...conflicts.map((one) => one.key), ...dropped]);
        expect([...changes.findings.map((one) => one.key), ...changes.answers.map((one) => one.item)].filter((one) => !told.has(one))).toEqual([]);
        const after = afterMerge(stored, written);
        // Of what comes more than once in one sending, the last stands.
        for (const one of new Map(changes.findings.map((each) => [each.key, each])).values()) {
          const stands = after.notes.find((other) => other.key === one.key);
          const inConflict = conflicts.some((other) => other.what === 'finding' && other.key === one.key);
          // What was thrown away before it was ever stored is nobody's.
          if (inConflict || (one.removed && !stored.notes.some((other) => other.key === one.key))) continue;
          expect([stands?.text, stands?.removed]).toEqual([one.text, one.removed]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('comes to the same whichever of two devices arrives first, where they write of different things', () => {
    fc.assert(
      fc.property(site, fc.array(brought, { maxLength: 6 }), fc.array(brought, { maxLength: 6 }), (stored, one, other) => {
        const apart = (all: typeof one, mine: boolean) => all.filter(({ key: own, item: about }) => (own === 'k-000001') === mine && (about === 'C1') === mine);
        const [a, b] = [onto(stored, apart(one, true)), onto(stored, apart(other, false))];
        const through = (first: Changes, second: Changes) => {
          const { notes, answers } = [first, second].reduce((all, next) => afterMerge(all, merged(all, next)), stored);
          return { notes: notes.toSorted((x, y) => (x.key < y.key ? -1 : 1)), answers: answers.toSorted((x, y) => (x.item < y.item ? -1 : 1)) };
        };
        expect(through(a, b)).toEqual(through(b, a));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps or reports every finding of two devices, however their sendings interleave, and lets go of none that nobody removed', () => {
    const device = fc.array(fc.record({ key, text }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(device, device, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), (mine, yours, turns) => {
        const queues = { mine: [...mine], yours: [...yours] };
        const seen = { mine: none, yours: none };
        const open: { key: string; text: string }[] = [];
        let stored = none;
        for (const turn of [...turns, ...mine.map(() => true), ...yours.map(() => false)]) {
          const who = turn ? 'mine' : 'yours';
          const next = queues[who].shift();
          if (next === undefined) continue;
          const base = seen[who].notes.find((one) => one.key === next.key)?.revision ?? 0;
          const result = merged(stored, sent([finding(next.key, next.text, base)]), who);
          stored = afterMerge(stored, result);
          // Only now and then does the answer arrive; the device goes on with what it saw last.
          if (turns[queues[who].length] === true) seen[who] = stored;
          if (result.conflicts.length === 0) expect(stored.notes.find((one) => one.key === next.key)?.text).toBe(next.text);
          else open.push(next);
        }
        const live = new Set(liveNotes(stored).map((one) => one.key));
        expect([...mine, ...yours].filter((one) => !live.has(one.key))).toEqual([]);
        expect(open.every((one) => live.has(one.key))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('takes one after the other what comes twice in one sending', () => {
    const twice = merged(none, sent([finding('k-000001', '漏电'), finding('k-000001', '无标牌')]));
    expect([twice.notes.map((one) => [one.text, one.revision]), twice.taken, twice.conflicts.map((one) => one.key)]).toEqual([
      [['漏电', 1]],
      ['k-000001'],
      ['k-000001'],
    ]);
    const built = merged(none, sent([finding('k-000001', '漏电'), finding('k-000001', '无标牌', 1)]));
    expect(built.notes.map((one) => [one.text, one.revision])).toEqual([['无标牌', 2]]);
  });

  it('lets a finding whose item is asked no more stand on its own, and drops only answers', () => {
    const result = merged(none, sent([finding('k-000001', '漏电', 0, { item: 'GONE' })], [{ item: 'GONE', result: 'ok', note: '', base: 0, at }]));
    expect([result.notes.map((one) => one.item), result.dropped]).toEqual([[''], ['GONE']]);
  });
});
