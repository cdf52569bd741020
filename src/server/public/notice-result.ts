import { sql } from 'kysely';
import { dayZh, type Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { html, type Html } from './html.ts';
import { everNamed, notRefused } from './listed.ts';

/** What came of a notice: how many, and by which document. `names` are those that the directory shows today. */
export type NoticeResult = Readonly<{
  posted: number;
  done: number;
  struck: number;
  pending: number;
  documentNumber: string | null;
  decidedOn: Day | null;
  names: readonly Readonly<{ name: string; unit: string }>[];
}>;

const namesIn = sql`coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'unit', coalesce(u.unit_name, u.name)) ORDER BY s.name COLLATE "zh-x-icu", s.id) FILTER (WHERE i.done AND ${everNamed} AND ${notRefused}), '[]'::jsonb)`;

/** 公示结果：只数公示过的；点得出名的，是今天名录上还有的。 */
export async function resultOf(db: Db, id: string): Promise<NoticeResult | undefined> {
  const { rows } = await sql<NoticeResult>`
    WITH posted AS (SELECT p.id, m.parent, one->>'studio' AS studio FROM publicity p JOIN matter m ON m.id = p.id, jsonb_array_elements(p.snapshot) one WHERE p.id = ${id}),
      item AS (SELECT p.studio, x.state IN ('named', 'commended') AS done, x.state = 'struck' AS struck FROM posted p
        JOIN (SELECT designation_id AS batch, studio_id, state FROM designation_item UNION ALL SELECT commendation_id, studio_id, state FROM commendation_item) x ON x.batch = p.parent AND x.studio_id = p.studio)
    SELECT (SELECT count(*)::int FROM posted) AS posted, count(*) FILTER (WHERE i.done)::int AS done, count(*) FILTER (WHERE i.struck)::int AS struck,
      count(*) FILTER (WHERE NOT i.done AND NOT i.struck)::int AS pending, ${namesIn} AS names,
      (SELECT coalesce(d.document_number, c.document_number) FROM posted p LEFT JOIN designation d ON d.id = p.parent LEFT JOIN commendation c ON c.id = p.parent LIMIT 1) AS "documentNumber",
      (SELECT coalesce(d.issued_on, c.announced_on) FROM posted p LEFT JOIN designation d ON d.id = p.parent LEFT JOIN commendation c ON c.id = p.parent LIMIT 1) AS "decidedOn"
    FROM item i JOIN studio s ON s.id = i.studio JOIN union_org u ON u.id = s.host_union LEFT JOIN matter tm ON tm.studio = s.id AND tm.kind = 'title' LEFT JOIN title t ON t.id = tm.id`.execute(
    db,
  );
  return rows[0];
}

const verbs = { designation: '命名', commendation: '表彰' } as const;
/** 结果一段：决定了多少、哪一份文件；异议成立的只说几家，不说是谁。 */
export function resultShown(of: keyof typeof verbs, result: NoticeResult | undefined): Html {
  const zh = verbs[of];
  if (result === undefined || result.posted === 0) return html``;
  const { done, struck, pending, documentNumber, decidedOn, names } = result;
  const hidden = done - names.length;
  const decided =
    done === 0
      ? ''
      : html`<li>决定${zh}${done}家${decidedOn === null ? '' : `，${dayZh(decidedOn)}`}${documentNumber === null ? '' : `，${documentNumber}`}</li>`;
  return html`<h2>公示结果</h2>
<ul>${decided}${struck === 0 ? '' : html`<li>异议成立，不予${zh}${struck}家</li>`}${pending === 0 ? '' : html`<li>尚未决定${pending}家</li>`}</ul>
${names.length === 0 ? '' : html`<table><caption>决定${zh}的</caption><thead><tr><th scope="col">工作室</th><th scope="col">所在单位</th></tr></thead><tbody>${names.map(({ name, unit }) => html`<tr><th scope="row">${name}</th><td data-label="所在单位">${unit}</td></tr>`)}</tbody></table>`}
${names.length === 0 || hidden <= 0 ? '' : html`<p class="quiet">另有${hidden}家不在名录上显示。</p>`}`;
}
