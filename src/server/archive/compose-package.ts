import { sql } from 'kysely';
import { termOf } from '#core/archive/retention.ts';
import { isKind } from '#core/lives.ts';
import type { Actor } from '#core/people/actor.ts';
import { dayIn } from '#core/shared/days.ts';
import type { Matter } from '#contract/shapes.ts';
import { readingOf } from '#server/actions/moment.ts';
import { reading, type House, type Work } from '#server/kernel/house.ts';
import { canonical } from '#server/kernel/ids.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import type { Typesetter } from '#server/papers/typeset.ts';
import { find } from '#server/store/matters.ts';
import { cityName } from '#server/views/city-name.ts';
import { paperFor } from '#server/views/papers.ts';
import { showMatter } from '#server/views/matter/show-matter.ts';
import { metadataXml } from './metadata.ts';
import { made, type Part } from './pack.ts';
import { manifestName, type Manifest } from './package-shape.ts';

/** What goes into a package is what the department sees, whoever packs it: the same matter gives the same package. */
const archivist: Actor = { id: 'archive', office: 'department', kin: [], officeId: 'archive' };
export type Composed = Readonly<{ manifest: Manifest; parts: readonly Part[] }>;

// Signs that file systems of this world refuse.
const safe = (name: string): string => name.replaceAll(/[\\/:*?"<>|]/g, '_');
const numbered = (folder: string, index: number, name: string): string => `${folder}/${String(index + 1).padStart(2, '0')}-${safe(name)}`;

type Closed = Readonly<{ matter: Matter; closedOn: string }>;
async function closedMatter(work: Work, id: string): Promise<Closed> {
  const matter = await showMatter(work, id);
  const row = await work.tx.selectFrom('matter').select('closedAt').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.closedAt === null) throw refuse(409, 'not-closed', `“${matter.title}”还没有办结，办结后才能归档`);
  return { matter, closedOn: dayIn(row.closedAt) };
}

/** Attached files and sealed scans, as they came, in the order they came. */
async function attached({ tx }: Work, id: string): Promise<Part[]> {
  const { rows } = await sql<{ name: string; size: number; sha256: string }>`
    select f.name, f.size, f.sha256 from stored_file f
    where f.id in (select file_id from file_use where matter_id = ${id} union select file_id from sealed_scan where matter_id = ${id}) order by f.uploaded_at, f.id`.execute(
    tx,
  );
  return rows.map(({ name, size, sha256 }, index): Part => ({ path: numbered('files', index, name), title: name, size: Number(size), sha256, stored: true }));
}

/** 材料定稿：当时问的、答的、判的，一次一份。 */
async function dossiers({ tx }: Work, id: string): Promise<Part[]> {
  const rows = await tx.selectFrom('dossier').select(['purpose', 'frozenAt', 'content', 'sha256']).where('matterId', '=', id).orderBy('id').execute();
  return rows.map(({ purpose, ...row }, index) =>
    made(numbered('dossier', index, `${purpose}.json`), `材料定稿：${purpose}`, Buffer.from(`${canonical({ purpose, ...row })}\n`)),
  );
}

/** A paper to be printed of a closed matter; blank forms are no record. */
const printable = ({ papers = [] }: Matter) => papers.filter(({ name, formats }) => !name.endsWith('-blank') && formats.includes('pdf'));
/** The files say they were made on the day the matter was closed: made again, they are the same. */
async function printed(work: Work, { matter, closedOn }: Closed, { print }: Typesetter): Promise<Part[]> {
  const parts: Part[] = [];
  const madeAt = Date.parse(`${closedOn}T00:00:00+08:00`) / 1000;
  for (const [index, { name, title }] of printable(matter).entries()) {
    const paper = await paperFor(work, { of: 'matters', id: matter.id, name, base: work.house.publicUrl });
    parts.push(made(numbered('papers', index, `${title}.pdf`), title, await print(paper, 'a-2a', madeAt)));
  }
  return parts;
}

async function unitOf({ tx }: Work, { studio }: Matter): Promise<string> {
  if (studio === undefined) return '';
  const row = await tx
    .selectFrom('studio')
    .innerJoin('unionOrg', 'unionOrg.id', 'studio.hostUnion')
    .select(['unionOrg.unitName', 'unionOrg.name'])
    .where('studio.id', '=', studio.id)
    .executeTakeFirst();
  return row?.unitName ?? row?.name ?? '';
}

/** What would be in the package, without printing anything: for looking before sealing. @throws Refusal 404, 409 */
export async function previewPackage(house: House, id: string) {
  const work = reading(house, archivist);
  const { matter, closedOn } = await closedMatter(work, id);
  const [files, frozen] = [await attached(work, id), await dossiers(work, id)];
  return { matter, closedOn, contents: [...printable(matter).map(({ title }) => title), ...[...files, ...frozen].map(({ title }) => title)] };
}

/**
 * 一件办结的事项的归档内容：文书（PDF/A）、附件、材料定稿、办理经过、元数据、清单。
 * @throws Refusal 404, 409 while it is still open
 */
export async function composePackage(house: House, typesetter: Typesetter, id: string): Promise<Composed> {
  const work = reading(house, archivist);
  const { matter, closedOn } = await closedMatter(work, id);
  const { kind, version, title, history } = matter;
  if (!isKind(kind)) throw notFound();
  const { documentNumber } = (await find(readingOf(work), archivist, id)) as { documentNumber?: string };
  const term = termOf(kind, matter.state.code);
  const past = made('history.json', '办理经过', Buffer.from(`${JSON.stringify(history, null, 2)}\n`));
  const content = [...(await printed(work, { matter, closedOn }, typesetter)), ...(await attached(work, id)), ...(await dossiers(work, id)), past];
  const described = {
    matter,
    city: await cityName(work.tx),
    union: matter.union?.name ?? '',
    unit: await unitOf(work, matter),
    documentNumber,
    closedOn,
    term,
  };
  const parts = [made('metadata.xml', '元数据', Buffer.from(metadataXml(described, content.map(listed)))), ...content];
  const manifest: Manifest = {
    format: 'lingxian-archive',
    version: 1,
    matter: { id, kind, title, version, closedOn },
    term,
    files: parts.map(listed),
  };
  return { manifest, parts: [made(manifestName, '清单', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)), ...parts] };
}
const listed = ({ path, title, size, sha256 }: Part) => ({ path, title, size, sha256 });
