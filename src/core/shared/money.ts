/** Money is whole fen. */
export type Fen = number;

/** 20,000.00 元 */
export const yuan = (fen: Fen): string =>
  `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100).toLocaleString('en-US')}.${String(Math.abs(fen) % 100).padStart(2, '0')} 元`;

const digits = '零壹贰叁肆伍陆柒捌玖';
const small = ['', '拾', '佰', '仟'];
const large = ['', '万', '亿', '兆'];

/** 四位一节：7050 → 柒仟零伍拾。 */
function group(value: number): string {
  let text = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    text += `${gap ? '零' : ''}${digits[digit]}${small[place]}`;
    gap = false;
  }
  return text;
}

/** 金额大写（人民币），按财务书写规则：贰万元整、壹佰零伍元叁角、叁分。 */
export function inWords(fen: Fen): string {
  if (fen === 0) return '零元整';
  const [whole, jiao, cents] = [Math.floor(Math.abs(fen) / 100), Math.floor(Math.abs(fen) / 10) % 10, Math.abs(fen) % 10];
  let text = '';
  for (let section = 3; section >= 0; section -= 1) {
    const value = Math.floor(whole / 10_000 ** section) % 10_000;
    if (value === 0) continue;
    text += `${text !== '' && value < 1000 ? '零' : ''}${group(value)}${large[section]}`;
  }
  const yuanPart = text === '' ? '' : `${text}元`;
  const tail = jiao === 0 && cents === 0 ? '整' : `${jiao === 0 ? (text === '' ? '' : '零') : `${digits[jiao]}角`}${cents === 0 ? '' : `${digits[cents]}分`}`;
  return `${fen < 0 ? '负' : ''}${yuanPart}${tail}`;
}
