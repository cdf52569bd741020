import { sql } from 'kysely';
import type { Flag } from '#contract/shapes.ts';
import { clashesOf, comparable, ownersMismatch } from '#core/studio/claims.ts';
import type { FactKind } from '#core/studio/ledger.ts';
import type { Work } from '#server/kernel/house.ts';

type Entry = Readonly<{ id: string; eventOn: string; d: Record<string, unknown> }>;
type Flags = Map<string, Flag[]>;
/** What is smaller, in bytes, is no scan of anything: it proves no clash. */
const smallestScan = 1024;
const add = (flags: Flags, id: string, flag: Flag): void => void flags.set(id, [...(flags.get(id) ?? []), flag]);

/** 别的工作室登记过的同一成果：编号、题目或证明文件相同（P12）。两边都看得到，评审的人也看得到。 */
async function claimedElsewhere({ tx }: Work, studio: string, rows: readonly Entry[], flags: Flags): Promise<void> {
  const keys = (name: string) => rows.map(({ d }) => String(d[name] ?? '')).filter(comparable);
  const [numbers, titles] = [keys('number_key'), keys('title_key')];
  const documents = rows.flatMap(({ d }) => (typeof d['document'] === 'string' ? [d['document']] : []));
  if (numbers.length + titles.length + documents.length === 0) return;
  const { rows: others } = await sql<{ studio: string; numberKey: string; titleKey: string; sha256: string | null }>`
    select s.name as studio, a.number_key as "numberKey", a.title_key as "titleKey", w.sha256
    from fact_achievement a join fact f on f.id = a.id join studio s on s.id = f.studio_id left join stored_file w on w.id = a.document
    where f.voided_at is null and f.studio_id <> ${studio} and (a.number_key = any(${numbers}::text[]) or a.title_key = any(${titles}::text[])
      or w.sha256 in (select sha256 from stored_file where id = any(${documents}::text[]) and size > ${smallestScan}))
    order by a.id limit 200`.execute(tx);
  const own = await tx
    .selectFrom('storedFile')
    .select(['id', 'sha256'])
    .where('id', 'in', documents.length > 0 ? documents : [''])
    .where('size', '>', smallestScan)
    .execute();
  const hashes = new Map(own.map(({ id, sha256 }) => [id, sha256]));
  const claims = others.map(({ studio: name, numberKey, titleKey, sha256 }) => ({
    studio: name,
    number: numberKey,
    title: titleKey,
    ...(sha256 === null ? {} : { proof: sha256 }),
  }));
  for (const { id, d } of rows) {
    const proof = hashes.get(String(d['document'] ?? ''));
    const claim = { number: String(d['number_key'] ?? ''), title: String(d['title_key'] ?? ''), ...(proof === undefined ? {} : { proof }) };
    for (const clash of clashesOf(claim, claims)) add(flags, id, clash);
  }
}

async function withPartners({ tx }: Work, studio: string, rows: readonly Entry[], flags: Flags): Promise<void> {
  const partners = await tx
    .selectFrom('partnership')
    .innerJoin('matter', 'matter.id', 'partnership.id')
    .innerJoin('unionOrg', 'unionOrg.id', 'partnership.partnerUnion')
    .select(({ fn, ref }) => [fn.coalesce(ref('unionOrg.unitName'), ref('unionOrg.name')).as('name'), 'partnership.sharePercent'])
    .where('matter.studio', '=', studio)
    .where('matter.state', '=', 'in-force')
    .execute();
  for (const { id, d } of rows) {
    const owners = (Array.isArray(d['owners']) ? d['owners'] : []) as { unit: string; share: number }[];
    const mismatch = ownersMismatch(owners, partners);
    if (mismatch) add(flags, id, { code: 'owners-differ', text: mismatch });
  }
}

async function beforeFounding({ tx }: Work, studio: string, rows: readonly Entry[], flags: Flags): Promise<void> {
  const { establishedOn } = await tx.selectFrom('studio').select('establishedOn').where('id', '=', studio).executeTakeFirstOrThrow();
  for (const { id, eventOn } of rows) if (eventOn < establishedOn) add(flags, id, { code: 'before-founding', text: '早于工作室成立日期' });
}

/** What a reader of these entries should know before trusting them: the same number of statements whatever the number of rows. */
export async function flagsOf(work: Work, studio: string, kind: FactKind, rows: readonly Entry[]): Promise<Flags> {
  const flags: Flags = new Map();
  if (kind === 'spending')
    for (const { id, d } of rows) if (String(d['voucher_no'] ?? '') === '') add(flags, id, { code: 'no-voucher', text: '没有凭证号，合规支出不计入' });
  if (kind !== 'achievement' || rows.length === 0) return flags;
  for (const { id, d } of rows) {
    if (Number(d['benefit_fen'] ?? 0) > 0 && !d['benefit_proof']) add(flags, id, { code: 'benefit-unproven', text: '经济效益未附财务证明，汇总时单列' });
  }
  await claimedElsewhere(work, studio, rows, flags);
  await withPartners(work, studio, rows, flags);
  await beforeFounding(work, studio, rows, flags);
  return flags;
}
