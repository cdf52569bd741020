/** Somebody who may be recognised by name. */
export type KnownPerson = Readonly<{ id: string; name: string }>;

/** 空格、间隔号和看不见的排版符号，写不写都是同一个名字。 */
const bare = (text: string): string => text.replaceAll(/[\s\p{Cf}·•・‧.．]/gu, '');
const placesOf = (text: string, part: string): readonly number[] => {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
};

/** 文中写到了谁：姓名两个字以上才算，空格、间隔号不影响；“张小明”里的“小明”不另算；同名的都算。 */
export function namedIn(text: string, people: readonly KnownPerson[]): readonly KnownPerson[] {
  const plain = bare(text);
  const names = [...new Set(people.map(({ name }) => bare(name)))].filter((name) => [...name].length >= 2 && plain.includes(name));
  /** Whether what stands at `at` is a piece of a longer name that stands there. */
  const isPart = (name: string, at: number): boolean =>
    names.some((longer) => longer.length > name.length && placesOf(longer, name).some((within) => within <= at && plain.startsWith(longer, at - within)));
  const written = new Set(names.filter((name) => placesOf(plain, name).some((at) => !isPart(name, at))));
  return people.filter(({ name }) => written.has(bare(name)));
}
