import {
  AlignmentType,
  Document,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type ISectionOptions,
} from 'docx';
import type { Block, Field, Paper, Signature } from '#core/papers/model.ts';
import { dayZh } from '#core/shared/days.ts';

const mm = (length: number): number => Math.round((length / 25.4) * 1440);
const faces = {
  fang: { ascii: '仿宋', eastAsia: '仿宋', hAnsi: '仿宋' },
  hei: { ascii: '黑体', eastAsia: '黑体', hAnsi: '黑体' },
  kai: { ascii: '楷体', eastAsia: '楷体', hAnsi: '楷体' },
  song: { ascii: '方正小标宋简体', eastAsia: '方正小标宋简体', hAnsi: '方正小标宋简体' },
} as const;
type Face = keyof typeof faces;
type Say = Readonly<{ face?: Face; size?: number; bold?: true; color?: string }>;
const run = (text: string, { face = 'fang', size = 10.5, bold, color }: Say = {}): TextRun =>
  new TextRun({ text, font: faces[face], size: size * 2, ...(bold ? { bold } : {}), ...(color === undefined ? {} : { color }) });
const sides = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;
type Side = keyof typeof sides;

/** GB/T 9704: 22 lines of exactly 29 pt. */
const officialLine = { line: 29 * 20, lineRule: LineRuleType.EXACT } as const;
const official = (
  text: string,
  { face = 'fang', size = 16, indent = true, align = 'left' as Side }: Say & { indent?: boolean; align?: Side } = {},
): Paragraph =>
  new Paragraph({
    children: [run(text, { face, size })],
    spacing: officialLine,
    alignment: sides[align],
    ...(indent ? { indent: { firstLine: 640 } } : {}),
  });
const plain = (text: string, align: Side = 'left', say: Say = {}): Paragraph =>
  new Paragraph({ children: [run(text, say)], alignment: sides[align], spacing: { before: 40, after: 40 } });

const cell = (children: readonly Paragraph[], width: number, more: { columnSpan?: number } = {}): TableCell =>
  new TableCell({
    children: [...children],
    width: { size: width, type: WidthType.PERCENTAGE },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
    ...more,
  });
const table = (rows: readonly TableRow[]): Table =>
  new Table({ rows: [...rows], width: { size: 100, type: WidthType.PERCENTAGE }, layout: TableLayoutType.FIXED });
const label = (text: string): Paragraph => plain(text, 'center', { face: 'hei', size: 9.5 });
const lines = (text: string): readonly Paragraph[] => text.split('\n').map((line) => plain(line));

const fieldRow = (row: readonly Field[]): TableRow =>
  new TableRow({
    cantSplit: true,
    children:
      row.length === 2
        ? row.flatMap((field) => [cell([label(field.label)], 14), cell(lines(field.text), 36)])
        : row.flatMap((field) => [cell([label(field.label)], 14), cell(lines(field.text), 86, { columnSpan: 3 })]),
  });
const signing = ({ title, text, by, seal, on }: Signature): TableRow =>
  new TableRow({
    cantSplit: true,
    children: [
      cell([label(title)], 14),
      cell([...lines(text), plain(''), plain(`${by}　${seal}　${on === undefined ? '　　年　　月　　日' : dayZh(on)}`, 'right')], 86),
    ],
  });

function gridOf({ columns, rows, sum }: Extract<Block, { is: 'grid' }>): Table {
  const whole = columns.reduce((total, { width }) => total + width, 0);
  const share = (index: number): number => ((columns[index]?.width ?? 1) / whole) * 100;
  const line = (texts: readonly string[], say: Say = { size: 9.5 }) =>
    new TableRow({ cantSplit: true, children: texts.map((text, index) => cell([plain(text, columns[index]?.align ?? 'left', say)], share(index))) });
  const head = new TableRow({ tableHeader: true, children: columns.map(({ title }, index) => cell([label(title)], share(index))) });
  return table([head, ...rows.map((row) => line(row)), ...(sum === undefined ? [] : [line(sum, { size: 9.5, bold: true })])]);
}

const headingFace: readonly Face[] = ['hei', 'kai', 'fang'];
function drawn(block: Block, isLetter: boolean): readonly (Paragraph | Table)[] {
  if (block.is === 'heading')
    return isLetter
      ? [official(block.text, { face: headingFace[block.level - 1] ?? 'fang' })]
      : [plain(block.text, 'left', { face: 'hei', size: block.level === 1 ? 12 : 10.5 })];
  if (block.is === 'paragraph') {
    const align = block.align ?? 'left';
    return block.text.split('\n').map((text) => (isLetter ? official(text, { indent: align === 'left' && block.plain !== true, align }) : plain(text, align)));
  }
  if (block.is === 'grid') return [gridOf(block), plain('')];
  return [table(block.is === 'fields' ? block.rows.map(fieldRow) : block.boxes.map(signing)), plain('')];
}

