// Reads one workbook into plain rows, in a process of its own: what comes from outside may be hostile, and can be stopped here.
// Plain JavaScript, because it is started both beside the sources and beside the bundle.
import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';

const [path = '', mostRows = '20000', mostColumns = '60'] = process.argv.slice(2);
// A long answer is on its way for a while: the line is closed when it has gone out.
const tell = (answer) => process.send(answer, () => process.disconnect());
const letter = (column) => (column < 26 ? '' : letter(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
const asText = (value) => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'object') return 'text' in value ? String(value.text) : 'richText' in value ? value.richText.map(({ text }) => text).join('') : '';
  return String(value);
};

try {
  const { sheets } = await readXlsx(readFileSync(path), { readStyles: true });
  const told = sheets.map(({ name, rows, cells }) => {
    if (rows.length > Number(mostRows)) throw Object.assign(new Error(), { code: 'too-many-rows' });
    for (const [at, { type }] of cells ?? []) {
      if (type !== 'formula') continue;
      const [row, column] = at.split(',').map(Number);
      throw Object.assign(new Error(), { code: 'formula', at: `${name}第${row + 1}行${letter(column)}列` });
    }
    const wide = rows.find((row) => row.findLastIndex((value) => value !== null && value !== undefined && value !== '') >= Number(mostColumns));
    if (wide !== undefined) throw Object.assign(new Error(), { code: 'too-many-columns' });
    return { name, rows: rows.map((row) => Array.from(row, asText)) };
  });
  tell({ sheets: told });
} catch (error) {
  tell({ failed: error?.code ?? 'unreadable', at: error?.at });
}
