import { z } from 'zod';
import type { UnionKind } from '#core/people/appointment.ts';
import { addDays, dayIn, dayZh, type Day } from '#core/shared/days.ts';
import { choice, day, oneOfCodes, optionalWords, words } from '#core/shared/fields.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { operation } from '../operation.ts';

const inChargeForm = (today: Day) =>
  z
    .strictObject({
      name: words('姓名', { max: 40, examples: ['王小工'] }),
      post: words('职务', { max: 60, examples: ['经济部副部长'] }),
      phone: words('电话', { min: 5, max: 20, examples: ['0592-0000000'] }),
      standIn: words('AB角（不在时由谁代办）', { max: 40, examples: ['李小会'] }),
      from: day('任期开始', { example: today }),
      to: day('任期截止', { example: addDays(today, 365), description: '不填为长期' }).optional(),
    })
    .refine(({ from, to }) => to === undefined || to >= from, { path: ['to'], message: '任期截止日不能早于开始日' })
    .refine(({ name, standIn }) => name !== standIn, { path: ['standIn'], message: 'AB角应是另一个人' });
type InCharge = z.infer<ReturnType<typeof inChargeForm>>;

/** Whoever was in charge hands over the day before; who would only have begun later is replaced. What was, stays. */
async function handOver({ tx, now }: Work, union: string, from: Day): Promise<void> {
  await tx.selectFrom('unionOrg').select('id').where('id', '=', union).forUpdate().executeTakeFirst();
  const since = await tx
    .selectFrom('inCharge')
    .select('fromOn')
    .where('unionId', '=', union)
    .where('fromOn', '>', from)
    .where('fromOn', '<=', dayIn(now))
    .executeTakeFirst();
  if (since !== undefined) throw refuse(422, 'before-the-present-one', `现任专人自${dayZh(since.fromOn)}起负责，任期开始不能早于该日`, 'from');
  await tx.deleteFrom('inCharge').where('unionId', '=', union).where('fromOn', '>=', from).execute();
  await tx
    .updateTable('inCharge')
    .set({ toOn: addDays(from, -1) })
    .where('unionId', '=', union)
    .where((eb) => eb.or([eb('toOn', 'is', null), eb('toOn', '>=', from)]))
    .execute();
}

/** 明确专人负责（四.1）：有任期、联系方式和 AB 角；归口工会、基层工会定本会的，经济部可代定。 */
export const nameInCharge = operation({
  name: 'in-charge.name',
  zh: '明确专人负责',
  tone: 'forward',
  offices: ['supervisor', 'grassroots', 'department'],
  on: 'union',
  path: '/api/unions/{id}/in-charge',
  form: inChargeForm,
  appliesTo: (actor, { union }) => actor.office === 'department' || actor.union === union.id,
  async run(work, { union }, { name, post, phone, standIn, from, to }: InCharge) {
    await handOver(work, union.id, from);
    await work.tx
      .insertInto('inCharge')
      .values({ id: newId(), unionId: union.id, name, post, phone, standIn, fromOn: from, toOn: to ?? null })
      .execute();
    return { union: union.id };
  },
});

const kinds: Readonly<Record<UnionKind, string>> = { city: '市总工会', district: '区总工会', industry: '产业工会', zone: '开发区工会', grassroots: '基层工会' };
/** 谁的上级是谁：市总之下是区、产业、开发区，其下是基层。 */
const above: Readonly<Record<UnionKind, readonly UnionKind[]>> = {
  city: [],
  district: ['city'],
  industry: ['city'],
  zone: ['city'],
  grassroots: ['district', 'industry', 'zone'],
};

const unionForm = z.strictObject({
  name: words('工会名称', { min: 2, max: 80, examples: ['示范机械厂工会委员会'] }),
  kind: oneOfCodes('类别', kinds),
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{2,20}$/, '代码为2至20位字母、数字')
    .optional()
    .meta({ title: '代码', description: '不填则自动编' }),
  parent: choice('上级工会', 'unions', { description: '市总工会不填' }).optional(),
  unitName: optionalWords('单位名称', { max: 80, description: '基层工会填写所在单位' }),
});
type UnionForm = z.infer<typeof unionForm>;

async function insistOnParent({ tx, actor }: Work, { kind, parent }: UnionForm): Promise<void> {
  if (actor.office === 'supervisor' && (kind !== 'grassroots' || parent !== actor.union))
    throw refuse(403, 'not-your-tree', '归口工会只添加本系统的基层工会', 'parent');
  if (kind === 'city') {
    const city = await tx.selectFrom('unionOrg').select('id').where('kind', '=', 'city').executeTakeFirst();
    if (city !== undefined) throw refuse(409, 'city-already', '市总工会已经登记', 'kind');
    if (parent !== undefined) throw refuse(422, 'no-parent-wanted', '市总工会没有上级，请不要选', 'parent');
    return;
  }
  const row = parent === undefined ? undefined : await tx.selectFrom('unionOrg').select('kind').where('id', '=', parent).executeTakeFirst();
  if (row === undefined || !above[kind].includes(row.kind as UnionKind)) {
    throw refuse(422, 'parent-unfit', `${kinds[kind]}的上级应是${above[kind].map((one) => kinds[one]).join('、')}，请选择`, 'parent');
  }
}

async function insistOnNew({ tx }: Work, { name, code }: UnionForm): Promise<void> {
  const same = await tx
    .selectFrom('unionOrg')
    .select(['name'])
    .where((eb) => eb.or([eb('name', '=', name), ...(code === undefined ? [] : [eb('code', '=', code)])]))
    .executeTakeFirst();
  if (same !== undefined)
    throw refuse(409, 'union-already', same.name === name ? '这个工会已经登记' : '这个代码已有工会使用', same.name === name ? 'name' : 'code');
}

/** 添加工会：经济部或系统管理员添加全市的，归口工会添加本系统的基层工会。 */
export const addUnion = operation({
  name: 'union.add',
  zh: '添加工会',
  tone: 'forward',
  offices: ['sysadmin', 'department', 'supervisor'],
  on: 'opening',
  path: '/api/unions',
  form: () => unionForm,
  async run(work, _, input: UnionForm) {
    await insistOnParent(work, input);
    await insistOnNew(work, input);
    const { name, kind, code, parent, unitName } = input;
    const id = newId();
    const last = await work.tx
      .selectFrom('unionOrg')
      .select((eb) => eb.fn.max('position').as('position'))
      .where('kind', '=', kind)
      .executeTakeFirst();
    await work.tx
      .insertInto('unionOrg')
      .values({
        id,
        name,
        kind,
        code: code ?? `U-${id.slice(-8)}`,
        position: (last?.position ?? 0) + 1,
        unitName: unitName ?? (kind === 'grassroots' ? name.replace(/工会(委员会)?$/, '') : null),
      })
      .execute();
    if (parent !== undefined)
      await work.tx
        .insertInto('unionParent')
        .values({ unionId: id, parentId: parent, fromOn: dayIn(work.now) })
        .execute();
    return { union: id };
  },
});