function letterOf({ title, letter, blocks }: Paper): readonly (Paragraph | Table)[] {
  if (letter === undefined) return [];
  const { issuer, number, to, attachments, signed, on, copies, printedBy } = letter;
  const centred = (text: string, say: Say): Paragraph =>
    new Paragraph({ children: [run(text, say)], alignment: AlignmentType.CENTER, spacing: { before: 120, after: 120 } });
  return [
    ...(issuer === ''
      ? []
      : [
          centred(issuer, { face: 'song', size: 36, color: 'C00000', bold: true }),
          new Paragraph({
            children: [run(number ?? '（未签发，无文号）', { size: 16 })],
            alignment: AlignmentType.CENTER,
            border: { bottom: { style: 'single', size: 12, color: 'C00000', space: 4 } },
            spacing: { after: 580 },
          }),
        ]),
    centred(title, { face: 'song', size: 22 }),
    official('', { indent: false }),
    ...(to === '' ? [] : [official(`${to}：`, { indent: false })]),
    ...blocks.flatMap((block) => drawn(block, true)),
    ...(attachments.length === 0 ? [] : [official('')]),
    ...attachments.map((one, index) => official(`${index === 0 ? '附件：' : '　　　'}${attachments.length > 1 ? `${index + 1}．` : ''}${one}`)),
    official(''),
    new Paragraph({ children: [run(signed, { size: 16 })], alignment: AlignmentType.RIGHT, spacing: officialLine, indent: { right: 640 } }),
    new Paragraph({
      children: [run(on === undefined ? '　　年　　月　　日' : dayZh(on), { size: 16 })],
      alignment: AlignmentType.RIGHT,
      spacing: officialLine,
      indent: { right: 1280 },
    }),
    official(''),
    ...(copies === ''
      ? []
      : [new Paragraph({ children: [run(`抄送：${copies}`, { size: 14 })], border: { top: { style: 'single', size: 8 } }, indent: { left: 280 } })]),
    ...(printedBy === ''
      ? []
      : [
          new Paragraph({
            children: [
              run(printedBy, { size: 14 }),
              ...(on === undefined ? [] : [new TextRun({ children: [new Tab()] }), run(`${dayZh(on)}印发`, { size: 14 })]),
            ],
            tabStops: [{ type: 'right', position: mm(150) }],
            border: { top: { style: 'single', size: 4 }, bottom: { style: 'single', size: 8 } },
            indent: { left: 280 },
          }),
        ]),
  ];
}

/** 公文页码：单页居右、双页居左，各空一字。 */
const pageNumber = (side: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: 280 },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28 })],
      }),
    ],
  });
const codeAndPage = (code: string): Footer =>
  new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: 'right', position: mm(170) }],
        children: [
          run(code, { face: 'hei', size: 8.5 }),
          new TextRun({ children: [new Tab(), '第 ', PageNumber.CURRENT, ' 页 / 共 ', PageNumber.TOTAL_PAGES, ' 页'], size: 17, font: faces.hei }),
        ],
      }),
    ],
  });

/** The paper as an editable Word document: the same blocks, the faces an office has. */
export async function asWord(paper: Paper): Promise<Buffer> {
  const { letter, title, blocks, landscape, code } = paper;
  const margin =
    letter === undefined ? { top: mm(22), bottom: mm(20), left: mm(20), right: mm(18) } : { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) };
  const size = { width: mm(210), height: mm(297), ...(landscape ? { orientation: PageOrientation.LANDSCAPE } : {}) };
  const children =
    letter === undefined ? [plain(title, 'center', { face: 'song', size: 18 }), ...blocks.flatMap((block) => drawn(block, false))] : letterOf(paper);
  const section: ISectionOptions = {
    properties: { page: { size, margin }, ...(letter === undefined ? {} : { grid: { type: 'lines', linePitch: 580 } }) },
    footers: letter === undefined ? { default: codeAndPage(code) } : { default: pageNumber('right'), even: pageNumber('left') },
    children: [...children],
  };
  return Packer.toBuffer(new Document({ title, creator: '领衔', evenAndOddHeaderAndFooters: letter !== undefined, sections: [section] }));
}
