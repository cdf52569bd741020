import { sql } from 'kysely';
import type { AssignmentAsked, AssignmentPlan, AssignmentPreview } from '#contract/shapes.ts';
import type { Kind } from '#core/lives.ts';
import { checkAssignment, leadersOf, loadsOf, type Assigned, type AssignmentInput, type Placed } from '#core/panel/assignment.ts';
import { mayAssign } from '#core/panel/panel.ts';
import { panelKinds, panelOf } from '#core/panel/panels.ts';
import { theSystem } from '#core/people/actor.ts';
import type { Work } from '#server/kernel/house.ts';
import { schemaOf } from '#server/kernel/forms.ts';
import { canonical, digest, newId, sha256 } from '#server/kernel/ids.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { assign } from '#server/pairing/pair.ts';
import { kindStores } from '#server/store/kinds/kinds.ts';
import { find } from '#server/store/matters.ts';
import { expertsNow, type ExpertNow } from '#server/views/inspectors.ts';
import { conflictsFor, panelCases, type PanelCase } from '#server/views/panel/cases.ts';
import { needOf, seatsAll, seatsOne } from '#server/views/panel/waiting.ts';
import { advance } from './advance.ts';
import { lifeOf } from './any-life.ts';
import { momentOf, readingOf } from './moment.ts';

function insistOnAssigner({ actor }: Work): void {
  if (!mayAssign(actor)) throw refuse(403, 'not-your-office', '评审专家由市总经济部分派');
}

/** How many open sheets everybody has on hand. */
async function loadsOnHand({ tx }: Work): Promise<ReadonlyMap<string, number>> {
  const loads = new Map<string, number>();
  for (const kind of panelKinds) {
    const sheets = sql.table(kindStores[panelOf(kind)!.sheet.kind as Kind].table);
    const { rows } = await sql<{ id: string; n: number }>`
      select x.expert_id as id, count(*)::int as n from ${sheets} x join matter m on m.id = x.id where m.closed_at is null group by x.expert_id`.execute(tx);
    for (const { id, n } of rows) loads.set(id, (loads.get(id) ?? 0) + n);
  }
  return loads;
}

/** Why a case cannot be assigned here and now; nothing when it can. */
function whyNotNow(one: PanelCase | undefined): string | undefined {
  if (one === undefined) return '没有这件事项，或不在您这里办理';
  if (one.drawing) return '已公布抽签，抽定以后再安排';
  if (seatsAll(one.kind, one.panel, one.state)) return undefined;
  if (seatsOne(one.kind, one.panel, one.state)) return one.seated.length < one.panel.least ? undefined : '专家人数已够';
  return `现为“${lifeOf(one.kind).states[one.state]?.zh ?? one.state}”，不需要安排专家`;
}

type Ground = Readonly<{ cases: readonly PanelCase[]; experts: readonly ExpertNow[]; input: AssignmentInput }>;
/** Everything an assignment rests on, as it is now. */
async function groundFor(work: Work, cases: readonly PanelCase[], { each, most, seed }: Pick<AssignmentAsked, 'each' | 'most' | 'seed'>): Promise<Ground> {
  const [experts, loads] = [await expertsNow(work), await loadsOnHand(work)];
  const input: AssignmentInput = {
    cases: cases.map((one) => ({
      id: one.id,
      title: one.title,
      need: needOf(one, each),
      kept: one.everSeated,
      drawn: seatsAll(one.kind, one.panel, one.state) ? one.drawn : [],
      barred: Object.fromEntries(experts.map((expert) => [expert.id, conflictsFor(one, expert)] as const).filter(([, why]) => why.length > 0)),
    })),
    experts: experts.map(({ id, name }) => ({ id, name, load: loads.get(id) ?? 0 })),
    most,
    seed: seed === '' ? sha256(cases.map(({ id }) => id).join(' ')).slice(0, 16) : seed,
  };
  return { cases, experts, input };
}

const nameIn = (experts: readonly ExpertNow[], id: string) => ({ id, name: experts.find((one) => one.id === id)?.name ?? '（已不在名单）' });

function caseShape(
  one: PanelCase,
  { experts, input }: Ground,
  placed: readonly Placed[],
  leaders: ReadonlyMap<string, string>,
): AssignmentPreview['cases'][number] {
  const { drawn, barred } = input.cases.find(({ id }) => id === one.id)!;
  const whole = seatsAll(one.kind, one.panel, one.state);
  const seat = (how: 'kept' | 'drawn' | 'new') => (id: string) => ({ expert: nameIn(experts, id), how, leader: whole && leaders.get(one.id) === id });
  const life = lifeOf(one.kind);
  return {
    id: one.id,
    version: one.version,
    title: one.title,
    studio: { id: one.studioId, name: one.studio },
    unit: one.unit,
    state: { code: one.state, zh: life.states[one.state]?.zh ?? one.state },
    seats: [
      ...one.seated.map(({ person }) => person).map(seat('kept')),
      ...drawn.map(seat('drawn')),
      ...placed.filter(({ matter }) => matter === one.id).map(({ expert }) => seat('new')(expert)),
    ],
    conflicts: Object.entries(barred).map(([id, reasons]) => ({ expert: nameIn(experts, id), reasons: [...reasons] })),
    cleared: Object.entries(one.cleared).map(([id, reason]) => ({ expert: nameIn(experts, id), reason })),
    clear: `/api/${life.path}/${one.id}/${one.panel.clear}`,
  };
}

