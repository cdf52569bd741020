import { filings, terms, type Term } from '#core/archive/retention.ts';
import type { Kind } from '#core/lives.ts';
import type { Matter } from '#contract/shapes.ts';
import type { PackedFile } from './package-shape.ts';

/** 元数据封装（DA/T 46-2009 的名目，DA/T 48-2009 的写法：一件一包，先说是什么，再说有哪些文件，再说怎么办的）。 */
export type Described = Readonly<{
  matter: Matter;
  city: string;
  /** 归口工会、所在单位的名称：责任者是谁。 */
  union: string;
  unit: string;
  documentNumber?: string | undefined;
  closedOn: string;
  term: Term;
}>;

// What XML 1.0 cannot carry at all is left out; everything else is text.
// oxlint-disable-next-line no-control-regex
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const escaped = (text: string): string =>
  text.replaceAll(notXml, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const element = (name: string, text: string, depth = 2): string => `${'  '.repeat(depth)}<${name}>${escaped(text)}</${name}>`;
const group = (name: string, lines: readonly string[], depth = 1): string =>
  [`${'  '.repeat(depth)}<${name}>`, ...lines, `${'  '.repeat(depth)}</${name}>`].join('\n');

const responsible = ({ matter, city, union, unit }: Described): string =>
  ({ 市总工会: city, 归口工会: union === '' ? city : union, 所在单位: unit === '' ? city : unit })[filings[matter.kind as Kind].by];

const about = (described: Described): string[] => {
  const { matter, city, documentNumber = '', closedOn, term } = described;
  const lines: readonly (readonly [string, string])[] = [
    ['聚合层次', '件'],
    ['档号', matter.id],
    ['全宗名称', city],
    ['类别', filings[matter.kind as Kind].category],
    ['题名', `${matter.kindZh}：${matter.title}`],
    ['文件编号', documentNumber],
    ['责任者', responsible(described)],
    ['工作室', matter.studio?.name ?? ''],
    ['日期', closedOn],
    ['形成日期', matter.openedAt.slice(0, 10)],
    ['办理结果', matter.state.zh],
    ['依据', matter.standard.title],
    ['密级', '无'],
    ['保管期限', terms[term]],
    ['版本', `${matter.version}`],
    ['材料定稿摘要', matter.dossierHash ?? ''],
  ];
  return lines.filter(([, text]) => text !== '').map(([name, text]) => element(name, text));
};
const fileLines = (files: readonly PackedFile[]): string[] =>
  files.map(({ path, title, size, sha256 }, index) =>
    group(
      '文件',
      [
        element('顺序号', `${index + 1}`, 3),
        element('题名', title, 3),
        element('文件名', path, 3),
        element('大小', `${size}`, 3),
        element('SHA-256', sha256, 3),
      ],
      2,
    ),
  );
const stepLines = ({ history }: Matter): string[] =>
  history.map(({ at, zh, to, by }) =>
    group('业务行为', [element('行为', zh, 3), element('行为时间', at, 3), element('到', to.zh, 3), element('机构人员', `${by.name}（${by.officeZh}）`, 3)], 2),
  );

/** `metadata.xml` of one package. */
export const metadataXml = (described: Described, files: readonly PackedFile[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<电子文件封装包 格式="lingxian-archive" 版本="1">',
    group('文件实体', about(described)),
    group('电子文件', fileLines(files)),
    group('办理过程', stepLines(described.matter)),
    '</电子文件封装包>',
    '',
  ].join('\n');
