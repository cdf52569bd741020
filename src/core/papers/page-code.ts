/** 每页纸上的码：这一页属于哪件事项的哪份文书、打印时是第几版、第几页。盖章后扫描回来，凭它归位。 */
export type PageCode = Readonly<{ of: 'matters' | 'studios'; id: string; paper: string; version: number; page: number; pages: number }>;

const letters = { matters: 'M', studios: 'S' } as const;
const shape = /\/P\/([MS])([0-9A-F]{32})\/([A-Z0-9-]{1,60})\/(\d{1,9})\/(\d{1,4})-(\d{1,4})$/;

/** What every page's code begins with. Capitals and digits only: the code is then a third smaller on the paper. */
export const codeStem = (base: string, { of, id, paper, version }: Omit<PageCode, 'page' | 'pages'>): string =>
  `${base.toUpperCase()}/P/${letters[of]}${id.replaceAll('-', '').toUpperCase()}/${paper.toUpperCase()}/${version}/`;

/** The code of a page, read; nothing when it is somebody else's code. */
export function readPageCode(text: string): PageCode | undefined {
  const found = shape.exec(text);
  if (found === null) return undefined;
  const [, of, hex = '', paper = '', version, page, pages] = found;
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-').toLowerCase();
  const code = { id, paper: paper.toLowerCase(), version: Number(version), page: Number(page), pages: Number(pages) };
  if (code.page < 1 || code.page > code.pages) return undefined;
  return { of: of === 'M' ? 'matters' : 'studios', ...code };
}
