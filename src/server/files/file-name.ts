const LONGEST = 200;
// Control characters, and the marks that turn text around so that "exe.pdf" reads as "fdp.exe".
// oxlint-disable-next-line no-control-regex
const invisible = /[\p{Cs}\ufffd\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** The ending without its dot, in small letters; '' where there is none. */
export const endingOf = (name: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** A name as it was given, without its path, at most 200 characters with its ending; rare characters stay as they are. */
export function cleanName(given: string): string {
  const base = given
    .replace(/^.*[/\\]/su, '')
    .replace(invisible, '')
    .trim()
    .replace(/^\.+/, '')
    .trim();
  const name = base === '' ? '未命名' : base;
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  const ending = endingOf(name);
  const tail = ending === '' ? '' : `.${ending}`;
  return `${letters
    .slice(0, LONGEST - tail.length)
    .join('')
    .trimEnd()}${tail}`;
}

/** The name with an ending that fits what the file really is: 扫描件.exe that is a PDF is kept as 扫描件.exe.pdf. */
export function withEnding(name: string, endings: readonly string[]): string {
  if (endings.includes(endingOf(name))) return name;
  const tail = `.${endings[0] ?? ''}`;
  return `${[...name].slice(0, LONGEST - tail.length).join('')}${tail}`;
}
