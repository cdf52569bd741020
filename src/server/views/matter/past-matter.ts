import { isInside } from '#core/comments/visibility.ts';
import type { CriterionVerdict } from '#core/criteria/judge.ts';
import type { Holder } from '#core/people/desks.ts';
import { dayIn, dayZh, type Day } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Matter as MatterShape, Section } from '#contract/shapes.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { momentOf, readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import { find } from '#server/store/matters.ts';
import { studioScope } from '#server/store/scope.ts';
import { standingZh } from '../list-studios.ts';
import { holderOf, known, namesOf, refOf } from '../names.ts';
import { historyOf } from './history.ts';
import { verdictShape } from './judged.ts';
import { pathOf, presentMatter } from './show-matter.ts';

/** The last moment of a city day. */
export const endOf = (day: Day): string => `${day}T23:59:59.999+08:00`;

/** @throws Refusal 422 for a day that has not come */
export function insistOnPast({ now }: Work, on: Day): void {
  if (on > dayIn(now)) throw refuse(422, 'not-yet', `${dayZh(on)}还没有到`, 'on');
}

async function stoodOn({ tx }: Work, id: string, until: string) {
  return tx
    .selectFrom('matterStood')
    .select(['acts', 'unionId', 'dueOn', 'title'])
    .where('matterId', '=', id)
    .where('at', '<=', until)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}
async function dossierOn({ tx }: Work, { id, declaration }: { id: string; declaration?: string }, until: string): Promise<Partial<MatterShape>> {
  const row = await tx
    .selectFrom('dossier')
    .select(['content', 'sha256'])
    .where('matterId', 'in', declaration === undefined ? [id] : [id, declaration])
    .where('frozenAt', '<=', until)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (row === undefined) return {};
  const { verdicts } = row.content as { verdicts?: readonly CriterionVerdict[] };
  return { dossierHash: row.sha256, ...(verdicts === undefined ? {} : { verdicts: verdicts.map((one) => verdictShape(undefined, one)) }) };
}
async function standingOn({ tx, actor }: Work, { studio }: Matter, until: string): Promise<Section[]> {
  if (studio === undefined) return [];
  const row = await tx
    .selectFrom('studioStood')
    .innerJoin('studio', 'studio.id', 'studioStood.studioId')
    .select('studioStood.standing')
    .where('studioId', '=', studio)
    .where('at', '<=', until)
    .where(studioScope(actor))
    .orderBy('studioStood.id', 'desc')
    .executeTakeFirst();
  return row === undefined ? [] : [{ title: '工作室', fields: [{ label: '当时的情况', text: standingZh[row.standing] ?? row.standing }] }];
}

/** What had been filled in until then: the last word for every label. */
function filledIn(history: MatterShape['history']): Section[] {
  const fields = new Map(
    history.filter(({ sort }) => sort === 'step').flatMap(({ brought }) => brought.map(({ before: _, ...field }) => [field.label, field] as const)),
  );
  return fields.size === 0 ? [] : [{ title: '当时已填报的内容', fields: [...fields.values()] }];
}

const notKept = '当时的台账数字、名单和相关事项没有按日留存，这里不列';
const notKnown = '当时在谁手上、期限到哪天，没有记录';

/** The studio's page, where this reader may open it. */
async function studioPage({ tx, actor }: Work, studio: string | undefined): Promise<string | undefined> {
  if (studio === undefined) return undefined;
  const found = await tx.selectFrom('studio').select('id').where('id', '=', studio).where(studioScope(actor)).executeTakeFirst();
  return found && `/studios/${found.id}`;
}

/**
 * 截至某日的事项：只看，不能办。What is not known as of a day is said, not guessed.
 * @throws Refusal 404 when it was not open yet, or is not for this reader; 422 for a day to come
 */
export async function showMatterOn(work: Work, id: string, on: Day): Promise<MatterShape> {
  insistOnPast(work, on);
  const { house, actor, tx, now } = work;
  const matter = await find(readingOf(work), actor, id);
  if (on === dayIn(now)) return { ...(await presentMatter(work, matter)), options: [], past: { on, unknown: [] } };
  const life = lifeOf(matter.kind);
  if (!isInside(life, matter, actor)) throw notFound();
  const until = endOf(on);
  const { history } = await historyOf(work, matter, momentOf(work, matter), until);
  const last = history.at(-1);
  if (last === undefined) throw notFound();
  const arrived = history.findLast(({ from, to }) => from?.code !== to.code) ?? last;
  const stood = await stoodOn(work, id, until);
  const acts = (stood?.acts ?? []) as readonly Holder[];
  const names = await namesOf(tx, [...acts.flatMap(({ union, studio, person }) => [union, studio, person]), matter.studio, stood?.unionId]);
  const standard = house.standards.get(matter.standard);
  const closed = life.states[last.to.code]?.closed === true;
  return known({
    id,
    kind: matter.kind,
    kindZh: life.zh,
    title: stood?.title ?? matter.title,
    studio: refOf(names, matter.studio),
    studioHref: await studioPage(work, matter.studio),
    union: refOf(names, stood?.unionId ?? undefined),
    state: last.to,
    version: last.version,
    standard: { id: standard.id, title: standard.document.number ?? standard.programme.zh },
    openedAt: matter.openedAt,
    since: arrived.at,
    dueOn: closed ? undefined : (stood?.dueOn ?? undefined),
    closed,
    path: pathOf(
      { ...matter, state: last.to.code },
      history.map(({ to }) => to.code),
    ),
    holders: acts.map((holder) => holderOf(actor, names, holder)),
    options: [],
    sections: [...(await standingOn(work, matter, until)), ...filledIn(history)],
    history,
    ...(await dossierOn(work, matter, until)),
    past: { on, unknown: [...(stood === undefined ? [notKnown] : []), notKept] },
  });
}
