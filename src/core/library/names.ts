/** Somebody who may be recognised by name. */
export type KnownPerson = Readonly<{ id: string; name: string }>;

/** 文中写到了谁：姓名两个字以上才算，空格、间隔号不影响；长的名字先认，“张小明”里的“小明”不另算。 */
export function namedIn(text: string, people: readonly KnownPerson[]): readonly KnownPerson[] {
  let rest = text.replaceAll(/[\s·•]/gu, '');
  const found: KnownPerson[] = [];
  const bare = ({ name }: KnownPerson): string => name.replaceAll(/[\s·•]/gu, '');
  for (const person of people.toSorted((a, b) => bare(b).length - bare(a).length)) {
    const name = bare(person);
    if ([...name].length < 2 || !rest.includes(name)) continue;
    found.push(person);
    // Namesakes are all asked; what is part of a longer name is not found again.
    if (!people.some((other) => other.id !== person.id && bare(other) === name && !found.includes(other))) rest = rest.replaceAll(name, '□');
  }
  return found;
}
