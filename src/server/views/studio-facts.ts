import { sql } from 'kysely';
import type { FactGroup, FactRow, Field, Page } from '#contract/shapes.ts';
import { dayIn, dayZh } from '#core/shared/days.ts';
import { yuan } from '#core/shared/money.ts';
import { ledger, type FactKind } from '#core/studio/ledger.ts';
import { amendmentOf, amendmentsOf, type EntryRow } from '#core/studio/amendments.ts';
import { isLate } from '#server/actions/record-fact.ts';
import type { Flag } from '#contract/shapes.ts';
import { flagsOf } from './flags.ts';
import { amendmentOption, type Scene } from './options.ts';
import { cut, decodeCursor } from './paging.ts';

type Entry = Readonly<{
  id: string;
  eventOn: string;
  enteredAt: string;
  enteredBy: string;
  confirmedAt: string | null;
  confirmedBy: string | null;
  d: Record<string, unknown>;
}>;
type Shown = Readonly<{
  table: string;
  joins?: string;
  title: (d: Entry['d']) => string;
  fields: (d: Entry['d']) => readonly (readonly [string, string, string?])[];
}>;

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const file = (value: unknown): readonly [string, string?] => (typeof value === 'string' ? ['查看文件', value] : ['']);
const amount = (value: unknown): string => yuan(Number(value ?? 0));
const purse: Readonly<Record<string, string>> = { own: '单位经费', subsidy: '市总补助' };
const uses: Readonly<Record<string, string>> = {
  construction: '工作室建设',
  equipment: '设备采购',
  project: '项目开发',
  promotion: '成果推广',
  training: '培训交流',
};

const ownersText = (value: unknown): string =>
  Array.isArray(value) ? (value as { unit: string; share: number }[]).map(({ unit, share }) => `${unit}${share}%`).join('、') : '';
const transferText = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return '';
  const { kind, counterpart, incomeFen, rewardFen } = value as { kind: string; counterpart?: string; incomeFen: number; rewardFen: number };
  return `${kind}${counterpart === undefined ? '' : `，${counterpart}`}，收入${yuan(incomeFen)}，发明人奖励${yuan(rewardFen)}`;
};
const outcomeText = (d: Entry['d']): string =>
  d['outcome'] === 'graduated' ? `${dayZh(text(d['ended_on']))}出师` : d['outcome'] === 'terminated' ? `${dayZh(text(d['ended_on']))}终止` : '';

