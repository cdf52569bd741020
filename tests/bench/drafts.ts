import fastify from 'fastify';
import pg from 'pg';
import type { Line } from './line.ts';

type Place = Readonly<{ url: string; cookie: string; person: string; serverUrl: string }>;

const [writers, window] = [6, 2_500];
const words = '围绕总装线返修开展攻关，组织培训，带出一批骨干。'.repeat(20);

/** So many at a time, for so long: how many a second. */
async function perSecond(write: (writer: number, turn: number) => Promise<void>): Promise<number> {
  const until = performance.now() + window;
  let done = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        await write(writer, turn);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - started);
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[1] ?? 0;

async function put(address: string, cookie: string, body: object): Promise<unknown> {
  const answer = await fetch(address, { method: 'PUT', headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.status !== 200) throw new Error(`draft: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A web server that does nothing but write that row: nobody is asked who they are, nothing is looked at. */
async function bareServer(serverUrl: string, person: string) {
  const pool = new pg.Pool({ connectionString: serverUrl, max: 12 });
  const app = fastify();
  app.put('/:writer', async (request) => {
    const { writer } = request.params as { writer: string };
    const { rows } = await pool.query(
      `insert into draft (person_id, place, typed, base_version, revision, saved_at) values ($1, $2, $3, 3, 1, now())
       on conflict (person_id, place) do update set typed = excluded.typed, revision = draft.revision + 1, saved_at = excluded.saved_at
       returning revision, saved_at`,
      [person, `/api/declarations/bare-${writer}/fill`, JSON.stringify((request.body as { values: unknown }).values)],
    );
    return rows[0] as object;
  });
  return {
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    async close() {
      await pool.query('delete from draft where person_id = $1', [person]);
      await app.close();
      await pool.end();
    },
  };
}

/** 自动保存：an autosave with its session, its checks and its revision, against a bare web server with the bare write of the same row. */
export async function measureDrafts({ url, cookie, person, serverUrl }: Place): Promise<Line[]> {
  const revisions = new Map<number, number>();
  const bodyOf = (writer: number, turn: number) => ({ values: { statement: `${words}${turn}` }, version: 3, revision: revisions.get(writer) ?? 0 });
  const save = async (writer: number, turn: number): Promise<void> => {
    const at = encodeURIComponent(`/api/declarations/bench-${writer}/fill`);
    const { revision } = (await put(`${url}/api/drafts/one?at=${at}`, cookie, bodyOf(writer, turn))) as { revision: number };
    revisions.set(writer, revision);
  };
  const plain = await bareServer(serverUrl, person);
  const bare = async (writer: number, turn: number): Promise<void> => void (await put(`${plain.url}/${writer}`, cookie, bodyOf(writer, turn)));
  const [ours, theirs]: [number[], number[]] = [[], []];
  await perSecond(bare);
  await perSecond(save);
  for (let turn = 0; turn < 3; turn += 1) {
    ours.push(await perSecond(save));
    theirs.push(await perSecond(bare));
  }
  await plain.close();
  const [a, b] = [median(ours), median(theirs)];
  return [
    {
      what: 'a form saving itself : bare web server with the bare write of the same row',
      a: `${Math.round(a)} /s`,
      b: `${Math.round(b)} /s`,
      ratio: b / a,
      gate: '≤ 3 times slower',
      fine: b / a <= 3,
    },
  ];
}
