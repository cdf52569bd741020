import type { Day } from '#core/shared/days.ts';

/**
 * 一份文书，写一次：屏幕、打印、PDF、Word 都从这里出。User text is data: no writer ever reads it as markup.
 * `kind` owns the typography: a letter is laid out by GB/T 9704-2012, a form and a table are not.
 */
export type Block =
  | Readonly<{ is: 'heading'; level: 1 | 2 | 3; text: string }>
  | Readonly<{ is: 'paragraph'; text: string; align?: 'left' | 'center' | 'right'; plain?: true }>
  /** 表头在左、内容在右的格子；一行一对或两对。 */
  | Readonly<{ is: 'fields'; rows: readonly (readonly Field[])[] }>
  | Readonly<{ is: 'grid'; columns: readonly Column[]; rows: readonly (readonly string[])[]; sum?: readonly string[] }>
  /** 意见、签名、盖章的格子：空着的手填，填了的照印。 */
  | Readonly<{ is: 'signature'; boxes: readonly Signature[] }>;
export type Field = Readonly<{ label: string; text: string; wide?: true }>;
/** `width` is a share of the page; `align` defaults to left. */
export type Column = Readonly<{ title: string; width: number; align?: 'left' | 'center' | 'right' }>;
export type Signature = Readonly<{ title: string; text: string; by: string; on?: Day; seal: string }>;

/** What an official letter has besides its text (GB/T 9704-2012 版头、主体、版记). */
export type Letter = Readonly<{
  /** 发文机关标志 */
  issuer: string;
  /** 发文字号；未签发的没有，便函是空的。 */
  number?: string;
  /** 主送机关 */
  to: string;
  /** 附件说明 */
  attachments: readonly string[];
  /** 发文机关署名和成文日期；未签发的没有日期。 */
  signed: string;
  on?: Day;
  /** 抄送 */
  copies: string;
  /** 印发机关 */
  printedBy: string;
}>;

/** 牌匾和证书：一块版面，几行大字，一个查验码。 */
export type Plate = Readonly<{
  is: 'plaque' | 'certificate';
  /** 大字：牌匾上是“劳模创新工作室”，证书上是荣誉名称。 */
  honour: string;
  name: string;
  lines: readonly string[];
  number: string;
  /** 所在单位，两家共建的各占一行；证书上没有。 */
  units: readonly string[];
  issuer: string;
  on: Day;
  /** What the code on it opens. */
  link: string;
  /** 手工输入用的查验码，印在二维码下面。 */
  typed?: string;
}>;

export type Paper = Readonly<{
  kind: 'letter' | 'form' | 'table' | 'plate';
  title: string;
  /** 记录码，每页都印，凭它找回这份文书。 */
  code: string;
  landscape?: true;
  /** What the code on every page begins with (`codeStem`); a plate has its own. */
  trace?: string;
  /** 草稿、样张等，印在页眉。 */
  mark?: string;
  letter?: Letter;
  plate?: Plate;
  blocks: readonly Block[];
}>;

/** 填好的和空白的是同一份：空白的只去掉内容，格子和说明都在。 */
export const blank = (paper: Paper): Paper => ({
  ...paper,
  mark: '空白',
  blocks: paper.blocks.map((block): Block => {
    if (block.is === 'fields') return { ...block, rows: block.rows.map((row) => row.map((field) => ({ ...field, text: '' }))) };
    if (block.is === 'grid')
      return {
        is: 'grid',
        columns: block.columns,
        rows: Array.from({ length: Math.max(5, Math.min(12, block.rows.length)) }, () => block.columns.map(() => '')),
      };
    if (block.is === 'signature') return { ...block, boxes: block.boxes.map(({ title, seal }) => ({ title, seal, text: '', by: '' })) };
    return block;
  }),
});
