import { sitsAt, type Holder } from '#core/people/desks.ts';
import type { NoticeKind } from '#core/notify/kinds.ts';
import type { Event, Matter } from '#core/shared/life.ts';
import { dayZh } from '#core/shared/days.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { lifeOf } from './any-life.ts';

/** What sort of notice it is, and the letter that follows it. */
export type Sort = Readonly<{ kind: NoticeKind; letter?: string | undefined }>;

const lines = (matter: Pick<Matter, 'id'>, text: string, at: string, holders: readonly Holder[], { kind, letter }: Sort) =>
  holders.map(({ office, union, studio, person }) => ({
    id: newId(),
    matterId: matter.id,
    text,
    at,
    office,
    unionId: union ?? null,
    studioId: studio ?? null,
    personId: person ?? null,
    kind,
    letterId: letter ?? null,
  }));

/** A matter that reaches another desk tells whoever sits there (not the one who has just moved it). */
export async function notifyArrival({ tx, actor, now }: Work, before: Matter | undefined, next: Matter, sort: Sort = { kind: 'arrived' }): Promise<void> {
  if (before?.state === next.state) return;
  const life = lifeOf(next.kind);
  const state = life.states[next.state]!;
  const holders = life.parties(next).acts.filter((holder) => holder.office !== 'clock' && !sitsAt(actor)(holder));
  const due = next.dueOn === undefined ? '' : `，请于${dayZh(next.dueOn)}前办理`;
  const rows = lines(next, `${life.zh}《${next.title}》到您这里：${state.zh}${due}`, now, holders, sort);
  if (rows.length > 0) await tx.insertInto('notification').values(rows).execute();
}

/** 委派的人负责：受委派的人办了什么，告诉他。 */
export async function tellDelegator(work: Work, before: Matter, next: Matter, { inNameOf, to, from }: Event): Promise<void> {
  const { delegated } = before.handling ?? {};
  if (inNameOf === undefined || delegated === undefined || from === to) return;
  const life = lifeOf(next.kind);
  await tell(work, next.id, `${life.zh}《${next.title}》您委派的一步已办：${life.states[next.state]?.zh ?? next.state}`, [delegated.by]);
}

/** Tells some holders something about a matter. */
export async function tell({ tx, now }: Work, matter: string, text: string, holders: readonly Holder[], sort: Sort = { kind: 'told' }): Promise<void> {
  await tx
    .insertInto('notification')
    .values(lines({ id: matter }, text, now, holders, sort))
    .execute();
}

/** Something the studio and its union should know, though nothing lies on their desk. */
export async function notifyStudio(work: Work, matter: Pick<Matter, 'id' | 'title' | 'studio' | 'hostUnion'>, text: string): Promise<void> {
  const { studio, hostUnion: union } = matter;
  const holders: Holder[] = [
    { office: 'lead', studio },
    { office: 'secretary', studio },
    { office: 'grassroots', union },
  ];
  await tell(work, matter.id, `《${matter.title}》${text}`, holders);
}
