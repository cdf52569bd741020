import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bulkSteps, type Candidate, type Offered } from '#core/shared/bulk.ts';

const offered: fc.Arbitrary<Offered> = fc.record({
  name: fc.constantFrom('a.accept', 'a.return', 'b.pay'),
  title: fc.constant('受理'),
  tone: fc.constantFrom('forward', 'back', 'stop'),
  lacks: fc.array(fc.constantFrom('公示未满', '缺证书'), { maxLength: 2 }),
  form: fc.constantFrom('', 'opinion', 'sum'),
  own: fc.boolean(),
});
const candidates: fc.Arbitrary<readonly Candidate[]> = fc
  .array(fc.uniqueArray(offered, { selector: ({ name }) => name, maxLength: 3 }), { maxLength: 12 })
  .map((all) => all.map((one, nth) => ({ id: `m${nth}`, offered: one })));

it('puts every matter on one side of every step, with a reason where it cannot', () => {
  fc.assert(
    fc.property(candidates, (all) => {
      for (const { name, form, can, cannot } of bulkSteps(all)) {
        expect([...can, ...cannot.map(({ id }) => id)].toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        for (const { why } of cannot) expect(why.join('').length).toBeGreaterThan(0);
        for (const id of can) {
          const offer = all.find((one) => one.id === id)!.offered.find((one) => one.name === name)!;
          expect([offer.lacks, offer.own, offer.form]).toEqual([[], false, form]);
        }
        // Whoever asks for the same form and lacks nothing is not left out.
        for (const { id, offered: own } of all)
          if (own.some((one) => one.name === name && one.lacks.length === 0 && !one.own && one.form === form)) expect(can).toContain(id);
      }
    }),
  );
});

it('says why, in order: not now, what is missing, what is its own, what is different', () => {
  const step = (more: Partial<Offered>): Offered => ({ name: 'x', title: '推荐', tone: 'forward', lacks: [], form: 'opinion', own: false, ...more });
  const [only] = bulkSteps([
    { id: '1', offered: [step({})] },
    { id: '2', offered: [step({})] },
    { id: '3', offered: [step({ lacks: ['单位公示尚未期满'] })] },
    { id: '4', offered: [step({ own: true })] },
    { id: '5', offered: [step({ form: 'sum' })] },
    { id: '6', offered: [] },
  ]);
  expect(only).toMatchObject({ can: ['1', '2'], form: 'opinion' });
  expect(only!.cannot).toEqual([
    { id: '3', why: ['单位公示尚未期满'] },
    { id: '4', why: ['要填的是这一件自己的（盖章件或人选），请打开单独办'] },
    { id: '5', why: ['要填的内容与别的不同，请打开单独办'] },
    { id: '6', why: ['现在不办这一步'] },
  ]);
  expect(bulkSteps([])).toEqual([]);
});
