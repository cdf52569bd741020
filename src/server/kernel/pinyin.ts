import { pinyin } from 'pinyin-pro';

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** 张三 → zhangsan; what is not Chinese stays as it is. */
export const spelt = (name: string): string => letters(pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join(''));

/** 张三 → “zs zhangsan”：首字母和全拼，供检索。 At most 200 letters. */
export function soundsOf(name: string): string {
  const initials = letters(pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join(''));
  return `${initials} ${spelt(name)}`.slice(0, 200).trim();
}
