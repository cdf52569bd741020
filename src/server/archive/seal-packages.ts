import { rm } from 'node:fs/promises';
import { dayZh, dayIn } from '#core/shared/days.ts';
import type { ArchivePreview } from '#contract/shapes.ts';
import { recordFile } from '#server/files/stored-files.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import type { House, Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import type { Typesetter } from '#server/papers/typeset.ts';
import { composePackage, previewPackage } from './compose-package.ts';
import { pack } from './pack.ts';
import type { Manifest } from './package-shape.ts';
import { lastSealed, type Sealed } from './sealed-packages.ts';

/** A package whose bytes are kept, not yet on record. */
type Ready = Readonly<{ id: string; manifest: Manifest; size: number; sha256: string }>;
export type Prepared = Readonly<{ outcomes: readonly ArchivePreview[]; ready: readonly Ready[] }>;

const refused = (id: string, error: unknown): ArchivePreview => {
  if (!(error instanceof Refusal)) throw error;
  return { id, title: '', contents: [], outcome: 'refused', says: error.message };
};
const already = (id: string, title: string, contents: readonly string[], { sealedAt, sha256 }: Sealed): ArchivePreview => ({
  id,
  title,
  contents: [...contents],
  outcome: 'already',
  says: `已于${dayZh(dayIn(sealedAt))}封存，此后没有变化`,
  sha256,
});

/** What sealing these would do, matter by matter; nothing is printed or written. */
export async function previewSealing(house: House, ids: readonly string[]): Promise<ArchivePreview[]> {
  const outcomes: ArchivePreview[] = [];
  for (const id of ids) {
    try {
      const { matter, contents } = await previewPackage(house, id);
      const before = await lastSealed(house.db, id);
      outcomes.push(
        before?.version === matter.version
          ? already(id, matter.title, contents, before)
          : { id, title: matter.title, contents, outcome: 'ready', says: before === undefined ? '可以封存' : '封存后又有办理，可以再封一份，原来的保留' },
      );
    } catch (error) {
      outcomes.push(refused(id, error));
    }
  }
  return outcomes;
}

/** Prints and packs what can be sealed, one after the other; the bytes are kept by what they are, so that half a batch does no harm. */
export async function preparePackages(house: House, typesetter: Typesetter, ids: readonly string[]): Promise<Prepared> {
  const previews = await previewSealing(house, ids);
  const ready: Ready[] = [];
  const outcomes: ArchivePreview[] = [];
  for (const preview of previews) {
    if (preview.outcome !== 'ready') {
      outcomes.push(preview);
      continue;
    }
    try {
      const { manifest, parts } = await composePackage(house, typesetter, preview.id);
      const { path, size, sha256 } = await pack(house.files, parts);
      await house.files.put(sha256, path).finally(() => rm(path, { force: true }));
      ready.push({ id: preview.id, manifest, size, sha256 });
      outcomes.push({ ...preview, contents: manifest.files.map(({ title }) => title), outcome: 'sealed', says: '已封存', sha256 });
    } catch (error) {
      outcomes.push({ ...refused(preview.id, error), title: preview.title });
    }
  }
  return { outcomes, ready };
}

async function record(work: Work, { id, manifest, size, sha256 }: Ready, trace: { address: string; request: string }): Promise<boolean> {
  const { tx, actor, now } = work;
  // Held, so that it cannot move between what was packed and what is written down.
  const row = await tx.selectFrom('matter').select('version').where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  if (row.version !== manifest.matter.version || (await lastSealed(tx, id))?.version === row.version) return false;
  const file = await recordFile(tx, actor.id, now, { name: `归档-${manifest.matter.title}.zip`, size, sha256, type: 'application/zip' });
  const { term, matter } = manifest;
  const values = { id: newId(), matterId: id, version: matter.version, term, fileId: file.id, sha256, size, manifest: JSON.stringify(manifest) };
  await tx
    .insertInto('archivePackage')
    .values({ ...values, sealedAt: now, sealedBy: actor.id })
    .execute();
  const line = { what: 'archive.seal', which: id, outcome: 'done' as const, detail: { sha256, term } };
  await writeAudit(tx, { cityAt: now, personId: actor.id, office: actor.office, ...line, ...trace });
  return true;
}

/** 封存：摘要记下来，一件一条审计；其间又有办理的，不封，说明。 */
export async function sealPrepared(work: Work, { outcomes, ready }: Prepared, trace: { address: string; request: string }): Promise<ArchivePreview[]> {
  const late = new Set<string>();
  for (const one of ready.toSorted((a, b) => (a.id < b.id ? -1 : 1))) if (!(await record(work, one, trace))) late.add(one.id);
  return outcomes.map(({ sha256, ...one }) =>
    late.has(one.id)
      ? { ...one, outcome: 'refused' as const, says: '刚才又有办理或已被别人封存，请刷新后再看' }
      : { ...one, ...(sha256 === undefined ? {} : { sha256 }) },
  );
}
