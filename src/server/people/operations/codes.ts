import { z } from 'zod';
import { creditSystem, regionSystem, wrongWith } from '#core/outside/codes.ts';
import { words } from '#core/shared/fields.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { operation } from '../operation.ts';

const codeForm = z
  .strictObject({
    system: words('编码系统', {
      min: 2,
      max: 20,
      description: `统一社会信用代码填 ${creditSystem}，行政区划代码填 ${regionSystem}，其他系统填它的简称（小写字母、数字、横线）`,
      examples: [regionSystem],
    }).refine((text) => /^[a-z0-9-]+$/.test(text), '只含小写字母、数字、横线'),
    code: z
      .string()
      .trim()
      .max(64, '不超过64个字')
      .default('')
      .meta({ title: '编码', description: '不填即删去原来的', examples: ['350203'] }),
  })
  .superRefine(({ system, code }, { addIssue }) => {
    const message = code === '' ? undefined : wrongWith(system, code);
    if (message !== undefined) addIssue({ code: 'custom', path: ['code'], message });
  });
type CodeForm = z.infer<typeof codeForm>;

/** 编码对照：这个工会（单位）在别的系统里叫什么；一个系统一个编码，再登记一次即更改。 */
export const mapCode = operation({
  name: 'union.code',
  zh: '登记外部编码',
  tone: 'back',
  offices: ['sysadmin', 'department'],
  on: 'union',
  path: '/api/unions/{id}/code',
  form: () => codeForm,
  async run({ tx }, { union }, { system, code }: CodeForm) {
    if (code === '') {
      await tx.deleteFrom('outsideCode').where('unionId', '=', union.id).where('system', '=', system).execute();
      return { union: union.id };
    }
    const other = await tx
      .selectFrom('outsideCode')
      .innerJoin('unionOrg', 'unionOrg.id', 'outsideCode.unionId')
      .select('unionOrg.name')
      .where('system', '=', system)
      .where('outsideCode.code', '=', code)
      .where('unionId', '!=', union.id)
      .executeTakeFirst();
    if (other !== undefined && system !== regionSystem) throw refuse(409, 'code-already', `这个编码已登记给${other.name}`, 'code');
    await tx
      .insertInto('outsideCode')
      .values({ unionId: union.id, system, code })
      .onConflict((conflict) => conflict.columns(['unionId', 'system']).doUpdateSet({ code }))
      .execute();
    return { union: union.id };
  },
});
