import pg from 'pg';
import type { Line } from './line.ts';

type Statement = Readonly<{ text: string; values: unknown[] }>;
type Plan = Readonly<{ 'Node Type': string; 'Relation Name'?: string; Plans?: readonly Plan[] }>;
type Explained = Readonly<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>;
/** Tables that grow with the years; what stands beside them (unions, offices) stays small. */
const growing = /^(matter|matter_event|matter_party|fact|fact_.*|audit|dossier|milestone|person|studio)$/;
const scans = (plan: Plan): readonly string[] => [
  ...(plan['Node Type'] === 'Seq Scan' && growing.test(plan['Relation Name'] ?? '') ? [plan['Relation Name'] ?? ''] : []),
  ...(plan.Plans ?? []).flatMap(scans),
];

/** Words of the query language, one of each kind, as clerks write them. */
const asked = {
  matters: [
    '状态:公示',
    '类别:申报',
    '归口:思明',
    '单位:机械',
    '工作室:林示甲',
    '天数>5',
    '剩余<3',
    '期限<2013-12-01',
    '立项>=2013-01-01',
    '在办:是',
    '状态:公示 归口:思明 天数>5',
    '林示甲劳模',
    '-状态:公示 申报',
  ],
  studios: ['现况:整改', '归口:思明', '单位:医院', '领衔人:林示甲', '创建>=2013-01-01', '达标<2014-01-01', '记台账<2013-09-01', '林示甲劳模'],
} as const;

/**
 * The plans of the query language on the large city, for these words and for any: none reads a growing table from end to end.
 * @param statementOf the statement a list sends for a query
 */
export async function measurePlans(serverUrl: string, statementOf: (list: keyof typeof asked, q: string) => Promise<Statement>): Promise<Line> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const scanning: string[] = [];
  let all = 0;
  try {
    for (const list of ['matters', 'studios'] as const)
      for (const q of asked[list]) {
        const { text, values } = await statementOf(list, q);
        // What comes often is prepared, and then planned for any words at all.
        const plans = [
          await client.query<Explained>(`EXPLAIN (FORMAT JSON) ${text}`, values),
          await client.query<Explained>(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`),
        ];
        const found = [...new Set(plans.flatMap(({ rows }) => scans(rows[0]!['QUERY PLAN'][0]!.Plan)))];
        all += 1;
        if (found.length > 0) scanning.push(`${q}：${found.join('、')}`);
      }
  } finally {
    await client.end();
  }
  if (scanning.length > 0) console.log(`· read from end to end: ${scanning.join('; ')}`);
  return {
    what: 'queries in words on 5,000 studios whose plan reads a growing table from end to end : all asked',
    a: String(scanning.length),
    b: String(all),
    ratio: scanning.length / all,
    gate: 'none',
    fine: scanning.length === 0,
  };
}
