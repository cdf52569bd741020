import type { Matter as MatterShape } from '#contract/shapes.ts';
import { officeZh, type Office } from '#core/people/actor.ts';
import { isVerb, verbOf } from '#core/handling/handle.ts';
import { standingRemarks } from '#core/handling/remarks.ts';
import { seatOf } from '#core/handling/seat.ts';
import { sitsAt } from '#core/people/desks.ts';
import { isCityside, knownTo } from '#core/people/incognito.ts';
import type { Matter, Moment } from '#core/shared/life.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { allNamesOf } from '../names.ts';
import { changesOf, passOver, told, type Changed } from './changes.ts';
import { idsIn } from './texts.ts';

/** Every seat in what was brought, with the words for it. */
function seatNames(value: unknown, names: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap((one) => seatNames(one, names));
  const seat = typeof value === 'string' && value.includes('/') ? seatOf(value) : undefined;
  return seat === undefined ? [] : [[value as string, `${names.get(seat.person ?? '') ?? '（略）'}（${officeZh[seat.office]}）`]];
}

const special: Readonly<Record<string, string>> = { open: '发起', enlist: '列入名单' };

type Life = ReturnType<typeof lifeOf>;
/** What happened, and what a return said that has not been answered yet. */
type Told = Pick<MatterShape, 'history' | 'remarks'>;

/** What happened to a matter, for this reader: what was brought in confidence stays with the city's side. */
export async function historyOf({ tx, actor }: Work, matter: Matter, moment: Moment, until?: string): Promise<Told> {
  const life = lifeOf(matter.kind);
  if (life.insiders !== undefined && !life.insiders(matter).some(sitsAt(actor))) return { history: [] };
  const rows = await tx
    .selectFrom('matterEvent')
    .innerJoin('person', 'person.id', 'matterEvent.byPerson')
    .leftJoin('person as absent', 'absent.id', 'matterEvent.onBehalf')
    .leftJoin('person as delegator', 'delegator.id', 'matterEvent.inNameOf')
    .select([
      'transition',
      'fromState',
      'toState',
      'at',
      'byOffice',
      'brought',
      'changed',
      'version',
      'person.name',
      'person.id as personId',
      'absent.name as onBehalf',
      'delegator.name as inNameOf',
    ])
    .where('matterId', '=', matter.id)
    .$if(until !== undefined, (query) => query.where('at', '<=', until ?? ''))
    .orderBy('matterEvent.id')
    .execute();
  const ids = rows.flatMap(({ brought, changed }) => [...idsIn(brought), ...idsIn(changed)]);
  const known = await allNamesOf(tx, ids);
  const names = new Map([...known, ...rows.flatMap(({ brought }) => seatNames(brought, known))]);
  const stateOf = (code: string) => ({ code, zh: life.states[code]?.zh ?? code });
  const sofar = told();
  const history = rows.map(
    ({ transition, fromState, toState, at, byOffice, brought, changed, version, name, personId, onBehalf, inNameOf }): MatterShape['history'][number] => {
      const row = life.transitions[transition];
      const verb = isVerb(transition) ? verbOf(transition) : undefined;
      const open = row?.confidential !== true || isCityside(actor);
      if (!open) passOver(sofar, brought, changed);
      const form = () => (row === undefined ? verb?.brings?.(life, matter, moment) : life.formOf(matter, transition, moment));
      const shown = knownTo(actor, { office: byOffice, person: personId }) ? name : officeZh.expert;
      return {
        transition,
        zh: row?.zh ?? verb?.zh ?? special[transition] ?? transition,
        from: fromState === null ? null : stateOf(fromState),
        to: stateOf(toState),
        at,
        by: {
          name: `${shown}${onBehalf === null ? '' : `（代${onBehalf}）`}${inNameOf === null ? '' : `（受${inNameOf}委派）`}`,
          office: byOffice,
          officeZh: officeZh[byOffice as Office],
        },
        sort: byOffice === 'clock' ? 'clock' : verb === undefined ? 'step' : 'arrangement',
        version,
        brought: open ? changesOf(names, form(), brought, changed as Changed | null, sofar) : [],
      };
    },
  );
  return { history, ...remarksIn(life, rows, history, isCityside(actor)) };
}

type Row = Readonly<{ transition: string; fromState: string | null; toState: string; brought: unknown }>;
const toneOf = ({ transitions }: Life, transition: string) => (isVerb(transition) ? verbOf(transition).tone : transitions[transition]?.tone);

/** 还没有改好的退回意见：what was said in confidence is not for this reader's eyes here either. */
function remarksIn(life: Life, rows: readonly Row[], history: MatterShape['history'], cityside: boolean): Pick<Told, 'remarks'> {
  const told = standingRemarks(
    rows.map(({ transition, fromState, toState, brought }) => ({
      transition,
      from: fromState,
      to: toState,
      back: toneOf(life, transition) === 'back',
      brought: life.transitions[transition]?.confidential !== true || cityside ? brought : null,
    })),
  );
  const entry = told === undefined ? undefined : history[told.at];
  if (told === undefined || entry === undefined) return {};
  return { remarks: { zh: entry.zh, by: entry.by, at: entry.at, items: told.remarks.map((one) => ({ ...one })) } };
}
