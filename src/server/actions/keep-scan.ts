import { dayIn, dayZh } from '#core/shared/days.ts';
import { lacking, type Reason } from '#core/shared/decision.ts';
import type { ScanReading } from '#contract/shapes.ts';
import { sitsAt } from '#core/people/desks.ts';
import type { Office } from '#core/people/actor.ts';
import { judgeScan, type Document, type Sheet } from '#core/papers/judge-scan.ts';
import type { PageCode } from '#core/papers/page-code.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { readScan } from '#server/files/read-scan.ts';
import { readableFile } from '#server/files/stored-files.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { find } from '#server/store/matters.ts';
import { documentFor, namesOfCodes, type KnownDocument } from '#server/views/scan-documents.ts';
import { lifeOf } from './any-life.ts';
import { readingOf } from './moment.ts';

const onlyRead: readonly Office[] = ['auditor', 'member', 'sysadmin', 'secadmin', 'auditadmin'];

/** The codes on a file's sheets: read once, then remembered. Outside any transaction, because it takes seconds. */
export async function sheetsOf(work: Work, file: string): Promise<readonly Sheet[]> {
  const { house } = work;
  const meta = await readableFile(work.tx, work.actor, file);
  const before = await house.db.selectFrom('pageReading').select('sheets').where('fileId', '=', meta.id).executeTakeFirst();
  if (before !== undefined) return (before.sheets as (PageCode | null)[]).map((sheet) => sheet ?? undefined);
  const sheets = await readScan(house.files, meta);
  await house.db
    .insertInto('pageReading')
    .values({ fileId: meta.id, sheets: JSON.stringify(sheets.map((sheet) => sheet ?? null)), readAt: house.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return sheets;
}

/** Whoever works on it keeps its sealed papers; who only reads it does not. */
async function mayKeep(work: Work, { of, id }: Document): Promise<boolean> {
  const { actor } = work;
  if (onlyRead.includes(actor.office)) return false;
  if (of === 'studios') return true;
  const matter = await find(readingOf(work), actor, id);
  return lifeOf(matter.kind).insiders?.(matter).some(sitsAt(actor)) ?? true;
}

async function keep(
  work: Work,
  file: string,
  { document, extra, title }: Readonly<{ document: Document; extra: number; title: string }>,
): Promise<'kept' | 'known'> {
  const { tx, actor, now } = work;
  const { of, id, paper, version, pages } = document;
  const { sha256 } = await readableFile(tx, actor, file);
  const place = of === 'matters' ? { matterId: id } : { studioId: id };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('sealedScan')
    .values({ matterId: null, studioId: null, ...place, id: newId(), paper, title, version, pages, extra, fileId: file, sha256, keptBy: actor.id, keptAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return 'known';
  await attachFiles(tx, [file], of === 'matters' ? { matterId: id } : { studioId: id });
  return 'kept';
}

const ends = (document: KnownDocument, now: string) => ({ kept: `，已于${dayZh(dayIn(now))}收存到“${document.of}”`, known: '，先前已经收存', read: '' });
const saysOf = (document: KnownDocument, { version, pages }: Document, done: 'kept' | 'known' | 'read', now: string): string => {
  const later = document.version > version ? `。印的是第${version}版，事项现在是第${document.version}版` : '';
  return `《${document.title}》共${pages}页，页码齐全${ends(document, now)[done]}${later}`;
};

const sheetText = (sheet: Sheet, fits: boolean, nameOf: (code: PageCode) => string): string =>
  sheet === undefined ? '没有读到码' : fits ? `第${sheet.page}页` : `${nameOf(sheet)}的第${sheet.page}页`;
const isOf = (sheet: Sheet, document: Document | undefined): boolean =>
  sheet !== undefined && sheet.of === document?.of && sheet.id === document.id && sheet.paper === document.paper && sheet.version === document.version;

type Asked = Readonly<{ file: string; matter?: string | undefined; keep: boolean }>;
/** Beyond what the sheets themselves say: is it this reader's, and is it of the matter it was handed in for? */
function besides(document: Document | undefined, known: KnownDocument | undefined, { matter }: Asked): readonly Reason[] {
  if (document === undefined) return [];
  if (known === undefined) return [lacking('not-yours', '这份文书不在您能查看的范围内，请交给经办的单位上传')];
  const stranger = matter !== undefined && !(document.of === 'matters' && document.id === matter);
  return stranger ? [lacking('scan-of-another', `这是“${known.of}”的${known.title}，不是这件事项的文书`)] : [];
}

/**
 * 盖章件回传：逐张读码，归到它所属的文书；完整的收存，不完整的逐页说明，什么也不改。
 * `matter`, when given, is the one the scan was handed in for.
 * @throws Refusal 403 for whoever only reads
 */
export async function takeScan(work: Work, sheets: readonly Sheet[], asked: Asked): Promise<ScanReading> {
  const nameOf = await namesOfCodes(
    work,
    sheets.filter((sheet) => sheet !== undefined),
  );
  const judged = judgeScan(sheets, nameOf);
  const { document } = judged;
  const known = document === undefined ? undefined : await documentFor(work, document);
  const wrong = [...judged.wrong, ...besides(document, known, asked)];
  const whole = wrong.length === 0 && document !== undefined && known !== undefined;
  if (whole && asked.keep && !(await mayKeep(work, document))) throw refuse(403, 'only-reading', '您只能查看这件事项，盖章件请由经办的单位上传');
  const done = whole && asked.keep ? await keep(work, asked.file, { document, extra: judged.unread.length, title: known.title }) : 'read';
  return {
    ...(known === undefined || document === undefined
      ? {}
      : { document: { title: known.title, of: known.of, version: document.version, pages: document.pages, href: known.href } }),
    sheets: sheets.map((sheet, index) => {
      const fits = isOf(sheet, document);
      return { sheet: index + 1, ...(sheet === undefined ? {} : { page: sheet.page }), text: sheetText(sheet, fits, nameOf), fits };
    }),
    wrong: wrong.map(({ code, zh }) => ({ code, message: zh })),
    kept: done !== 'read',
    says: whole ? saysOf(known, document, done, work.now) : '没有收存',
  };
}
