import { sql } from 'kysely';
import type { Actor } from '#core/people/actor.ts';
import type { CityTime } from '#core/shared/days.ts';
import type { FileMeta } from '#contract/shapes.ts';
import { newId } from '#server/kernel/ids.ts';
import { notFound } from '#server/kernel/refusal.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { matterScope, studioScope } from '#server/store/scope.ts';
import type { Received } from './receive-upload.ts';

/** Records a received file as somebody's. @returns what the contract says of it */
export async function recordFile(tx: Tx, by: string, now: CityTime, { name, size, sha256, type, clean, takenAt, place }: Received): Promise<FileMeta> {
  const id = newId();
  const photo = { cleanSha256: clean?.sha256, cleanSize: clean?.size, takenAt, takenPlace: place };
  await tx
    .insertInto('storedFile')
    .values({ id, name, size, sha256, type, uploadedBy: by, uploadedAt: now, ...photo })
    .execute();
  return { id, name, size, sha256, type };
}

/** Who gets a photo as it came, with what the camera wrote into it. */
const mayHaveOriginal = ({ id, office }: Actor, uploadedBy: string): boolean => id === uploadedBy || office === 'department' || office === 'auditor';

/**
 * A file the actor may read: the uploader while it is attached to nothing; afterwards whoever may see a matter
 * or studio it is attached to — by the same scopes that list those.
 * Of a photo everybody gets the clean copy; the original, on request, only whoever may look at it as evidence.
 * @throws Refusal 404 when it is not there or not for this reader
 */
export async function readableFile(db: Db, actor: Actor, id: string, original = false): Promise<FileMeta> {
  const file = await db
    .selectFrom('storedFile as f')
    .select(['f.id', 'f.name', 'f.size', 'f.sha256', 'f.type', 'f.cleanSha256', 'f.cleanSize', 'f.uploadedBy'])
    .where('f.id', '=', id)
    .where(mayRead(actor))
    .executeTakeFirst();
  if (file === undefined || (original && !mayHaveOriginal(actor, file.uploadedBy))) throw notFound();
  const { name, size, sha256, type, cleanSha256, cleanSize } = file;
  const clean = original || cleanSha256 === null || cleanSize === null ? {} : { sha256: cleanSha256, size: cleanSize };
  return { id, name, size, sha256, type, ...clean };
}

/** As WHERE, for a query in which stored_file is `f`. */
const mayRead = (actor: Actor) => sql<boolean>`(
  (f.uploaded_by = ${actor.id} AND NOT EXISTS (SELECT 1 FROM file_use WHERE file_use.file_id = f.id))
  OR EXISTS (SELECT 1 FROM file_use JOIN matter ON matter.id = file_use.matter_id WHERE file_use.file_id = f.id AND ${matterScope(actor)})
  OR EXISTS (SELECT 1 FROM file_use JOIN studio ON studio.id = file_use.studio_id WHERE file_use.file_id = f.id AND ${studioScope(actor)})
  OR EXISTS (SELECT 1 FROM file_use JOIN union_org u ON u.id = file_use.union_id WHERE file_use.file_id = f.id AND ${ofUnion(actor)}))`;
/** 工会自己的文件：本工会、它的归口工会、市总看得到。 */
const ofUnion = ({ office, union = '' }: Actor) =>
  ['department', 'leadership', 'auditor'].includes(office)
    ? sql<boolean>`true`
    : ['supervisor', 'grassroots', 'unit'].includes(office)
      ? sql<boolean>`(u.id = ${union} OR EXISTS (SELECT 1 FROM union_parent t WHERE t.union_id = u.id AND t.parent_id = ${union} AND t.to_on IS NULL))`
      : sql<boolean>`false`;
