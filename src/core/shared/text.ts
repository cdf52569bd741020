/**
 * What cannot be kept as it was written: control characters break print and export, half a character (one of a pair that
 * belongs together) breaks JSON in the database. Everything else people write is kept, rare characters included.
 */
// oxlint-disable-next-line no-control-regex
export const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Cs}/u;
export const unwritableZh = '含有不可见的控制字符，请删去后重填';

/** A sentence within a title or another sentence: without the full stop at its end. */
export const withoutStop = (text: string): string => text.replace(/[。.；;\s]+$/u, '');

/** The beginning of a text, never ending in half a character: a rare character or an emoji counts two. */
export const cutTo = (text: string, most: number): string => text.slice(0, most).replace(/\p{Cs}$/u, '');
