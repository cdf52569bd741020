import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileStore } from '#server/files/file-store.ts';
import { openFolderStore } from '#server/files/folder-store.ts';
import { checkInvariants, invariantCount } from '#server/invariants/check-invariants.ts';
import { canonical, sha256 } from '#server/kernel/ids.ts';
import { cloneDatabase, ensureTemplate, type TestDatabase } from '../support/database.ts';
import { standards } from '../support/standards.ts';

let folder: string;
let files: FileStore;
let template: string;
const opened: TestDatabase[] = [];

const run = async (url: string, statement: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};
const at = `'2013-11-18T09:00:00+08:00'`;
const content = { purpose: '申报' };

// One studio with its title, its grant and its honour: as little as the rules can be broken on.
const city = `
  INSERT INTO union_org (id, code, name, kind) VALUES ('city', '1', '示范市总工会', 'city'), ('district', '2', '示范区总工会', 'district'), ('other', '3', '另一区总工会', 'district'), ('host', '4', '示例机械厂工会', 'grassroots');
  INSERT INTO union_parent VALUES ('district', 'city', '2013-01-01', '2013-06-01'), ('district', 'city', '2013-06-01', null), ('host', 'district', '2013-01-01', null);
  INSERT INTO person (id, name) VALUES ('lead', '林示甲');
  INSERT INTO studio (id, name, host_union, supervising_union, lead_id, established_on, standing, plaque_no, created_on, qualified_on)
    VALUES ('studio', '林示甲劳模创新工作室', 'host', 'district', 'lead', '2013-01-01', 'in-force', '示〔2013〕1号', '2013-04-09', '2013-06-01');
  INSERT INTO office_held (id, person_id, office, from_on) VALUES ('a', 'lead', 'sysadmin', '2013-01-01'), ('b', 'clock', 'secadmin', '2013-01-01');
  INSERT INTO stored_file VALUES ('file', '证书.pdf', 1, '${sha256('x')}', 'application/pdf', 'lead', ${at});
  INSERT INTO matter (id, kind, state, version, title, studio, standard, opened_at, since, closed_at) VALUES
    ('honour', 'honour', 'confirmed', 2, '荣誉', null, 'xm-2013', ${at}, ${at}, ${at}),
    ('title', 'title', 'in-force', 1, '称号', 'studio', 'xm-2013', ${at}, ${at}, null);
  INSERT INTO honour VALUES ('honour', 'lead', '市劳动模范', 'city', 'model', 2012, '示范市总工会', '', 'file', '2013-02-01');
  INSERT INTO title (id, plaque_no, verify_code, named_on, document_number, valid_until) VALUES ('title', '示〔2013〕1号', 'CODE', '2013-05-01', '1号', '2016-05-01');
  INSERT INTO number_book VALUES ('plaque', 2013, 1);
  INSERT INTO milestone VALUES ('studio', 'created', '2013-04-09', 'district', 'title'), ('studio', 'qualified', '2013-06-01', 'district', 'title');
  INSERT INTO matter_event (id, matter_id, version, transition, from_state, to_state, by_person, by_office, at, brought) VALUES
    ('1', 'honour', 1, 'open', null, 'pending', 'lead', 'lead', ${at}, '{}'), ('2', 'honour', 2, 'confirm', 'pending', 'confirmed', 'clock', 'department', ${at}, '{}'),
    ('3', 'title', 1, 'open', null, 'in-force', 'clock', 'clock', ${at}, '{}');
  INSERT INTO dossier VALUES ('dossier', 'title', '申报', ${at}, '${JSON.stringify(content)}', '${sha256(canonical(content))}');`;

const revocation = (state: string) =>
  `INSERT INTO matter (id, kind, state, version, title, studio, standard, opened_at, since) VALUES ('revocation', 'revocation', '${state}', 1, '撤销', 'studio', 'xm-2013', ${at}, ${at});
   INSERT INTO revocation (id, ground, reason, decided_on, document_number) VALUES ('revocation', 'fraud', '不实', '2013-12-20', '7号')`;
