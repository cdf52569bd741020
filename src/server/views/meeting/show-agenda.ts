import type { Field, Matter as MatterShape, MeetingShape } from '#contract/shapes.ts';
import { bodyZh, meetingItemZh, type Meeting, type MeetingItemState } from '#core/meeting/life.ts';
import type { Matter } from '#core/shared/life.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { matterScope } from '#server/store/scope.ts';
import { known, namesOf } from '../names.ts';

/** The items with the matters they are about, where the reader may see them: one statement. */
async function rowsOf({ tx, actor }: Work, meeting: string) {
  return tx
    .selectFrom('meetingItem as i')
    .innerJoin('matter', (join) => join.onRef('matter.id', '=', 'i.matterId').on(matterScope(actor)))
    .leftJoin('studio', 'studio.id', 'matter.studio')
    .select([
      'i.id',
      'i.state',
      'i.version',
      'i.step',
      'i.stepZh',
      'i.input',
      'i.said',
      'i.seen',
      'i.note',
      'i.evidence',
      'i.decidedBy',
      'i.decidedAt',
      'i.releasedAt',
      'matter.id as matterId',
      'matter.kind',
      'matter.title',
      'matter.state as now',
      'matter.version as nowVersion',
      'studio.id as studioId',
      'studio.name as studio',
    ])
    .where('i.meetingId', '=', meeting)
    .where('i.state', '<>', 'dropped')
    .orderBy('i.position')
    .orderBy('i.id')
    .execute();
}
type Row = Awaited<ReturnType<typeof rowsOf>>[number];

async function pastOf({ tx }: Work, meeting: string) {
  return tx
    .selectFrom('meetingItemPast as p')
    .innerJoin('meetingItem as i', 'i.id', 'p.itemId')
    .select(['p.itemId', 'p.state', 'p.step', 'p.note', 'p.until', 'i.matterId'])
    .where('i.meetingId', '=', meeting)
    .orderBy('p.id')
    .execute();
}

const stepZh = (kind: string, step: string | null): string => (step === null ? '' : (lifeOf(kind).transitions[step]?.zh ?? step));
type Context = Readonly<{ names: ReadonlyMap<string, string>; past: Awaited<ReturnType<typeof pastOf>> }>;
function itemShape(row: Row, { names, past }: Context): MeetingShape['items'][number] {
  const { state, kind, now } = row;
  const life = lifeOf(kind);
  return known({
    id: row.id,
    state: { code: state as MeetingItemState, zh: meetingItemZh[state as MeetingItemState] },
    version: row.version,
    matter: { id: row.matterId, kindZh: life.zh, title: row.title, href: `/api/matters/${row.matterId}` },
    studio: row.studioId === null ? undefined : { id: row.studioId, name: row.studio ?? '' },
    now: { code: now, zh: life.states[now]?.zh ?? now },
    changed: state === 'decided' && row.seen !== row.nowVersion,
    step: row.step === null ? undefined : { code: row.step, title: row.stepZh ?? stepZh(kind, row.step) },
    input: (row.input ?? undefined) as Record<string, unknown> | undefined,
    said: (row.step === null ? [] : (row.said ?? [])) as Field[],
    evidence: (row.evidence ?? []) as Field[],
    note: row.note,
    decidedBy: row.decidedBy === null ? undefined : names.get(row.decidedBy),
    decidedAt: row.decidedAt ?? undefined,
    releasedAt: row.releasedAt ?? undefined,
    past: past
      .filter(({ itemId }) => itemId === row.id)
      .map((one) => ({
        text: [one.step === null ? meetingItemZh[one.state as MeetingItemState] : stepZh(kind, one.step), one.note].filter((part) => part !== '').join('：'),
        until: one.until,
      })),
  });
}

/** 会议：何时何地、谁出席，议程走到哪一项；看不到的事项不在其中。 */
export async function agendaOf(work: Work, matter: Matter): Promise<Partial<MatterShape>> {
  if (matter.kind !== 'meeting') return {};
  const { id, body, heldOn, place, chair, present, guests, minutesNo, remarks, begunAt, endedAt } = matter as Meeting;
  const rows = await rowsOf(work, id);
  const past = await pastOf(work, id);
  const names = await namesOf(work.tx, [chair, ...present, ...rows.map(({ decidedBy }) => decidedBy)]);
  return {
    meeting: known({
      body: { code: body, zh: bodyZh[body] },
      heldOn,
      place,
      minutesNo,
      chair: names.get(chair),
      present: present.map((one) => names.get(one) ?? ''),
      guests,
      remarks,
      begunAt,
      endedAt,
      items: rows.map((row) => itemShape(row, { names, past })),
    }),
  };
}
