import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EntryRow, YearBoard } from '#contract/shapes.ts';
import { addDays } from '#core/shared/days.ts';
import { boardCodes, compile, periodOf, type Cut } from '#core/year/figures.ts';
import { amendFact } from '#server/actions/record-fact.ts';
import { perform } from '#server/kernel/perform.ts';
import { countedOf } from '#server/store/year.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';

/** Whatever is entered, wherever, whenever, and whatever of it is taken back: the city is the sum of its entries. */
let city: ChainCity;
let department: Person;
beforeAll(async () => {
  city = await cloneChainCity();
  department = await city.as(city.department[0]!);
});
afterAll(() => city?.close());

const goals = ['paid', 'named', 'receipt', 'formal-check'] as const;
const day = fc.integer({ min: 0, max: 80 }).map((back) => addDays(today, -back));
const fen = fc.integer({ min: 1, max: 9_000_000 });
const written = fc.oneof(
  fc.record({
    kind: fc.constant('activity' as const),
    input: fc.record({
      kind: fc.constantFrom('培训', '交流', '例会'),
      topic: fc.constant('随机的一次活动'),
      on: day,
      inside: fc.nat(40),
      outside: fc.nat(40),
      hours: fc.integer({ min: 0, max: 8 }),
    }),
  }),
  fc.record({
    kind: fc.constant('achievement' as const),
    input: fc.record({ title: fc.uuid(), kind: fc.constantFrom('发明专利', 'QC成果'), completedOn: day, benefitFen: fen }),
  }),
  fc.record({
    kind: fc.constant('income' as const),
    input: fc.record({
      source: fc.constantFrom('单位行政', '单位工会', '上级补助'),
      amountFen: fen,
      received: fc.boolean(),
      voucherNo: fc.constant('记字第1号'),
      on: day,
    }),
  }),
  fc.record({
    kind: fc.constant('spending' as const),
    input: fc.record({ purse: fc.constant('own'), useCode: fc.constant('project'), amountFen: fen, payee: fc.constant('示例材料店'), on: day }),
  }),
);
const entries = fc.array(fc.record({ goal: fc.constantFrom(...goals), what: written, void: fc.boolean() }), { minLength: 1, maxLength: 12 });

async function takeBack(studio: string, kind: 'activity' | 'achievement' | 'income' | 'spending', id: string, goal: (typeof goals)[number]): Promise<void> {
  const { secretary } = city.story(goal);
  const actor = { id: secretary.person, office: secretary.office, officeId: secretary.officeId, kin: [], studio, union: secretary.union ?? '' };
  await perform(city.house, { actor, address: '', request: 'test', body: null }, { what: `${kind}.void`, which: id }, async (work) => {
    await amendFact(work, studio, kind, id, 'void', { reason: '重复登记' });
    return { status: 200, body: null };
  });
}

async function behind(figure: string, cut: Cut): Promise<number> {
  let [sum, cursor] = [0, ''];
  for (;;) {
    const { items, next } = await department.get<{ items: EntryRow[]; next: string | null }>(
      `/api/entries?figure=${figure}&year=2013&cut=${cut}&limit=100${cursor}`,
    );
    sum += items.reduce((total, { amount = 1 }) => total + amount, 0);
    if (next === null) return sum;
    cursor = `&cursor=${next}`;
  }
}

it('adds up for any ledger', async () => {
  await fc.assert(
    fc.asyncProperty(entries, fc.constantFrom<Cut>('calendar', 'statistics'), async (list, cut) => {
      for (const { goal, what, void: taken } of list) {
        const { studio, secretary, foundedOn } = city.story(goal);
        const input = Object.fromEntries(
          Object.entries(what.input).map(([key, value]) => [key, typeof value === 'string' && /^\d{4}-/.test(value) && value < foundedOn ? foundedOn : value]),
        );
        const { id } = await city.play.fact(secretary, studio, what.kind, input);
        if (taken) await takeBack(studio, what.kind, id, goal);
      }
      const period = periodOf(2013, cut);
      const sums = compile(await countedOf(city.house.db, undefined, period), period);
      const board = await department.get<YearBoard>(`/api/year?year=2013&cut=${cut}`);
      for (const code of boardCodes) {
        expect(board.total.figures[code], code).toBe(sums[code]);
        expect(
          board.rows.reduce((sum, { figures }) => sum + figures[code]!, 0),
          code,
        ).toBe(sums[code]);
      }
      for (const code of ['trained', 'benefit', 'ownFunds'] as const) expect(await behind(code, cut), code).toBe(sums[code]);
    }),
    { numRuns: 12, seed: 20131118 },
  );
}, 60_000);