const round = (placed: string) =>
  `INSERT INTO matter (id, kind, state, version, title, standard, opened_at, since) VALUES ('round', 'round', 'meeting', 1, '考核', 'xm-2013', ${at}, ${at});
   INSERT INTO round (id, year, document_number, placed) VALUES ('round', 2013, '7号', '${placed}')`;

const matter = (id: string, kind: string, state: string) =>
  `INSERT INTO matter (id, kind, state, version, title, studio, standard, opened_at, since) VALUES ('${id}', '${kind}', '${state}', 1, '事项', 'studio', 'xm-2013', ${at}, ${at})`;
const draw = (hash: string, drawn = ', null, null') =>
  `${matter('draw', 'draw', 'announced')}; INSERT INTO draw (id, purpose, candidates, hash, announced_on, draw_on, source, take, excluded, value, result)
     VALUES ('draw', 'reporters', '[{"id": "a"}]', ${hash}, '2013-11-18', '2013-11-19', '次日指数', 1, '[]'${drawn})`;
const inspection = `${matter('inspection', 'inspection', 'mending')}; INSERT INTO inspection (id, studio_id, plan_kind, year, last_day, checklist) VALUES ('inspection', 'studio', 'regular', 2013, '2013-12-01', '[]')`;
const plan = `${matter('plan', 'inspectionPlan', 'running')}; INSERT INTO inspection_plan (id, plan_kind, year, ratio_percent, start_on, end_on) VALUES ('plan', 'mutual', 2013, 100, '2013-11-18', '2013-12-18')`;
const another = `INSERT INTO studio (id, name, host_union, supervising_union, lead_id, established_on) VALUES ('another', '另一示例工作室', 'host', 'other', 'lead', '2013-01-01')`;
const commendation = (item: string) =>
  `${matter('commendation', 'commendation', 'announced')}; INSERT INTO commendation (id, year, honour, basis, quota) VALUES ('commendation', 2013, '优秀', '批复', 1);
   INSERT INTO commendation_item (id, commendation_id, studio_id, rank, version, score, evidence, state, certificate_no) VALUES ('item', 'commendation', 'studio', 1, 1, 90, '[]', ${item})`;

