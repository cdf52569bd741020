import { sql } from 'kysely';
import { dayZh, type Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { html, type Html } from './html.ts';
import { notRefused } from './listed.ts';
import { page } from './layout.ts';
import { shown, type PublicPage } from './page.ts';
import { cityName } from '#server/views/city-name.ts';

export type Commended = Readonly<{ id: string; title: string; documentNumber: string; announcedOn: Day; name: string; unit: string; certificateNo: string }>;

/**
 * 表彰决定和名单：只有工作室名称、所在单位和证书编号。
 * @param refused whether those are in whose lead does not want to be in the directory: in the decision yes, in data for others no
 */
export const commended = async (db: Db, { most, refused }: { most: number; refused: boolean }): Promise<readonly Commended[]> => {
  const { rows } = await sql<Commended>`
    select c.id, m.title, c.document_number as "documentNumber", c.announced_on as "announcedOn", s.name, coalesce(u.unit_name, u.name) as unit, i.certificate_no as "certificateNo"
    from commendation c join matter m on m.id = c.id join commendation_item i on i.commendation_id = c.id and i.state = 'commended'
      join studio s on s.id = i.studio_id join union_org u on u.id = s.host_union
    where m.state = 'announced' and (${refused}::boolean or ${notRefused}) order by c.year desc, i.rank, i.id limit ${most}`.execute(db);
  return rows;
};

function batch(rows: readonly Commended[]): Html {
  const [{ title, documentNumber, announcedOn }] = rows as [Commended];
  return html`<h2>${title}</h2>
<p class="quiet">${documentNumber}　${dayZh(announcedOn)}　共${rows.length}家</p>
<table><thead><tr><th scope="col">工作室</th><th scope="col">所在单位</th><th scope="col">证书编号</th></tr></thead>
<tbody>${rows.map(({ name, unit, certificateNo }) => html`<tr><th scope="row">${name}</th><td data-label="所在单位">${unit}</td><td data-label="证书编号">${certificateNo}</td></tr>`)}</tbody></table>`;
}

/** 表彰：历年的决定和名单。 */
export const commendationsPage = (db: Db): PublicPage => ({
  method: 'GET',
  path: '/public/commendations',
  async answer() {
    const [city, rows] = await Promise.all([cityName(db), commended(db, { most: 1000, refused: true })]);
    const batches = [...new Set(rows.map(({ id }) => id))].map((id) => rows.filter((row) => row.id === id));
    const content = html`<h1>表彰</h1>
<p class="quiet">对组织健全、活动正常、制度完善、创新成果显著的劳模创新工作室的表彰。</p>
${batches.length === 0 ? html`<p class="card">目前还没有表彰。</p>` : batches.map(batch)}`;
    return shown(page(city, 'commendations', '表彰', content));
  },
});
