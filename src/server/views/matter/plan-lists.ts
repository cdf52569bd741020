import { sql } from 'kysely';
import type { InspectionPlan } from '#core/inspection/plan.ts';
import type { Section } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { table } from './told/parts.ts';

const mostListed = 500;
/** 名单上是哪几家：定名单之前看得到，才好说谁不列入。 */
async function listOf({ tx }: Work, { state, scope, sample }: InspectionPlan): Promise<Section[]> {
  const ids = state === 'draft' ? scope : state === 'ready' ? sample : [];
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('studio')
    .innerJoin('unionOrg as host', 'host.id', 'studio.hostUnion')
    .innerJoin('unionOrg as above', 'above.id', 'studio.supervisingUnion')
    .select(['studio.name', 'host.unitName', 'host.name as hostName', 'above.name as union'])
    .where('studio.id', 'in', ids)
    .orderBy('above.position')
    .orderBy('studio.name')
    .orderBy('studio.id')
    .limit(mostListed)
    .execute();
  const more = ids.length > rows.length ? `，列前${rows.length}家` : '';
  return [
    table(
      `${state === 'draft' ? '候选名单' : '检查名单'}（${ids.length}家${more}）`,
      ['序号', '工作室', '所在单位', '归口工会'],
      rows.map(({ name, unitName, hostName, union }, index) => [`${index + 1}`, name, unitName ?? hostName, union]),
    ),
  ];
}
async function pairsOf({ tx }: Work, { id }: InspectionPlan): Promise<Section[]> {
  const { rows } = await sql<{ by: string; byUnion: string; of: string; ofUnion: string; learning: string; state: string }>`
    select a.name as by, ua.name as "byUnion", b.name as of, ub.name as "ofUnion", coalesce(i.learning, '') as learning, coalesce(m.state, '') as state
    from pairing p join studio a on a.id = p.inspector join studio b on b.id = p.inspected join union_org ua on ua.id = a.supervising_union join union_org ub on ub.id = b.supervising_union
    left join matter m on m.parent = p.plan_id and m.kind = 'inspection' and m.studio = p.inspected left join inspection i on i.id = m.id and i.inspector_studio = p.inspector
    where p.plan_id = ${id} order by ua.position, a.name, b.name`.execute(tx);
  if (rows.length === 0) return [];
  const learned = rows.filter(({ learning, state }) => learning !== '' && !['assigned', 'unassigned'].includes(state));
  return [
    table(
      '互查配对',
      ['检查方', '检查方归口工会', '被检查方', '被检查方归口工会'],
      rows.map(({ by, byUnion, of, ofUnion }) => [by, byUnion, of, ofUnion]),
    ),
    ...(learned.length === 0
      ? []
      : [
          table(
            '学习体会',
            ['检查方', '被检查方', '学到什么'],
            learned.map(({ by, of, learning }) => [by, of, learning]),
          ),
        ]),
  ];
}

/** 方案带着的名单：定之前是候选，定了是要查的，互查是谁查谁。 */
export const listsOfPlan = async (work: Work, plan: InspectionPlan): Promise<Section[]> => [...(await listOf(work, plan)), ...(await pairsOf(work, plan))];
