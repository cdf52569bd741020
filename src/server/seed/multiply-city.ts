import pg from 'pg';
import { canonical, sha256 } from '../kernel/ids.ts';
import { soundsOf } from '../kernel/pinyin.ts';
import { untieReferences } from '../store/references.ts';
import { disguises, type NewWord } from './disguise.ts';
import { readOriginal, sharedIds, type Original } from './original.ts';

type Value = string | null | ((copy: number) => string);
type Weave = (text: string) => Value;
type Template = Readonly<{ table: string; insert: string; rows: readonly (readonly Value[])[] }>;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}';
const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// The copy's number is added to fourteen of the random bits: times and order stay, and no two copies meet.
const idWord = (id: string): NewWord => {
  const bits = Number.parseInt(id.slice(19, 23), 16);
  return (copy) => `${id.slice(0, 19)}${(0x8000 | ((bits + copy) & 0x3fff)).toString(16)}${id.slice(23)}`;
};

/** Cuts a text at its ids, names and numbers once, so that a copy is only put together. */
function weaver(shared: ReadonlySet<string>, words: ReadonlyMap<string, NewWord>): Weave {
  // Longer words first: a unit's name may begin with another's.
  const known = [...words.keys()].toSorted((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(${[uuid, ...known].join('|')})`);
  const isId = new RegExp(`^${uuid}$`);
  return (text) => {
    const pieces = text.split(pattern).map((piece): string | NewWord => words.get(piece) ?? (isId.test(piece) && !shared.has(piece) ? idWord(piece) : piece));
    if (pieces.every((piece) => typeof piece === 'string')) return text;
    return (copy) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece(copy))).join('');
  };
}

// Initials follow the name; a studio's search text holds them too.
function withInitials(columns: readonly string[], row: readonly Value[], original: readonly (string | null)[]): readonly Value[] {
  const [name, initials, search] = ['name', 'initials', 'search'].map((column) => columns.indexOf(column));
  const named = row[name ?? -1];
  if (typeof named !== 'function' || initials === undefined || initials < 0) return row;
  const found = search === undefined ? undefined : row[search];
  const was = original[initials] ?? '';
  return row.map((value, index) => {
    if (index === initials) return (copy: number) => soundsOf(named(copy));
    if (index === search && typeof found === 'function') return (copy: number) => found(copy).replace(was, soundsOf(named(copy)));
    return value;
  });
}

function templateOf({ table, columns, rows }: Original, shared: ReadonlySet<string>, weave: Weave): Template {
  const names = columns.map(({ name }) => name);
  const id = names.indexOf('id');
  const own = rows.filter((row) => id < 0 || !shared.has(row[id] ?? ''));
  const woven = own.map((row) =>
    withInitials(
      names,
      row.map((value) => (value === null ? null : weave(value))),
      row,
    ),
  );
  const values = columns.map(({ type }, index) => `(line->>${index})::${type}`).join(', ');
  return {
    table,
    insert: `INSERT INTO ${pg.escapeIdentifier(table)} (${names.map((name) => pg.escapeIdentifier(name)).join(', ')}) SELECT ${values} FROM jsonb_array_elements($1::jsonb) AS line`,
    // What is the same in every copy would be there twice.
    rows: woven.filter((row) => row.some((value) => typeof value === 'function')),
  };
}

/** 定稿材料和公示名单的摘要随内容而变；别处引用的摘要也跟着变。 */
async function sealWords(client: pg.Client, weave: Weave): Promise<readonly (readonly [string, NewWord])[]> {
  const { rows } = await client.query<{ sha256: string; content: string }>(
    `SELECT sha256, content::text FROM dossier UNION SELECT sha256, snapshot::text FROM publicity`,
  );
  return rows.map(({ sha256: seal, content }) => {
    const woven = weave(content);
    return [seal, (copy) => (typeof woven === 'function' ? sha256(canonical(JSON.parse(woven(copy)))) : seal)];
  });
}

async function addCopy(client: pg.Client, templates: readonly Template[], copy: number): Promise<void> {
  for (const { insert, rows } of templates) {
    if (rows.length === 0) continue;
    const lines = rows.map((row) => row.map((value) => (typeof value === 'function' ? value(copy) : value)));
    await client.query(insert, [JSON.stringify(lines)]);
  }
}

/** 编号簿翻到各份用完之后。 */
const turnPages = (client: pg.Client) =>
  client.query(`UPDATE number_book SET last = greatest(last, coalesce((SELECT max(substring(number FROM '(\\d+)\\D*$')::int)
    FROM (SELECT 'plaque' AS book, plaque_no AS number FROM title UNION ALL SELECT 'plaque', plaque_no FROM old_plaque
      UNION ALL SELECT 'document', document_number FROM designation UNION ALL SELECT 'document', document_number FROM revocation
      UNION ALL SELECT 'receipt', receipt_no FROM delivery) AS drawn
    WHERE drawn.book = number_book.book AND strpos(number, '〔' || year || '〕') > 0), 0))`);

/**
 * Makes a small city large: its units, studios, people, matters and their histories are added again and again under other
 * names, ids and numbers; what the city has once (the unions above, their officials, experts, targets) is shared.
 * @param copies how many are added to the original
 * @param seed decides the names; the same seed gives the same city
 */
export async function multiplyCity(ownerUrl: string, copies: number, seed: number, log: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c timezone=Asia/Shanghai' });
  await client.connect();
  try {
    const shared = await sharedIds(client);
    const words = await disguises(client, shared, seed);
    const weave = weaver(shared, new Map([...words, ...(await sealWords(client, weaver(shared, words)))]));
    const templates = (await readOriginal(client)).map((original) => templateOf(original, shared, weave));
    await client.query('BEGIN');
    const tie = await untieReferences(client);
    for (let copy = 1; copy <= copies; copy += 1) {
      await addCopy(client, templates, copy);
      if (copy % 10 === 0) log(`  ${copy} / ${copies}`);
    }
    await turnPages(client);
    await tie();
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}
