import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, dayIn, type CityTime } from '#core/shared/days.ts';
import { day, oneOf, words } from '#core/shared/fields.ts';
import { educations, professionalTitles } from '#core/studio/ledger.ts';
import { writeStanding } from '#server/store/stood.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { soundsOf } from '#server/kernel/pinyin.ts';

/** 创建工作室（四.3）：设在领军劳模所在单位，以领衔劳模命名。 */
export const foundingForm = (now: CityTime) =>
  z.strictObject({
    lead: words('领衔人姓名', { max: 40, description: '一：以领衔劳模命名', examples: ['丙示例'] }),
    name: words('工作室名称', { min: 4, max: 60, description: '默认：领衔人姓名＋劳模创新工作室', examples: ['丙示例劳模创新工作室'] }),
    field: oneOf('领衔人专长', ['技术', '科研', '管理', '服务'] as const),
    title: oneOf('领衔人职称或技能等级', professionalTitles),
    education: oneOf('领衔人学历', educations),
    birth: z
      .string()
      .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, '写作 1968-06')
      .meta({ title: '领衔人出生年月', examples: ['1968-06'] }),
    department: words('领衔人所在班组或科室', { max: 40, examples: ['总装车间'] }),
    establishedOn: day('成立日期', { from: '1980-01-01', to: dayIn(now), example: addDays(dayIn(now), -30) }),
    profile: words('领衔人专长与业绩', { min: 2, max: 800, examples: ['长期从事装备制造，完成多项技术改造。'] }),
  });
type Founding = z.infer<ReturnType<typeof foundingForm>>;

/**
 * 基层工会为本单位的劳模立室；领衔人的职务随之生效。
 * @throws Refusal 409 when the unit already has a studio of that name
 */
export async function foundStudio(
  work: Work,
  { lead, name, field, title, education, birth, department, establishedOn, profile }: Founding,
): Promise<{ id: string; name: string }> {
  const { tx, actor, now } = work;
  const hostUnion = actor.union ?? '';
  // Held, so that a button hit twice founds one studio.
  await sql`select 1 from union_org where id = ${hostUnion} for no key update`.execute(tx);
  const host = await tx
    .selectFrom('unionOrg')
    .innerJoin('unionParent', 'unionParent.unionId', 'unionOrg.id')
    .select(['unionOrg.name', 'unionOrg.unitName', 'unionParent.parentId'])
    .where('unionOrg.id', '=', hostUnion)
    .where('unionParent.toOn', 'is', null)
    .executeTakeFirst();
  if (!host) throw refuse(409, 'no-supervising-union', '本工会还没有归口工会，请联系市总工会');
  const same = await tx.selectFrom('studio').select('id').where('hostUnion', '=', hostUnion).where('name', '=', name).executeTakeFirst();
  if (same) throw refuse(409, 'same-name', '本单位已有同名工作室', 'name');

  const [leadId, id] = [newId(), newId()];
  const unit = host.unitName ?? host.name;
  await tx
    .insertInto('person')
    .values({ id: leadId, name: lead, initials: soundsOf(lead), title, education, birth, post: department, unit })
    .execute();
  await tx
    .insertInto('studio')
    .values({
      id,
      name,
      initials: soundsOf(name),
      hostUnion,
      supervisingUnion: host.parentId,
      leadId,
      field,
      establishedOn,
      profile,
      search: [name, lead, unit, soundsOf(name)].join(' '),
    })
    .execute();
  await writeStanding(tx, id, 'incubating', now);
  await tx
    .insertInto('officeHeld')
    .values({ id: newId(), personId: leadId, office: 'lead', unionId: hostUnion, studioId: id, fromOn: dayIn(now), toOn: null })
    .execute();
  return { id, name };
}
