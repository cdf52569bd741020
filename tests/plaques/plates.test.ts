import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, expect, it } from 'vitest';
import type { Plate } from '#core/papers/model.ts';
import { typesetter } from '#server/papers/typeset.ts';

/** 牌匾和证书：名称再长、字再生僻，也在一页以内，一个字不少。 */
const press = typesetter();
afterAll(() => press.stop());

const mm = (points: number): number => Math.round((points / 72) * 25.4);
async function plate(of: Partial<Plate> & Pick<Plate, 'is' | 'name'>) {
  const common = { honour: '劳模创新工作室', lines: [], units: [], number: '示劳创〔2013〕001', issuer: '示例市总工会', on: '2013-11-12', typed: 'ABCDEFGHJK' };
  const shown: Plate = { ...common, link: `https://gonghui.example.cn/verify/ABCDEFGHJK.${'A'.repeat(135)}`, ...of };
  const pdf = await press.print({ kind: 'plate', title: '牌匾', code: '', plate: shown, blocks: [] }, 'a-2a', 0);
  const document = await (await PDFiumLibrary.init()).loadDocument(pdf);
  const page = document.getPage(0);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const told = { pages: document.getPageCount(), size: [mm(originalWidth), mm(originalHeight)], text: page.getText().replaceAll(/\s/g, '') };
  document.destroy();
  return told;
}
const long = '示例市新港务集装箱码头股份有限公司𠮷示䶮㛃劳模技术创新和高技能人才培养联合工作室';

it.each([
  ['plaque', [624, 424]],
  ['certificate', [297, 210]],
] as const)('%s: forty signs, rare ones among them, and two units, on one page', async (is, size) => {
  expect([...long].length).toBe(40);
  const units = is === 'plaque' ? ['示例市港务集装箱码头股份有限公司海沧分公司设备管理部', '示例职业技术学院'] : [];
  const lines = is === 'plaque' ? [] : ['经考核验收，特发此证。'];
  for (const name of [long, '张示例工作室', [...`${long}${long}`].slice(0, 60).join('')]) {
    const told = await plate({ is, name, units, lines });
    expect([told.pages, told.size]).toEqual([1, [...size]]);
    for (const words of [...units, ...lines, '示劳创〔2013〕001', 'ABCDEFGHJK']) expect(told.text).toContain(words);
    // A name set on two lines may be read back with others between them, never with a sign missing.
    for (const sign of name) expect(told.text).toContain(sign);
  }
});
