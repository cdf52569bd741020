import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { archiveNames } from './archive-names.ts';
import { compoundStreams, isCompound } from './compound-streams.ts';
import { endingOf } from './file-name.ts';

/** What a file is, by its content: its media type, and the endings its name may have. */
export type FileKind = Readonly<{ type: string; endings: readonly string[] }>;
export type Judged = Readonly<{ kind: FileKind } | { because: string }>;

const office = 'application/vnd.openxmlformats-officedocument';
const kinds = {
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  jpg: { type: 'image/jpeg', endings: ['jpg', 'jpeg', 'jfif'] },
  png: { type: 'image/png', endings: ['png'] },
  webp: { type: 'image/webp', endings: ['webp'] },
  heic: { type: 'image/heic', endings: ['heic', 'heif'] },
  docx: { type: `${office}.wordprocessingml.document`, endings: ['docx'] },
  xlsx: { type: `${office}.spreadsheetml.sheet`, endings: ['xlsx'] },
  pptx: { type: `${office}.presentationml.presentation`, endings: ['pptx'] },
  doc: { type: 'application/msword', endings: ['doc', 'wps'] },
  xls: { type: 'application/vnd.ms-excel', endings: ['xls', 'et'] },
  ofd: { type: 'application/ofd', endings: ['ofd'] },
  txt: { type: 'text/plain; charset=utf-8', endings: ['txt'] },
  csv: { type: 'text/csv; charset=utf-8', endings: ['csv'] },
} as const satisfies Record<string, FileKind>;
const known = (code: string): FileKind | undefined => new Map<string, FileKind>(Object.entries(kinds)).get(code);

/** The endings people may upload, for a page to offer. */
export const allowedEndings: readonly string[] = Object.values(kinds).flatMap(({ endings }) => endings);
const whatMay = '请上传 PDF、OFD、Word、Excel、PPT、图片（jpg、png、webp、heic）或 UTF-8 文本';

async function judgeCompound(file: FileHandle, size: number): Promise<Judged> {
  const streams = await compoundStreams(file, size, ['WordDocument', 'Workbook', 'Book', 'EncryptedPackage']);
  if (streams.has('EncryptedPackage')) return { because: '文件设有打开密码，请取消密码后再上传' };
  if (streams.has('WordDocument')) return { kind: kinds.doc };
  if (streams.has('Workbook') || streams.has('Book')) return { kind: kinds.xls };
  return { because: `不能上传这种文件。${whatMay}` };
}

const mainParts: Readonly<Record<string, FileKind>> = { 'word/document.xml': kinds.docx, 'xl/workbook.xml': kinds.xlsx, 'ppt/presentation.xml': kinds.pptx };

async function judgeArchive(file: FileHandle, size: number): Promise<Judged> {
  const names = await archiveNames(file, size);
  if (names.includes('OFD.xml')) return { kind: kinds.ofd };
  if (names.some((name) => name.endsWith('vbaProject.bin'))) return { because: '文件带有宏，请另存为不带宏的格式后再上传' };
  // By what is inside: programs of this country write these parts in an order that type libraries do not know.
  const part = Object.entries(mainParts).find(([name]) => names.includes(name));
  if (part !== undefined && names.includes('[Content_Types].xml')) return { kind: part[1] };
  return { because: '不能上传压缩包，请解压后逐个上传' };
}

async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  // oxlint-disable-next-line no-control-regex
  const binary = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/u;
  try {
    for await (const chunk of createReadStream(path)) if (chunk instanceof Buffer && binary.test(decoder.decode(chunk, { stream: true }))) return false;
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

async function judgeText(path: string, name: string): Promise<Judged> {
  const ending = endingOf(name);
  if (ending !== 'txt' && ending !== 'csv') return { because: `文件内容与扩展名不符，或这种文件不能上传。${whatMay}` };
  return (await isText(path)) ? { kind: kinds[ending] } : { because: '文本文件请另存为 UTF-8 编码后再上传' };
}

/**
 * What a file is, judged by its content and not by its name; or a sentence that says why it cannot be kept.
 * Macro documents, archives, web pages and programs are not on the list.
 */
export async function judgeFile(path: string, name: string, size: number): Promise<Judged> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(8);
    await file.read(head, 0, 8, 0);
    if (isCompound(head)) return await judgeCompound(file, size);
    if (head.toString('latin1', 0, 4) === 'PK\u0003\u0004') return await judgeArchive(file, size);

    const found = await fileTypeFromFile(path).catch(() => undefined);
    if (found === undefined) return await judgeText(path, name);
    const kind = known(found.ext);
    return kind === undefined ? { because: `不能上传这种文件。${whatMay}` } : { kind };
  } finally {
    await file.close();
  }
}