/** How an entry of each kind reads in the ledger. */
// oxfmt-ignore
const shown: Readonly<Record<FactKind, Shown>> = {
  member: { table: 'fact_member', joins: "join person p on p.id = d.person_id", title: (d) => text(d['name']),
    fields: (d) => [['班组或科室', text(d['department'])], ['角色', text(d['role'])], ['分工', text(d['duty'])], ['职称', text(d['title'])], ['学历', text(d['education'])], ['业务骨干', d['specialist'] ? '是' : '否'], ['离队', d['left_on'] ? dayZh(text(d['left_on'])) : '']] },
  premises: { table: 'fact_premises', title: (d) => text(d['place_kind']), fields: (d) => [['地址', text(d['address'])], ['面积', `${text(d['area_m2'])}平方米`], ['固定场所', d['fixed'] ? '是' : '否'], ['照片', ...file(d['photo'])]] },
  equipment: { table: 'fact_equipment', title: (d) => text(d['name']), fields: (d) => [['型号', text(d['model'])], ['数量', text(d['quantity'])], ['价值', amount(d['value_fen'])], ['权属', text(d['ownership'])]] },
  regulation: { table: 'fact_regulation', title: (d) => text(d['title']), fields: (d) => [['类别', text(d['regulation_kind'])], ['版本', text(d['edition'])], ['文本', ...file(d['file'])]] },
  income: { table: 'fact_income', title: (d) => `${text(d['source'])} ${amount(d['amount_fen'])}`, fields: (d) => [['是否到账', d['received'] ? '已到账' : '计划'], ['凭证号', text(d['voucher_no'])], ['凭证', ...file(d['voucher'])], ['说明', text(d['note'])]] },
  spending: { table: 'fact_spending', title: (d) => `${uses[text(d['use_code'])] ?? text(d['use_code'])} ${amount(d['amount_fen'])}`, fields: (d) => [['资金', purse[text(d['purse'])] ?? ''], ['收款单位', text(d['payee'])], ['凭证号', text(d['voucher_no'])], ['发票', ...file(d['voucher'])], ['审批人', text(d['approver'])], ['资产编号', text(d['asset_tag'])], ['说明', text(d['note'])]] },
  achievement: { table: 'fact_achievement', title: (d) => text(d['title']),
    fields: (d) => [['类别', text(d['achievement_kind'])], ['编号', text(d['number'])], ['法律状态', text(d['legal_status'])], ['权属', ownersText(d['owners'])], ['完成人', text(d['inventors'])], ['应用在', text(d['applied_at'])], ['转化', transferText(d['transformation'])], ['认可单位', text(d['recogniser'])], ['级别', text(d['level'])], ['文号', text(d['document_no'])], ['证明', ...file(d['document'])], ['经济效益', Number(d['benefit_fen']) > 0 ? `${amount(d['benefit_fen'])}${d['benefit_proof'] ? '' : '（未附财务证明）'}` : ''], ['社会效益', text(d['social_benefit'])]] },
  activity: { table: 'fact_activity', title: (d) => text(d['topic']),
    fields: (d) => [['类别', text(d['activity_kind'])], ['地点', text(d['place'])], ['领衔人参加', d['lead_present'] ? '是' : '否'], ['人数', `本单位${text(d['inside'])}人，外单位${text(d['outside'])}人`], ['时长', `${text(d['hours'])}小时`], ['过程和结果', text(d['minutes'])], ['照片', ...file(d['photo'])]] },
  mentorship: { table: 'fact_mentorship', joins: "join (select id as mid, name as master from person) a on a.mid = d.master_id join (select id as pid, name as apprentice from person) b on b.pid = d.apprentice_id", title: (d) => `${text(d['master'])}带${text(d['apprentice'])}`,
    fields: (d) => [['传授技能', text(d['skill'])], ['培养目标', text(d['goals'])], ['协议至', dayZh(text(d['end_on']))], ['结果', outcomeText(d)], ['晋级', d['promoted'] ? '是' : ''], ['证书', text(d['certificate'])], ['最近检查', text(d['checked'])], ['协议', ...file(d['agreement'])]] },
  plan: { table: 'fact_plan', title: (d) => `${text(d['year'])}年度计划`, fields: (d) => [['内容', text(d['content'])]] },
  support: { table: 'fact_support', joins: 'join (select id as giver_id, name as giver from union_org) g on g.giver_id = d.union_id', title: (d) => `${text(d['head'])}：${text(d['content'])}`.slice(0, 80),
    fields: (d) => [['哪个工会', text(d['giver'])], ['内容', text(d['content'])], ['金额或价值', Number(d['amount_fen']) > 0 ? amount(d['amount_fen']) : ''], ['数量', text(d['quantity'])], ['到', d['until'] ? dayZh(text(d['until'])) : ''], ['文件', ...file(d['file'])]] },
  sign: { table: 'fact_sign', title: (d) => text(d['content']), fields: (d) => [['照片', ...file(d['photo'])]] },
};

const criterionOf: Readonly<Partial<Record<FactKind, string>>> = {
  member: 'team',
  premises: 'premises',
  equipment: 'premises',
  regulation: 'regulations',
  income: 'funding',
  achievement: 'outcomes',
  sign: 'plaque',
  activity: 'ledger',
};

/** As the amendments know it: the names of the table, the way core writes them. */
const rowOf = ({ d, eventOn, confirmedAt }: Entry): EntryRow => ({
  ...Object.fromEntries(Object.entries(d).map(([key, value]) => [key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value])),
  eventOn,
  confirmedAt,
});

