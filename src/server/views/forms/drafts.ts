import { sql } from 'kysely';
import type { Draft, DraftRow, NewDraft, Page } from '#contract/shapes.ts';
import { draftLimits } from '#core/drafts/draft.ts';
import { inCityTime } from '#core/shared/days.ts';
import type { Work } from '#server/kernel/house.ts';
import { Refusal, refuse } from '#server/kernel/refusal.ts';
import { draftOf, dropDraft, keepDraft, type DraftRow as Kept } from '#server/store/drafts.ts';
import { matterScope, studioScope } from '#server/store/scope.ts';
import { known } from '../names.ts';
import { cut, decodeCursor } from '../paging.ts';
import { idsIn } from '../matter/texts.ts';

/** What an address means: the operation's name, and the matter or studio in it. */
export type Meaning = (place: string) => Readonly<{ zh: string; id?: string }> | undefined;

const shape = ({ place, savedAt, revision, baseVersion }: Omit<Kept, 'typed'>) => known({ at: place, savedAt, revision, version: baseVersion ?? undefined });

/** 我没有写完的，最近的在前。 Three statements, whatever the number. */
export async function listDrafts({ tx, actor }: Work, meaningOf: Meaning, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<DraftRow>> {
  const from = decodeCursor(cursor);
  const rows = await tx
    .selectFrom('draft')
    .select(['place', 'baseVersion', 'revision', 'savedAt'])
    .where('personId', '=', actor.id)
    .$if(from !== undefined, (query) => query.where(sql<boolean>`(saved_at, place) < (${from?.after ?? ''}::timestamptz, ${from?.id ?? ''})`))
    .orderBy('savedAt', 'desc')
    .orderBy('place', 'desc')
    .limit(limit + 1)
    .execute();
  const ids = rows.flatMap(({ place }) => meaningOf(place)?.id ?? []);
  const about = new Map<string, DraftRow['about']>();
  if (ids.length > 0) {
    const matters = await tx.selectFrom('matter').select(['id', 'title']).where('id', 'in', ids).where(matterScope(actor)).execute();
    const studios = await tx.selectFrom('studio').select(['id', 'name as title']).where('id', 'in', ids).where(studioScope(actor)).execute();
    for (const { id, title } of matters) about.set(id, { id, title, href: `/api/matters/${id}` });
    for (const { id, title } of studios) about.set(id, { id, title, href: `/api/studios/${id}` });
  }
  return cut(
    rows,
    limit,
    ({ savedAt, place }) => ({ after: savedAt, id: place }),
    (row) => {
      const meaning = meaningOf(row.place);
      return known({ ...shape(row), title: meaning?.zh ?? '', about: about.get(meaning?.id ?? '') });
    },
  );
}

/** One's own draft at a place, with the names of the files it holds. */
export async function showDraft({ tx, actor }: Work, place: string): Promise<Draft | null> {
  const kept = await draftOf(tx, actor.id, place);
  if (kept === undefined) return null;
  const values = JSON.parse(kept.typed) as Draft['values'];
  const ids = idsIn(values);
  const files =
    ids.length === 0
      ? []
      : await tx.selectFrom('storedFile').select(['id', 'name', 'size']).where('id', 'in', ids).where('uploadedBy', '=', actor.id).execute();
  return { ...shape(kept), values, files };
}

/**
 * Saves anything, in one statement; says why only when it could not.
 * @throws Refusal 409, 413 or 422
 */
export async function saveDraft({ tx, actor }: Work, place: string, { values, version, revision: seen }: NewDraft, machine: Date) {
  const typed = JSON.stringify(values);
  if (Buffer.byteLength(typed) > draftLimits.bytes)
    throw refuse(413, 'draft-too-large', `没写完的内容太多，超过${draftLimits.bytes / 1024}KB，系统里存不下；请先提交一部分，或改用附件`, 'values');
  const kept = await keepDraft(tx, { person: actor.id, place, typed, version, seen, at: inCityTime(machine) });
  if (kept !== undefined) return kept;
  const there = await draftOf(tx, actor.id, place);
  if (there === undefined) throw refuse(422, 'too-many-drafts', `没写完的最多存${draftLimits.perPerson}份，请先办完或清掉一些`);
  throw new Refusal(409, [
    { code: 'draft-elsewhere', message: `您在另一台设备上也写了（${there.savedAt.slice(11, 16)}），请看看两边的不同`, field: 'revision' },
  ]);
}

/** @throws Refusal 409 when another device has written on since */
export async function forgetDraft({ tx, actor }: Work, place: string, seen: number | undefined): Promise<void> {
  if (await dropDraft(tx, actor.id, place, seen)) return;
  if (seen !== undefined && (await draftOf(tx, actor.id, place)) !== undefined)
    throw refuse(409, 'draft-elsewhere', '您在另一台设备上又写了，请看看两边的不同', 'revision');
}
