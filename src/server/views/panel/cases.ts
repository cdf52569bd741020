import { sql } from 'kysely';
import { conflictsOf, type About } from '#core/acceptance/recusal.ts';
import { seatedOf, type Panel, type Seat } from '#core/panel/panel.ts';
import { panelKinds, panelOf } from '#core/panel/panels.ts';
import type { Kind } from '#core/lives.ts';
import type { Work } from '#server/kernel/house.ts';
import { kindStores } from '#server/store/kinds/kinds.ts';
import { matterScope } from '#server/store/scope.ts';
import { expertsNow, type ExpertNow } from '../inspectors.ts';

type Row = Readonly<{
  id: string;
  kind: Kind;
  version: number;
  state: string;
  title: string;
  studioId: string;
  studio: string;
  unit: string;
  round: number;
  cleared: Readonly<Record<string, string>>;
  hostUnion: string;
  people: string[];
  pairs: (readonly [string, string])[];
  recommenders: string[];
  allies: string[];
  declared: string[];
  seats: Seat[] | null;
  drawn: string[];
  drawing: boolean;
}>;
/** 一件要请专家的事项：有关的人和单位，谁在座，谁抽定了，哪些回避已认定不构成。 */
export type PanelCase = Row & Readonly<{ panel: Panel; about: About; seated: readonly Seat[]; everSeated: readonly string[] }>;

/** What there is to know of the cases of one kind: one statement, whatever their number. */
async function casesOf({ tx, actor }: Work, kind: Kind, ids: readonly string[]): Promise<readonly Row[]> {
  const panel = panelOf(kind)!;
  const sheets = sql.table(kindStores[panel.sheet.kind as Kind].table);
  const { rows } = await sql<Row>`
    select m.id, m.kind, m.version, m.state, m.title, s.id as "studioId", s.name as studio, coalesce(u.unit_name, u.name) as unit, t.round, t.cleared,
      s.host_union as "hostUnion",
      array(select s.lead_id union select x.person_id from fact f join fact_member x on x.id = f.id where f.studio_id = s.id and f.voided_at is null and x.left_on is null) as people,
      (select coalesce(jsonb_agg(jsonb_build_array(x.master_id, x.apprentice_id)), '[]') from fact f join fact_mentorship x on x.id = f.id where f.studio_id = s.id and f.voided_at is null) as pairs,
      array(select e.by_person from matter_event e where e.matter_id = ${sql.ref(`t.${panel.recommended.column}`)} and e.transition = any(${[...panel.recommended.steps]})) as recommenders,
      array(select p.partner_union from matter j join partnership p on p.id = j.id where j.studio = s.id and j.kind = 'partnership' and j.state = 'in-force'
        union select other.host_union from partnership p join matter j on j.id = p.id and j.state = 'in-force' join studio other on other.id = j.studio where p.partner_union = s.host_union) as allies,
      array(select e.by_person from matter c join matter_event e on e.matter_id = c.id and e.transition = ${panel.sheet.recuse} where c.studio = s.id and c.kind = ${panel.sheet.kind}) as declared,
      (select jsonb_agg(jsonb_build_object('person', x.expert_id, 'state', c.state, 'round', x.round) order by x.id) from matter c join ${sheets} x on x.id = c.id where c.parent = m.id) as seats,
      array(select a.person_id from draw d join matter c on c.id = d.id and c.state = 'drawn' cross join jsonb_array_elements_text(d.result) with ordinality as r(candidate, nth)
        join draw_alias a on a.draw_id = d.id and a.candidate = r.candidate where c.parent = m.id order by r.nth) as drawn,
      exists (select from matter c where c.parent = m.id and c.kind = 'draw' and c.state = 'announced') as drawing
    from matter m join ${sql.table(kindStores[kind].table)} t on t.id = m.id join studio s on s.id = m.studio join union_org u on u.id = s.host_union
    where m.kind = ${kind} and m.id = any(${[...ids]}) and ${matterScope(actor, 'm')} order by m.id`.execute(tx);
  return rows;
}

/** The cases this actor may see, of whatever kind, each with what decides who may judge it. */
export async function panelCases(work: Work, ids: readonly string[]): Promise<readonly PanelCase[]> {
  const found: PanelCase[] = [];
  for (const kind of panelKinds)
    for (const row of await casesOf(work, kind, ids)) {
      const panel = panelOf(kind)!;
      const { hostUnion, people, pairs: mentorPairs, recommenders, allies, declared, round, seats } = row;
      const about: About = { hostUnion, people, mentorPairs, recommenders, allies, declared };
      const ofRound = (seats ?? []).filter((seat) => seat.round === round);
      found.push({ ...row, panel, about, seated: seatedOf(panel, round, ofRound), everSeated: ofRound.map(({ person }) => person) });
    }
  return found;
}

/** 应当回避的缘由；认定过不构成回避的，没有。 */
export const conflictsFor = ({ cleared, about }: PanelCase, { id, unions, kin, colleagues }: ExpertNow): readonly string[] =>
  cleared[id] === undefined ? conflictsOf({ person: id, unions, kin, colleagues }, about) : [];

/** 还没有坐过这一轮的专家，各有没有要回避的。 */
export async function candidatesFor(work: Work, one: PanelCase) {
  const experts = await expertsNow(work);
  return experts.filter(({ id }) => !one.everSeated.includes(id)).map((expert) => ({ expert, conflicts: conflictsFor(one, expert) }));
}
