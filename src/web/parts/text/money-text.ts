import type { Fen } from '#core/shared/money.ts';

/** Fen as the number of yuan that stands in an input: 123456 → '1234.56'. Exact: no fraction arithmetic. */
export function yuanOfFen(fen: Fen): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What people type as yuan, as fen; undefined when it is no amount: '1,234.5' → 123450、'￥20000元' → 2000000. */
export function fenOfYuan(text: string): Fen | undefined {
  const cleaned = text.replace(/[,，\s￥¥元]/g, '');
  const parts = /^(-?)(\d{1,13})(?:\.(\d{0,2})0*)?$/.exec(cleaned);
  if (!parts) return undefined;
  const [, sign = '', whole = '', cents = ''] = parts;
  const fen = Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
}

/** 3.2 万元 above ten thousand, else 元: for tiles, never for papers. */
export function roughYuan(fen: Fen): string {
  const yuan = fen / 100;
  return Math.abs(yuan) >= 10_000
    ? `${(yuan / 10_000).toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 万元`
    : `${yuan.toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 元`;
}