function entryShape(scene: Scene, kind: FactKind, entry: Entry, flags: readonly Flag[]): FactRow {
  const { id, eventOn, enteredAt, enteredBy, confirmedBy, d } = entry;
  const { title, fields } = shown[kind];
  const lines: Field[] = fields(d).flatMap(([label, value, fileId]) =>
    value === '' ? [] : [{ label, text: value, ...(fileId === undefined ? {} : { file: fileId }) }],
  );
  const row = rowOf(entry);
  return {
    id,
    title: title(d),
    fields: lines,
    eventOn,
    enteredAt,
    enteredBy,
    late: isLate(eventOn, enteredAt),
    ...(confirmedBy === null ? {} : { confirmedBy }),
    ...(flags.length > 0 ? { flags: [...flags] } : {}),
    options: amendmentsOf(kind)
      .filter((name) => amendmentOf(name).open(row))
      .flatMap((name) => amendmentOption(scene, kind, id, name, row) ?? []),
  };
}

const select = (kind: FactKind, studio: string, where: ReturnType<typeof sql>, limit: number) => {
  const { table, joins = '' } = shown[kind];
  return sql<Entry>`
    select f.id, f.event_on, f.entered_at, w.name as entered_by, f.confirmed_at, c.name as confirmed_by, (to_jsonb(x) - 'id') as d
    from fact f join (select d.* ${sql.raw(kind === 'member' ? ', p.name, p.title, p.education' : kind === 'mentorship' ? ', a.master, b.apprentice' : kind === 'support' ? ', g.giver' : '')} from ${sql.raw(table)} d ${sql.raw(joins)}) x on x.id = f.id
    join person w on w.id = f.entered_by left join person c on c.id = f.confirmed_by
    where f.studio_id = ${studio} and f.kind = ${kind} and f.voided_at is null ${where}
    order by f.event_on desc, f.id desc limit ${limit}`;
};

/** One kind of the ledger, newest first. */
export async function listFacts(
  { work, studio }: Scene & { studio: { id: string; establishedOn: string } },
  kind: FactKind,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<FactRow>> {
  const after = decodeCursor(cursor, 'day');
  const where = after ? sql`and (f.event_on, f.id) < (${after.after}::date, ${after.id})` : sql``;
  const { rows } = await select(kind, studio.id, where, limit + 1).execute(work.tx);
  const flags = await flagsOf(work, studio.id, kind, rows);
  return cut(
    rows,
    limit,
    ({ eventOn, id }) => ({ after: dayIn(eventOn), id }),
    (row) => entryShape({ work, studio }, kind, row, flags.get(row.id) ?? []),
  );
}

/** Every kind with its first entries and its number: one statement a kind. */
export async function factGroups(scene: Scene & { studio: { id: string; establishedOn: string } }, first: number): Promise<FactGroup[]> {
  const { work, studio } = scene;
  const counts = await work.tx
    .selectFrom('fact')
    .select(({ fn }) => ['kind', fn.countAll<number>().as('count')])
    .where('studioId', '=', studio.id)
    .where('voidedAt', 'is', null)
    .groupBy('kind')
    .execute();
  const groups: FactGroup[] = [];
  for (const kind of Object.keys(shown) as FactKind[]) {
    const total = Number(counts.find((one) => one.kind === kind)?.count ?? 0);
    const rows = total === 0 ? [] : (await select(kind, studio.id, sql``, first).execute(work.tx)).rows;
    const flags = await flagsOf(work, studio.id, kind, rows);
    const criterion = criterionOf[kind];
    groups.push({
      code: kind,
      zh: ledger[kind].zh,
      ...(criterion === undefined ? {} : { criterion }),
      rows: rows.map((row) => entryShape(scene, kind, row, flags.get(row.id) ?? [])),
      total,
    });
  }
  return groups;
}