/** What else a whole panel asks for, the same for all: the form of its step without the experts. */
async function asksOf(work: Work, cases: readonly PanelCase[]): Promise<Record<string, unknown> | null> {
  const whole = cases.find((one) => seatsAll(one.kind, one.panel, one.state));
  if (whole === undefined) return null;
  const subject = await find(readingOf(work), theSystem, whole.id);
  const form = lifeOf(whole.kind).formOf(subject, whole.panel.appoint, momentOf(work, subject));
  if (form === undefined) return null;
  const { properties = {}, required = [], ...rest } = schemaOf(form, { matter: whole.id }) as { properties?: Record<string, unknown>; required?: string[] };
  const own = [whole.panel.experts, whole.panel.leader];
  const asked = Object.entries(properties).filter(([name]) => !own.includes(name));
  return asked.length === 0 ? null : { ...rest, properties: Object.fromEntries(asked), required: required.filter((name) => !own.includes(name)) };
}

/**
 * 试排：谁评哪几件，各人几件，发现了哪些应当回避的；什么都不改。
 * @throws Refusal 403
 */
export async function previewAssignment(work: Work, { matters, ...asked }: AssignmentAsked): Promise<AssignmentPreview> {
  insistOnAssigner(work);
  const all = new Map((await panelCases(work, matters)).map((one) => [one.id, one]));
  const skipped = matters.flatMap((id) => {
    const says = whyNotNow(all.get(id));
    return says === undefined ? [] : [{ id, title: all.get(id)?.title ?? '', says }];
  });
  const cases = matters.flatMap((id) => (whyNotNow(all.get(id)) === undefined ? [all.get(id)!] : []));
  const ground = await groundFor(work, cases, asked);
  const { input, experts } = ground;
  const answer: Assigned | undefined = cases.length === 0 ? undefined : await assign(input);
  const placed = answer?.ok === true ? answer.placed : [];
  const leaders = leadersOf(input, placed, digest);
  const after = loadsOf(input, placed);
  return {
    ok: answer?.ok === true,
    ...(answer === undefined
      ? { says: '没有可以安排的事项' }
      : answer.ok
        ? {}
        : { says: answer.zh, relax: answer.relax, ...(answer.least === undefined ? {} : { least: answer.least }) }),
    cases: cases.map((one) => caseShape(one, ground, placed, leaders)),
    experts: input.experts.map(({ id, name, load }) => ({
      id,
      name,
      unit: experts.find((one) => one.id === id)?.unit ?? '',
      before: load,
      after: after.get(id) ?? load,
    })),
    rules: answer?.ok === true ? answer.proof.rules.map(({ zh, broken }) => ({ zh, broken })) : [],
    ...(answer?.ok === true ? { proof: { inputHash: answer.proof.inputHash, seed: answer.proof.seed, solver: answer.proof.solver } } : {}),
    asks: await asksOf(work, cases),
    skipped,
  };
}

/** Seats the experts of one case: all at once, or one after the other where a panel is only made whole. */
async function seat(
  work: Work,
  one: PanelCase,
  { version, experts, leader }: AssignmentPlan['plan'][number],
  common: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { kind, id, panel, state } = one;
  if (seatsAll(kind, panel, state)) {
    const input = { ...common, [panel.experts]: experts, ...(leader === undefined ? {} : { [panel.leader]: leader }) };
    await advance(work, { kind, id, transition: panel.appoint, version, input });
    return;
  }
  for (const [nth, expert] of experts.entries())
    await advance(work, { kind, id, transition: panel.add, version: version + nth, input: { [panel.expert]: expert } });
}

/**
 * 照排定的分派：先按此刻的情况再核对一遍，再一次办完；有一件不行，就一件也不办。
 * @throws Refusal 403, 404, 409 or 422 naming the case
 */
export async function assignExperts(work: Work, { plan, common, ...asked }: AssignmentPlan): Promise<{ id: string; cases: number; placed: number }> {
  insistOnAssigner(work);
  const all = new Map(
    (
      await panelCases(
        work,
        plan.map(({ matter }) => matter),
      )
    ).map((one) => [one.id, one]),
  );
  for (const { matter, version } of plan) {
    const one = all.get(matter);
    const says = whyNotNow(one);
    if (says !== undefined) throw refuse(one === undefined ? 404 : 409, 'not-waiting', `${one === undefined ? '' : `《${one.title}》`}${says}，请重新试排`);
    if (one!.version !== version) throw refuse(409, 'stale', `《${one!.title}》在试排以后有变化，请重新试排`);
  }
  const cases = plan.map(({ matter }) => all.get(matter)!);
  const { input } = await groundFor(work, cases, asked);
  const placed = plan.flatMap(({ matter, experts }) => {
    const drawn = input.cases.find(({ id }) => id === matter)?.drawn ?? [];
    return experts.filter((expert) => !drawn.includes(expert)).map((expert): Placed => ({ matter, expert }));
  });
  const counts = checkAssignment(input, placed);
  const broken = counts.rules.filter(({ rule, broken: times }) => times > 0 && rule !== 'balance');
  if (broken.length > 0) throw refuse(409, 'changed-meanwhile', `试排以后情况有变化，${broken.map(({ zh }) => `“${zh}”`).join('、')}守不住了，请重新试排`);
  for (const one of plan) await seat(work, all.get(one.matter)!, one, common);
  const content = { purpose: '分派评审专家', input, plan, rules: counts.rules, loads: counts.loads };
  const id = newId();
  await work.tx
    .insertInto('panelAssignment')
    .values({ id, byPerson: work.actor.id, at: work.now, content: JSON.stringify(content), sha256: sha256(canonical(content)) })
    .execute();
  return { id, cases: plan.length, placed: placed.length };
}
