import { sql } from 'kysely';
import type { Choice } from '#contract/shapes.ts';
import { audienceOf, isInside, mayWrite, visibilities } from '#core/comments/visibility.ts';
import { seatText } from '#core/handling/seat.ts';
import { officeZh, type Office } from '#core/people/actor.ts';
import { sitsAt, type Holder } from '#core/people/desks.ts';
import { isCityside } from '#core/people/incognito.ts';
import { openRound, turnsOf } from '#core/shared/handling.ts';
import { dayIn } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import type { Place } from '#server/kernel/forms.ts';
import { find } from '#server/store/matters.ts';
import { holderOf, namesOf } from './names.ts';

type Seat = Readonly<{ office: Office; union: string | null; studio: string | null; person: string; name: string; place: string | null }>;
const many = 500;

/** Everybody who sits in one of these places today, the actor apart: one statement, whatever the number of places. */
async function seatsAt({ tx, actor, now }: Work, holders: readonly Holder[], most: number, { experts = false } = {}): Promise<readonly Choice[]> {
  const wanted = holders.filter(({ office }) => office !== 'clock' && (experts || office !== 'expert'));
  if (wanted.length === 0) return [];
  const today = dayIn(now);
  const at = sql.join(
    wanted.map(
      ({ office, union, studio, person }) =>
        sql`(o.office = ${office} and (${union ?? null}::text is null or o.union_id = ${union ?? null}) and (${studio ?? null}::text is null or o.studio_id = ${studio ?? null}) and (${person ?? null}::text is null or o.person_id = ${person ?? null}))`,
    ),
    sql` or `,
  );
  const { rows } = await sql<Seat>`
    select distinct o.office, o.union_id as union, o.studio_id as studio, o.person_id as person, p.name, coalesce(st.name, u.name) as place
    from office_held o join person p on p.id = o.person_id join account a on a.person_id = p.id and a.disabled_at is null
      left join union_org u on u.id = o.union_id left join studio st on st.id = o.studio_id
    where (${at}) and o.stands_for is null and o.from_on <= ${today} and (o.to_on is null or o.to_on >= ${today}) and o.person_id <> ${actor.id}
    order by o.office, p.name, o.person_id limit ${most}`.execute(tx);
  return rows.map(({ office, union, studio, person, name, place }) => ({
    value: seatText({ office, person, ...(union === null ? {} : { union }), ...(studio === null ? {} : { studio }) }),
    label: `${name}（${officeZh[office]}${place === null ? '' : `，${place}`}）`,
  }));
}

const matterOf = (work: Work, { matter = '' }: Place) => find(readingOf(work), work.actor, matter);
const cityside: readonly Holder[] = [{ office: 'department' }, { office: 'leadership' }, { office: 'finance' }];
const ofCity = (office: Office): boolean => cityside.some((one) => one.office === office);

/** Where one may look for whom: colleagues at the same desk; peers, those of them who sit in the actor's own office; for signing and copies whoever may see it anyway, and the city's own offices among each other. */
const places = {
  colleagues: ({ actor }: Work, matter: Matter): readonly Holder[] => {
    const desk = lifeOf(matter.kind).states[matter.state]!.desk(matter);
    return desk.some(sitsAt(actor)) ? desk : [];
  },
  peers: ({ actor }: Work, matter: Matter): readonly Holder[] => lifeOf(matter.kind).states[matter.state]!.desk(matter).filter(sitsAt(actor)),
  signers: ({ actor }: Work, matter: Matter): readonly Holder[] => {
    const life = lifeOf(matter.kind);
    const { acts, sees } = life.parties(matter);
    return [...(life.insiders?.(matter) ?? [...acts, ...sees]), ...(ofCity(actor.office) ? cityside : [])];
  },
} as const;
export type Whom = keyof typeof places;

/** Whether there is anybody to choose. */
export const someoneAt = async (work: Work, matter: Matter, whom: Whom): Promise<boolean> => (await seatsAt(work, places[whom](work, matter), 1)).length > 0;

/** Who is waited for in a round, as choices. */
const waitingSigners = (matter: Matter) => {
  const round = openRound(matter.handling);
  return round === undefined
    ? []
    : round.signatures.filter(({ state }) => state === 'waiting').map(({ id, by }) => ({ id, by, turn: turnsOf(round).some((one) => one.id === id) }));
};

/** 谁可以接办、会签、收到抄送；谁可以在意见里提到。 */
export const seatChoices = {
  colleagues: async (work: Work, place: Place) => seatsAt(work, places.colleagues(work, await matterOf(work, place)), many),
  peers: async (work: Work, place: Place) => seatsAt(work, places.peers(work, await matterOf(work, place)), many),
  signers: async (work: Work, place: Place) => seatsAt(work, places.signers(work, await matterOf(work, place)), many),
  ...Object.fromEntries(
    visibilities.map((visibility) => [
      `mention-${visibility}`,
      async (work: Work, place: Place) => {
        const matter = await matterOf(work, place);
        const life = lifeOf(matter.kind);
        const { actor } = work;
        const may = isInside(life, matter, actor) && mayWrite(actor).includes(visibility);
        return may ? seatsAt(work, audienceOf(life, matter, actor, visibility), many, { experts: isCityside(actor) }) : [];
      },
    ]),
  ),
  async 'waiting-signers'(work: Work, place: Place) {
    const waiting = waitingSigners(await matterOf(work, place));
    const names = await namesOf(
      work.tx,
      waiting.flatMap(({ by: { union, studio, person } }) => [union, studio, person]),
    );
    return waiting.map(({ id, by }) => ({ value: id, label: holderOf(work.actor, names, by).label }));
  },
};
