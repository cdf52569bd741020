import { lacking, type Reason } from '../shared/decision.ts';
import type { PageCode } from './page-code.ts';

/** One sheet of a scan, in the order it was scanned: its code, if one could be read. */
export type Sheet = PageCode | undefined;
export type Document = Pick<PageCode, 'of' | 'id' | 'paper' | 'version' | 'pages'>;
/** `document` is what the scan belongs to; `wrong` says why it cannot be kept as that; `unread` are sheets without a code. */
export type Judged = Readonly<{ document?: Document; wrong: readonly Reason[]; unread: readonly number[] }>;

const sameDocument = (a: Document, b: Document): boolean => a.of === b.of && a.id === b.id && a.paper === b.paper;
const listed = (numbers: readonly number[]): string => numbers.join('、');

function mostOf(codes: readonly PageCode[]): PageCode | undefined {
  const count = (code: PageCode): number => codes.filter((one) => sameDocument(one, code) && one.version === code.version).length;
  return codes.toSorted((a, b) => count(b) - count(a))[0];
}

/**
 * 盖章件是不是完整的一份：每张的码都是同一份文书的，一页不少。缺的、错的、重的逐页说出来。
 * `nameOf` says how people call a document that strayed in; it must not name what the reader may not see.
 */
export function judgeScan(sheets: readonly Sheet[], nameOf: (code: PageCode) => string): Judged {
  const unread = sheets.flatMap((sheet, index) => (sheet === undefined ? [index + 1] : []));
  const codes = sheets.filter((sheet) => sheet !== undefined);
  const document = mostOf(codes);
  if (document === undefined) {
    return { unread, wrong: [lacking('no-page-code', '没有读到页脚的二维码：请确认是从本系统打印的文书，扫描时不裁边、不低于200 dpi')] };
  }
  const strange = sheets.flatMap((sheet, index): Reason[] => {
    if (sheet === undefined) return [];
    if (!sameDocument(sheet, document)) return [lacking('page-of-another', `第${index + 1}张是${nameOf(sheet)}的第${sheet.page}页，不是这一份的，请抽出`)];
    if (sheet.version !== document.version)
      return [lacking('page-of-another-print', `第${index + 1}张（第${sheet.page}页）是另一次打印的，内容可能不同，请用同一次打印的`)];
    return [];
  });
  const here = new Set(codes.filter((code) => sameDocument(code, document)).map(({ page }) => page));
  const missing = Array.from({ length: document.pages }, (_, index) => index + 1).filter((page) => !here.has(page));
  const absent: Reason[] =
    missing.length === 0
      ? []
      : [
          lacking(
            'page-missing',
            `共${document.pages}页，缺第${listed(missing)}页${unread.length > 0 ? `；第${listed(unread)}张没有读到码，可能就是缺的，请扫清楚些` : '，请补扫后一起上传'}`,
          ),
        ];
  const { of, id, paper, version, pages } = document;
  return { document: { of, id, paper, version, pages }, wrong: [...strange, ...absent], unread };
}
