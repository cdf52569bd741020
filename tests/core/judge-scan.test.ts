import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeScan, type Sheet } from '#core/papers/judge-scan.ts';
import { codeStem, readPageCode, type PageCode } from '#core/papers/page-code.ts';

/** 盖章件归位：凭每页的码，缺的、错的、重的逐页说出来。 */
const id = '0198d3aa-0000-7000-8000-0123456789ab';
const other = '0198d3aa-0000-7000-8000-ba9876543210';
const page = (number: number, over: Partial<PageCode> = {}): PageCode => ({
  of: 'matters',
  id,
  paper: 'declaration-form',
  version: 7,
  page: number,
  pages: 3,
  ...over,
});
const nameOf = ({ id: whose }: PageCode): string => (whose === other ? '“别的申报”的申报表' : '申报表');
const said = (...sheets: Sheet[]): string =>
  judgeScan(sheets, nameOf)
    .wrong.map(({ zh }) => zh)
    .join('；');

it('what is printed on a page is read from it, whatever the paper and the page', () => {
  fc.assert(
    fc.property(
      fc.record({
        of: fc.constantFrom('matters' as const, 'studios' as const),
        id: fc.uuid(),
        paper: fc.stringMatching(/^[a-z0-9]{1,20}(-[a-z0-9]{1,12}){0,3}$/),
        version: fc.nat(999_999),
        pages: fc.integer({ min: 1, max: 60 }),
      }),
      fc.nat(59),
      (document, at) => {
        const number = (at % document.pages) + 1;
        const text = `${codeStem('https://lingxian.example:8443', document)}${number}-${document.pages}`;
        // Capitals and digits only, or the code grows by a third.
        expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
        expect(readPageCode(text)).toEqual({ ...document, page: number });
      },
    ),
  );
});

it('somebody else’s code is no page code', () => {
  for (const text of [
    '',
    'https://example.com',
    '/verify/ABCDE',
    '/P/M0198/X/1/1-1',
    `/P/M${id.replaceAll('-', '').toUpperCase()}/A/1/4-3`,
    `/P/X${id}/A/1/1-1`,
  ])
    expect(readPageCode(text)).toBeUndefined();
});

it('is whole when every page is there, in whatever order, with what was put beside it', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }), fc.array(fc.nat(4), { maxLength: 3 }), (order, gaps) => {
      const sheets: Sheet[] = order.map((number) => page(number, { pages: 5 }));
      for (const gap of gaps) sheets.splice(gap, 0, undefined);
      const judged = judgeScan(sheets, nameOf);
      expect(judged.wrong).toEqual([]);
      expect(judged.unread).toHaveLength(gaps.length);
      expect(judged.document).toEqual({ of: 'matters', id, paper: 'declaration-form', version: 7, pages: 5 });
    }),
  );
});

it('names what is missing, what strayed in, what is of another print, and what could not be read', () => {
  expect(said(page(1), page(3))).toBe('共3页，缺第2页，请补扫后一起上传');
  expect(said(page(1), undefined, page(3))).toBe('共3页，缺第2页；第2张没有读到码，可能就是缺的，请扫清楚些');
  expect(said(page(1), page(2), page(1, { id: other }), page(3))).toBe('第3张是“别的申报”的申报表的第1页，不是这一份的，请抽出');
  expect(said(page(1), page(2, { version: 6 }), page(3))).toBe('第2张（第2页）是另一次打印的，内容可能不同，请用同一次打印的');
  expect(said(undefined, undefined)).toMatch(/没有读到页脚的二维码/);
  expect(said()).toMatch(/没有读到页脚的二维码/);
});
