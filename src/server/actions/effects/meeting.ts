import type { Kind } from '#core/lives.ts';
import type { Meeting } from '#core/meeting/life.ts';
import type { Matter } from '#core/shared/life.ts';
import { takeForm } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, refuse, Refusal, refusalOf } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { find, pastOf } from '#server/store/matters.ts';
import { choosable } from '#server/views/choices.ts';
import { evidenceFor, saidOf } from '#server/views/meeting/evidence.ts';
import { advance } from '../advance.ts';
import { lifeOf } from '../any-life.ts';
import { momentOf, readingOf } from '../moment.ts';

const itemOf = (meeting: Matter, id: string) => {
  const found = (meeting as Meeting).items.find((one) => one.id === id);
  if (found === undefined) throw notFound();
  return found;
};

/** 两个人同时议定同一项：后来的看到的已不是这一版。 @throws Refusal 409 */
export function insistOnItem(_: Work, cause: Matter, { item: id, at }: { item: string; at?: number }): Promise<void> {
  const { version } = itemOf(cause, id);
  if (at !== undefined && version !== at + 1) throw refuse(409, 'stale', '这一项刚才已经议过，请看过最新的再定', 'at');
  return Promise.resolve();
}

/**
 * 议定：照事项自己的办法，看此刻能不能这样办、内容齐不齐；齐了就记下来，事项一动不动。
 * @throws Refusal as if it were done at once
 */
export async function holdDecision(work: Work, cause: Matter, { item: id, step, input }: { item: string; step: string; input: unknown }): Promise<void> {
  const { tx, actor } = work;
  const item = itemOf(cause, id);
  const subject = await find(readingOf(work), actor, item.matterId);
  const life = lifeOf(subject.kind);
  const row = life.transitions[step];
  if (row === undefined) throw refuse(422, 'no-such-step', '这件事项没有这个办法，请刷新后再选', 'step');
  const moment = momentOf(work, subject, await pastOf(tx, subject.id));
  const inTheWay = life.obstacles(subject, step, moment);
  if (inTheWay.length > 0) throw refusalOf(inTheWay);
  const place = { matter: subject.id, ...(subject.studio === undefined ? {} : { studio: subject.studio }) };
  const form = life.formOf(subject, step, moment);
  const { brought, files } = await takeForm(work, form, input, place, choosable);
  await attachFiles(tx, files, { matterId: cause.id });
  const [said, evidence] = [await saidOf(work, form, brought), await evidenceFor(work, subject)];
  await tx
    .updateTable('meetingItem')
    .set({ stepZh: row.zh, said: JSON.stringify(said), evidence: JSON.stringify(evidence), seen: subject.version })
    .where('id', '=', id)
    .execute();
}

/**
 * 发布：照记下的办。议定以后事项有了变化的，办不了的，说清楚是哪一件、为什么。
 * @throws Refusal 409 or 422 naming the item
 */
export async function releaseDecision(work: Work, cause: Matter, { item: id }: { item: string }): Promise<void> {
  const row = await work.tx
    .selectFrom('meetingItem')
    .innerJoin('matter', 'matter.id', 'meetingItem.matterId')
    .select(['matter.id', 'matter.kind', 'matter.title', 'step', 'input', 'seen'])
    .where('meetingItem.id', '=', id)
    .where('meetingId', '=', cause.id)
    .executeTakeFirst();
  if (row === undefined || row.step === null || row.seen === null) throw notFound();
  const { kind, step: transition, seen: version, input } = row;
  const form = lifeOf(kind).transitions[transition]?.brings;
  try {
    await advance(work, { kind: kind as Kind, id: row.id, transition, version, input: form === undefined ? undefined : input, held: cause.id });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first, ...rest] = error.reasons;
    const message = `《${row.title}》按议定的办不了：${first?.message ?? '情况有变化'}`;
    throw new Refusal(error.status === 403 ? 403 : error.status === 404 ? 409 : error.status, [{ code: first?.code ?? 'changed', message }, ...rest]);
  }
}
