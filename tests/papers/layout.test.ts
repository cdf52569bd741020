import { afterAll, expect, it } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { blank, type Paper } from '#core/papers/model.ts';
import { asPage } from '#server/papers/screen.ts';
import { typesetter } from '#server/papers/typeset.ts';

/** 版式在 PDF 上量：GB/T 9704-2012 的天头、订口、版心、每页22行、每行28字。 */
const press = typesetter();
afterAll(() => press.stop());

type Line = Readonly<{ text: string; x: number; y: number; right: number }>;
/** The lines of every page, top to bottom: where each begins and ends, in points from the left and from the top. */
async function linesOf(pdf: Buffer): Promise<readonly (readonly Line[])[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false }).promise;
  const pages: Line[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { height } = page.getViewport({ scale: 1 });
    const rows = new Map<number, { text: string; x: number; y: number; right: number }>();
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [x, y] = [Number(item.transform[4]), height - Number(item.transform[5])];
      const key = [...rows.keys()].find((known) => Math.abs(known - y) < 2) ?? y;
      const row = rows.get(key);
      rows.set(
        key,
        row === undefined
          ? { text: item.str, x, y, right: x + item.width }
          : { ...row, text: row.text + item.str, x: Math.min(row.x, x), right: Math.max(row.right, x + item.width) },
      );
    }
    pages.push([...rows.values()].toSorted((a, b) => a.y - b.y));
  }
  return pages;
}
const mm = (points: number): number => (points / 72) * 25.4;
const letter = (text: string): Paper => ({
  kind: 'letter',
  title: '关于命名示例劳模创新工作室的决定',
  code: '命名批次 000000000001',
  letter: {
    issuer: '示例市总工会文件',
    number: '示工办〔2013〕7号',
    to: '各区总工会',
    attachments: ['命名名单'],
    signed: '示例市总工会',
    on: '2013-11-18',
    copies: '市总工会各部室。',
    printedBy: '示例市总工会办公室',
  },
  blocks: [{ is: 'paragraph', text }],
});
const words = '市总工会研究决定命名下列工作室为劳模创新工作室并授予牌匾希望珍惜荣誉';

it('a letter has 22 lines of 28 signs within the margins of the standard, its page number outside', async () => {
  const pages = await linesOf(await press.print(letter(words.repeat(40)), 'a-2a'));
  expect(pages.length).toBeGreaterThan(2);
  const body = pages[1]!.filter(({ text }) => !text.includes('—'));
  expect(body).toHaveLength(22);
  for (const { text, x, right } of body) {
    expect([...text]).toHaveLength(28);
    expect(mm(x)).toBeCloseTo(28, 0);
    expect(mm(right)).toBeLessThanOrEqual(210 - 26 + 0.5);
  }
  const pitches = body.slice(1).map(({ y }, index) => y - body[index]!.y);
  expect(Math.max(...pitches) - Math.min(...pitches)).toBeLessThan(0.1);
  expect(mm(body[0]!.y)).toBeGreaterThan(37);
  expect(mm(body.at(-1)!.y)).toBeLessThan(297 - 35);
  const number = pages[1]!.find(({ text }) => text.includes('—'))!;
  expect(number.text.replaceAll(' ', '')).toBe('—2—');
  // 单页居右空一字，双页居左空一字。
  expect(mm(number.x)).toBeLessThan(60);
});

it('says what was written and nothing else: markup is text, rare signs are there', async () => {
  const hostile = '#set text(red) *粗* $x^2$ [链接] @ref <b>𠅤犇𬱖</b> \\ `代码`';
  const pdf = await press.print(letter(hostile), 'a-2a');
  const text = (await linesOf(pdf))
    .flat()
    .map((line) => line.text)
    .join('')
    .replaceAll(' ', '');
  for (const piece of ['#settext(red)', '*粗*', '$x^2$', '<b>', '𠅤', '犇', '𬱖']) expect(text).toContain(piece);
  expect(text).toContain('示工办〔2013〕7号');
  expect(text).toContain('2013年11月18日印发');
  expect(asPage(letter(hostile))).toContain('&lt;b&gt;𠅤犇𬱖&lt;/b&gt;');
});

it('claims PDF/A and is the same, byte for byte, when it is printed again', async () => {
  const [one, two] = [await press.print(letter(words), 'a-2a', 0), await press.print(letter(words), 'a-2a', 0)];
  expect(one.equals(two)).toBe(true);
  expect(one.toString('latin1')).toMatch(/pdfaid:part>2</);
});

it('a form says its code and page x of y on every page; blank, it keeps its words and loses its content', async () => {
  const form: Paper = {
    kind: 'form',
    title: '申报表',
    code: '申报 0000000000AB',
    blocks: [
      { is: 'fields', rows: [[{ label: '姓名', text: '林示甲' }]] },
      { is: 'grid', columns: [{ title: '成果', width: 1 }], rows: Array.from({ length: 120 }, (_, n) => [`成果之${n}`]) },
      { is: 'signature', boxes: [{ title: '单位意见', text: '同意', by: '苏示乙', seal: '（公章）' }] },
    ],
  };
  const pages = await linesOf(await press.print(form, 'a-2a'));
  expect(pages.length).toBeGreaterThan(1);
  for (const [index, page] of pages.entries()) {
    const text = page
      .map((line) => line.text)
      .join('')
      .replaceAll(' ', '');
    expect(text).toContain('申报0000000000AB');
    expect(text).toContain(`第${index + 1}页/共${pages.length}页`);
    // The head of a long table stands on every page of it.
    if (text.includes('成果之')) expect(page.some((line) => line.text === '成果')).toBe(true);
  }
  const empty = (await linesOf(await press.print(blank(form), 'a-2a')))
    .flat()
    .map((line) => line.text)
    .join('');
  for (const kept of ['姓名', '成果', '单位意见', '空白']) expect(empty).toContain(kept);
  for (const gone of ['林示甲', '成果之', '同意', '苏示乙']) expect(empty).not.toContain(gone);
});

it('goes on after a job that fails', async () => {
  await expect(press.print({ ...letter(words), blocks: [{ is: 'grid', columns: [], rows: [['x']] }] }, 'a-2a')).rejects.toThrow(/排版失败/);
  expect((await press.print(letter(words), 'a-2a')).length).toBeGreaterThan(1000);
});
