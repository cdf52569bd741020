import { factKinds } from '#core/studio/ledger.ts';
import { figures } from '#core/year/figures.ts';
import type { Person } from './robot.ts';

type Listed = { id: string };
type Page<T> = { items: T[]; next: string | null };

/** Every row of a list, a few at a time. */
export async function everyRow<T extends Listed>(person: Person, path: string, limit = 7): Promise<T[]> {
  const rows: T[] = [];
  let cursor = '';
  do {
    const { items, next } = await person.get<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`);
    rows.push(...items);
    cursor = next === null ? '' : `&cursor=${encodeURIComponent(next)}`;
  } while (cursor !== '');
  return rows;
}
export const everyId = async (person: Person, path: string, limit?: number): Promise<string[]> => (await everyRow(person, path, limit)).map(({ id }) => id);

// `people` is left out: whoever declares a relative may choose among everybody, by name and unit only.
const choices = ['reporting-unions', 'unions', 'studios'];
const choicesOfMatters = ['experts', 'conflicted-experts', 'listed-studios', 'agenda-items', 'agenda-candidates', 'held-items'];
const lists = [
  '/api/session',
  '/api/openings',
  '/api/todos',
  '/api/targets',
  '/api/city',
  '/api/notifications?limit=100',
  '/api/unions?limit=100',
  '/api/people?limit=100',
  '/api/audit?limit=100',
  '/api/matters?limit=100',
  '/api/studios?limit=100',
  '/api/year?year=2013',
  '/api/year?year=2013&by=industry',
  '/api/year/studios?year=2013&limit=100',
  '/api/plaques?limit=100',
  '/api/review?year=2013',
  '/api/review/marks?limit=100',
  '/api/review/waiting',
  '/api/review/mine',
  '/api/tokens?limit=100',
  '/api/webhooks',
  '/api/letters?limit=100',
  '/api/letter-templates',
  '/api/notices/settings',
  '/api/notices/mails?limit=100',
  '/api/mails?limit=100',
];

const entriesOf = figures.map(({ code }) => `/api/entries?figure=${code}&year=2013&limit=100`);

/** Asks a few at a time: while the database answers one, the server reads the next. */
async function askAll(paths: readonly string[], ask: (path: string) => Promise<void>): Promise<void> {
  const left = paths.values();
  const asking = async (): Promise<void> => {
    for (const path of left) await ask(path);
  };
  await Promise.all(Array.from({ length: 6 }, asking));
}

/** Everything the API tells this person, answer by answer: lists, what they list, searches, choices, whatever the status. */
export async function crawl(person: Person, searches: readonly string[] = []): Promise<ReadonlyMap<string, string>> {
  const told = new Map<string, string>();
  const ask = async (path: string) => {
    const { body } = await person.send('GET', path);
    told.set(path, JSON.stringify(body));
  };
  const found = searches.flatMap((q) =>
    ['/api/search?q=', '/api/matters?q=', '/api/studios?q=', '/api/people?q=', '/api/unions?q='].map((path) => path + encodeURIComponent(q)),
  );
  await askAll([...lists, ...entriesOf, ...found], ask);
  const matters = await everyId(person, '/api/matters', 100);
  const letters = [...(told.get('/api/notifications?limit=100') ?? '').matchAll(/\/letters\/([\w-]{36})/g)].map(([, id = '']) => id);
  const studios = await everyId(person, '/api/studios', 100);
  await askAll(
    [
      ...matters.flatMap((id) => ['', '/comments?limit=100'].map((part) => `/api/matters/${id}${part}`)),
      ...choices.map((of) => `/api/choices/${of}`),
      ...matters.slice(0, 40).flatMap((id) => choicesOfMatters.map((of) => `/api/choices/${of}?matter=${id}`)),
      ...letters.slice(0, 10).map((id) => `/api/letters/${id}`),
      ...studios.flatMap((id) => [
        `/api/studios/${id}`,
        `/api/studios/${id}/year?year=2013`,
        ...factKinds.map((kind) => `/api/studios/${id}/facts/${kind}`),
        `/api/choices/team?studio=${id}`,
      ]),
    ],
    ask,
  );
  return told;
}

/** Where something that must not be said was said. */
export const saidWhere = (told: ReadonlyMap<string, string>, secrets: readonly string[]): string[] =>
  secrets.flatMap((secret) => [...told].filter(([, text]) => text.includes(secret)).map(([path]) => `${path} says ${secret}`));
