// 统一社会信用代码的字符，不用 I、O、S、V、Z（GB 32100—2015）。
const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 统一社会信用代码：十八位，末位是前十七位按三的幂加权、模三十一的校验码（GB 32100—2015 附录）。 */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return false;
  let weight = 1;
  let sum = 0;
  for (const letter of text.slice(0, 17)) {
    sum += letters.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return letters[(31 - (sum % 31)) % 31] === text[17];
}

const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;
/** 行政区划代码（GB/T 2260）：六位，前两位是省级；省里没有编市的，不会编县。 */
export const isRegionCode = (text: string): boolean => /^\d{6}$/.test(text) && provinces.test(text) && !/^\d{2}00(?!00)\d{2}$/.test(text);

/** 编码的两个国家标准系统；其余按系统自己的叫法。 */
export const creditSystem = 'uscc';
export const regionSystem = 'gbt2260';

/** 这个编码哪里不对；对的没有话说。 */
export function wrongWith(system: string, code: string): string | undefined {
  if (system === creditSystem && !isCreditCode(code)) return '统一社会信用代码不对：应为18位，末位是校验码，请核对';
  if (system === regionSystem && !isRegionCode(code)) return '行政区划代码不对：应为 GB/T 2260 的6位数字，请核对';
  return undefined;
}