const breaks: readonly (readonly [code: string, statement: string])[] = [
  ['event-of-every-save', `UPDATE matter SET version = 3 WHERE id = 'honour'`],
  ['events-in-a-row', `UPDATE matter_event SET from_state = 'confirmed' WHERE id = '2'`],
  ['closed-with-its-state', `UPDATE matter SET closed_at = null WHERE id = 'honour'`],
  ['closed-with-its-state', `UPDATE matter SET state = 'nowhere' WHERE id = 'honour'; UPDATE matter_event SET to_state = 'nowhere' WHERE id = '2'`],
  ['nobody-holds-what-is-closed', `INSERT INTO matter_party VALUES ('honour', 'department', null, null, null, true)`],
  ['own-row', `DELETE FROM honour`],
  ['created-once', `UPDATE studio SET created_on = '2013-04-10'`],
  ['qualified-once', `DELETE FROM milestone WHERE kind = 'qualified'`],
  ['plaque-of-title', `UPDATE studio SET plaque_no = '2号'`],
  ['books-without-gaps', `UPDATE number_book SET last = 2`],
  ['three-administrators', `INSERT INTO office_held (id, person_id, office, from_on) VALUES ('c', 'lead', 'auditadmin', '2013-02-01')`],
  ['one-superior', `INSERT INTO union_parent VALUES ('host', 'other', '2013-02-01', null)`],
  ['sealed-content', `UPDATE dossier SET content = '{"purpose": "验收"}'`],
  ['bytes-of-files', `UPDATE stored_file SET sha256 = '${sha256('gone')}'`],
  ['standing-of-title', `UPDATE studio SET standing = 'rectifying'`],
  [
    'two-copies',
    `INSERT INTO matter (id, kind, state, version, title, studio, standard, opened_at, since) VALUES ('report', 'report', 'submitted', 1, '年报', 'studio', 'xm-2013', ${at}, ${at});
     INSERT INTO report (id, studio_id, year, submitted_on) VALUES ('report', 'studio', 2013, '2013-12-20')`,
  ],
  ['revoked-by-decision', `UPDATE matter SET state = 'revoked' WHERE id = 'title'`],
  ['revoked-by-decision', `${revocation('appeal')}`],
  ['revoked-by-decision', `${revocation('dropped')}; UPDATE matter SET state = 'revoked' WHERE id = 'title'`],
  ['documents-numbered-once', `${revocation('appeal')}; ${round('[]')}`],
  // Ninety-five points of three do not make an excellent one: a fifth of three is none.
  [
    'bands-of-rounds',
    round(JSON.stringify(['a', 'b', 'c'].map((id) => ({ id, total: 95, bonus: 0, qualified: true, band: 'excellent', because: '95分，列入优秀' })))),
  ],
  // The list is right, but one was announced excellent all the same.
  [
    'bands-of-rounds',
    `${round('[]')}; INSERT INTO matter (id, kind, state, version, title, studio, parent, standard, opened_at, since)
       VALUES ('assessment', 'assessment', 'announced', 1, '考核', 'studio', 'round', 'xm-2013', ${at}, ${at});
     INSERT INTO assessment (id, studio_id, year, band) VALUES ('assessment', 'studio', 2013, 'excellent')`,
  ],
  [
    'subsidy-not-overspent',
    `INSERT INTO fact (id, studio_id, kind, event_on, entered_at, entered_by) VALUES ('spent', 'studio', 'spending', '2013-06-01', ${at}, 'lead');
     INSERT INTO fact_spending (id, purse, use_code, amount_fen, payee) VALUES ('spent', 'subsidy', 'project', 1, '示例材料店')`,
  ],
  ['draws-verify', draw(`'${sha256('b')}'`)],
  ['draws-verify', draw(`'${sha256('a')}'`, `, '2193.13', '["b"]'`)],
  [
    'findings-once',
    `${inspection}; INSERT INTO inspection_note (inspection_id, key, item, level, text, revision, at, by_person) VALUES ('inspection', 'k', '', 'minor', '问题', 1, ${at}, 'lead')`,
  ],
  ['nobody-inspects-back', `${another}; ${plan}; INSERT INTO pairing VALUES ('plan', 'studio', 'another'), ('plan', 'another', 'studio')`],
  ['commended-with-certificate', commendation(`'commended', null`)],
  ['commended-with-certificate', commendation(`'listed', '1号'`)],
  [
    'solved-by-one',
    `${matter('challenge', 'challenge', 'solved')}; INSERT INTO challenge (id, poster, area, text, until) VALUES ('challenge', 'host', '其他', '题目', '2013-12-01')`,
  ],
  [
    'named-with-consent',
    `${matter('case', 'experience', 'published')}; INSERT INTO experience (id, experience_kind, topic, practice) VALUES ('case', 'case', '攻关创新', '林示甲带队攻关')`,
  ],
  ['file-in-use', `UPDATE stored_file SET sha256 = 'abc'`],
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lingxian-invariants-'));
  files = { ...(await openFolderStore(folder)), has: (digest) => Promise.resolve(digest === sha256('x')) };
  template = await ensureTemplate('small_city', ({ ownerUrl }) => run(ownerUrl, city));
});
afterAll(async () => {
  await Promise.all(opened.map(({ drop }) => drop()));
  await rm(folder, { recursive: true, force: true });
});

const codesAfter = async (statement: string): Promise<readonly string[]> => {
  const database = await cloneDatabase(template);
  opened.push(database);
  await run(database.ownerUrl, statement);
  return (await checkInvariants(database.db, files, standards)).map(({ code }) => code);
};

describe('invariants', () => {
  it('hold for a city as the programme makes it', async () => {
    expect(await codesAfter('SELECT 1')).toEqual([]);
    expect(invariantCount).toBeGreaterThanOrEqual(new Set(breaks.map(([code]) => code)).size);
  });

  it.each(breaks)('%s is found broken by: %s', async (code, statement) => {
    expect(await codesAfter(statement)).toContain(code);
  });
});
