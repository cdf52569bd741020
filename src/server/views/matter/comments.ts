import { sql, type RawBuilder } from 'kysely';
import type { Audience, Comment, CommentPage, Reply } from '#contract/shapes.ts';
import { isInside, leavesTheOffice, mayStillEdit, mayWrite, placeOf, readable, visibilityZh, type Visibility } from '#core/comments/visibility.ts';
import { seatOf } from '#core/handling/seat.ts';
import { officeZh, type Actor, type Office } from '#core/people/actor.ts';
import { knownTo } from '#core/people/incognito.ts';
import type { Matter } from '#core/shared/life.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { isOwn, readersOf } from '#server/actions/comment.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import { find } from '#server/store/matters.ts';
import { holderOf, known, namesOf, type Names } from '../names.ts';
import { cut, decodeCursor } from '../paging.ts';

type Row = Readonly<{
  id: string;
  visibility: Visibility;
  place: string;
  byPerson: string;
  byOffice: Office;
  name: string;
  absent: string | null;
  at: string;
  text: string;
  mentions: readonly string[];
  editedAt: string | null;
  withdrawnAt: string | null;
  past: readonly { text: string; until: string }[];
}>;
type Thread = Row & Readonly<{ replies: readonly Row[] }>;

/** The rule of `core/comments` as WHERE: what this reader, inside the matter, may read. */
function readBy(actor: Actor, alias: string): RawBuilder<boolean> {
  const { open, place } = readable(actor);
  const at = (column: string) => sql.ref(`${alias}.${column}`);
  const own = place === undefined ? sql`` : sql` or (${at('visibility')} = 'office' and ${at('place')} = ${place})`;
  return sql<boolean>`(${at('visibility')} = any(${[...open]})${own})`;
}

/** A moment inside JSON, as everywhere: city time. */
const moment = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"')`;
const columns = (alias: string) => {
  const at = (column: string) => sql.ref(`${alias}.${column}`);
  return sql`jsonb_build_object('id', ${at('id')}, 'visibility', ${at('visibility')}, 'place', ${at('place')}, 'byPerson', ${at('byPerson')}, 'byOffice', ${at('byOffice')},
    'name', (select name from person where id = ${at('byPerson')}), 'absent', (select name from person where id = ${at('onBehalf')}), 'at', ${moment(`${alias}.at`)},
    'text', ${at('text')}, 'mentions', ${at('mentions')}, 'editedAt', ${moment(`${alias}.editedAt`)}, 'withdrawnAt', ${moment(`${alias}.withdrawnAt`)},
    'past', coalesce((select jsonb_agg(jsonb_build_object('text', p.text, 'until', ${moment('p.until')}) order by p.id) from comment_past p where p.comment_id = ${at('id')}), '[]'))`;
};

/** Comments with their replies, whatever their number, in one statement. */
async function threadsOf({ tx, actor }: Work, matter: string, after: string | undefined, most: number): Promise<readonly Thread[]> {
  const further = after === undefined ? sql`` : sql`and c.id < ${after}`;
  const { rows } = await sql<{ thread: Thread }>`
    select ${columns('c')} || jsonb_build_object('replies', coalesce((select jsonb_agg(${columns('r')} order by r.id) from comment r where r.parent = c.id and ${readBy(actor, 'r')}), '[]')) as thread
    from comment c where c.matter_id = ${matter} and c.parent is null and ${readBy(actor, 'c')} ${further} order by c.id desc limit ${most}`.execute(tx);
  return rows.map(({ thread }) => thread);
}

/** One comment for this reader: what was withdrawn is a trace without words; old words are for the office that said them. */
function saidTo({ actor, now }: Work, names: Names, row: Row): Reply {
  const { byPerson: person, byOffice: office, name, absent, visibility, at, editedAt, withdrawnAt } = row;
  const gone = withdrawnAt !== null;
  const shown = knownTo(actor, { office, person }) ? name : officeZh.expert;
  const mine = isOwn(actor, row) && !gone;
  return known({
    id: row.id,
    visibility: { code: visibility, zh: visibilityZh[visibility] },
    by: { name: absent === null ? shown : `${shown}（代${absent}）`, officeZh: officeZh[office] },
    at,
    text: gone ? '' : row.text,
    mentions: gone ? [] : row.mentions.flatMap((text) => seatLabel(actor, names, text)),
    editedAt: editedAt ?? undefined,
    withdrawnAt: withdrawnAt ?? undefined,
    mayEdit: mine && mayStillEdit(at, now),
    mayWithdraw: mine,
    past: gone || row.place !== placeOf(actor) ? [] : [...row.past],
  });
}
const seatLabel = (actor: Actor, names: Names, text: string): string[] => {
  const seat = seatOf(text);
  return seat === undefined ? [] : [holderOf(actor, names, seat).label];
};

async function audiencesOf(work: Work, matter: Matter): Promise<Audience[]> {
  const audiences: Audience[] = [];
  for (const code of mayWrite(work.actor))
    audiences.push({ code, zh: visibilityZh[code], readers: [...(await readersOf(work, matter, code))], confirm: leavesTheOffice(work.actor, code) });
  return audiences;
}

/** 一个事项的意见，新的在前；看得到事项而不在其中的人，一条也没有。 @throws Refusal 404 */
export async function listComments(work: Work, id: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<CommentPage> {
  const matter = await find(readingOf(work), work.actor, id);
  if (!isInside(lifeOf(matter.kind), matter, work.actor)) return { items: [], next: null, audiences: [] };
  const threads = await threadsOf(work, id, decodeCursor(cursor)?.id, limit + 1);
  const seats = threads.flatMap(({ mentions, replies }) => [...mentions, ...replies.flatMap((reply) => reply.mentions)]).flatMap((text) => seatOf(text) ?? []);
  // Asked whether or not anybody is mentioned: as many statements for one comment as for many.
  const names = await namesOf(work.tx, [work.actor.id, ...seats.map(({ person }) => person)]);
  const mayReply = (thread: Thread): boolean => thread.withdrawnAt === null && mayWrite(work.actor).includes(thread.visibility);
  const { items, next } = cut(
    threads,
    limit,
    ({ id: last, at }) => ({ after: at, id: last }),
    (thread): Comment => ({ ...saidTo(work, names, thread), mayReply: mayReply(thread), replies: thread.replies.map((reply) => saidTo(work, names, reply)) }),
  );
  return { items, next, audiences: await audiencesOf(work, matter) };
}
