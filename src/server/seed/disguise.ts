import type pg from 'pg';

/** Says what a word of the original is called in the nth copy. */
export type NewWord = (copy: number) => string;

const surnames = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹',
];
const readable = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

// A small fixed mixer: the same seed gives the same names on every machine.
const mix = (...numbers: readonly number[]): number =>
  numbers.reduce((state, number) => Math.imul(state ^ number, 0x9e3779b1) ^ (state >>> 15), 0x2545f491) >>> 0;

const last = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥一二三四五六七八九十'];
const pick = (list: readonly string[], ...numbers: readonly number[]): string => list[mix(...numbers) % list.length] ?? '';

/** Another surname and another last sign; the sign between them goes on saying that nobody is called so. */
const personWord = (name: string, index: number, seed: number): NewWord => {
  const [, middle = '示'] = [...name];
  return (copy) => pick(surnames, seed, copy, index) + middle + pick(last, seed, index, copy);
};

const unitWord =
  (name: string): NewWord =>
  (copy) =>
    `${name}${copy}部`;

/** A code of the same length; a number counted in base 31 and added, so that two codes never become one. */
const codeWord =
  (code: string): NewWord =>
  (copy) => {
    let carry = copy * 7919;
    const digits = [...code].toReversed().map((sign) => {
      const sum = readable.indexOf(sign) + carry;
      carry = Math.floor(sum / readable.length);
      return readable[sum % readable.length] ?? '';
    });
    return digits.toReversed().join('');
  };

const running = /\d+(?=\D*$)/;
/** 第 n 份的编号接着前一份往下编，一年一册：不跳号，不重号；`taken` 是同一册里各份共用的。 */
const numberWords = (numbers: readonly string[], taken: readonly string[] = []): readonly (readonly [string, NewWord])[] => {
  const count = (text: string) => Number(running.exec(text)?.[0]);
  const book = (text: string) => text.replace(running, '');
  const last = new Map<string, number>();
  for (const text of [...numbers, ...taken]) last.set(book(text), Math.max(last.get(book(text)) ?? 0, count(text)));
  return numbers.map((text) => [
    text,
    (copy) => text.replace(running, (digits) => String(count(text) + copy * (last.get(book(text)) ?? 0)).padStart(digits.length, '0')),
  ]);
};

const issued = 'WHERE document_number IS NOT NULL';

/** Everything that must be called otherwise in a copy, beside the ids. */
export async function disguises(client: pg.Client, fixed: ReadonlySet<string>, seed: number): Promise<ReadonlyMap<string, NewWord>> {
  const column = async (query: string): Promise<readonly string[]> => (await client.query<{ word: string }>(query)).rows.map(({ word }) => word);
  const { rows: persons } = await client.query<{ id: string; name: string }>('SELECT id, name FROM person ORDER BY id');
  const codes = await column(
    'SELECT code AS word FROM publicity WHERE code IS NOT NULL UNION ALL SELECT receipt FROM objection UNION ALL SELECT verify_code FROM title UNION ALL SELECT verify_code FROM old_plaque',
  );
  const kept = new Set(persons.filter(({ id }) => fixed.has(id)).map(({ name }) => name));
  const renamed = [...new Set(persons.map(({ name }) => name))].filter((name) => !kept.has(name));
  return new Map<string, NewWord>([
    ...renamed.map((name, index) => [name, personWord(name, index, seed)] as const),
    ...(await column('SELECT DISTINCT unit_name AS word FROM union_org WHERE unit_name IS NOT NULL')).map((name) => [name, unitWord(name)] as const),
    ...(await column(`SELECT code AS word FROM union_org WHERE kind = 'grassroots'`)).map((code) => [code, (copy: number) => `${code}-${copy}`] as const),
    ...codes.map((code) => [code, codeWord(code)] as const),
    ...numberWords(await column('SELECT plaque_no AS word FROM title WHERE plaque_no IS NOT NULL UNION SELECT plaque_no FROM old_plaque')),
    ...numberWords(await column('SELECT receipt_no AS word FROM delivery')),
    ...numberWords(
      await column(
        `SELECT document_number AS word FROM (SELECT document_number FROM designation UNION SELECT document_number FROM revocation) AS own ${issued}`,
      ),
      await column(`SELECT document_number AS word FROM (SELECT document_number FROM allocation UNION SELECT document_number FROM round) AS once ${issued}`),
    ),
  ]);
}
