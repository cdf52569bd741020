import { yuan } from '#core/shared/money.ts';
import { roughYuan } from '../text/money-text.ts';

const large = 1_000_000; // 一万元，以分计
const counted = (value: number): string => value.toLocaleString('zh-CN', { maximumFractionDigits: 2 });

/** 12 项、3.2 万元、850.00 元、63%；a nought of money needs no fen. */
export function figureText(value: number, unit: string): string {
  if (unit === 'fen') return value === 0 ? '0 元' : Math.abs(value) >= large ? roughYuan(value) : yuan(value);
  return unit === '%' ? `${value}%` : `${counted(value)} ${unit}`;
}
/** The number alone, for a column that says its unit in the head: fen as 万元. */
export const cellText = (value: number, unit: string): string => counted(unit === 'fen' ? value / large : value);
export const columnUnit = (unit: string): string => (unit === 'fen' ? '万元' : unit);
