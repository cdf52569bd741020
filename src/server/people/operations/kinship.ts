import { z } from 'zod';
import { choice } from '#core/shared/fields.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { operation } from '../operation.ts';

const form = z.strictObject({ kin: choice('亲属', 'people', { description: '与您有夫妻、直系血亲、三代以内旁系血亲或近姻亲关系的人' }) });

/** 申报亲属关系：本人申报，只为回避；双方的案子都不再由对方经办。 */
export const declareKinship = operation({
  name: 'kinship.declare',
  zh: '申报亲属关系（用于回避）',
  tone: 'forward',
  offices: 'everybody',
  on: 'opening',
  path: '/api/people/kinship',
  form: () => form,
  async run({ tx, actor }, _, { kin }: z.infer<typeof form>) {
    if (kin === actor.id) throw refuse(422, 'oneself', '不必申报本人，请选择亲属', 'kin');
    const person = await tx.selectFrom('person').select('id').where('id', '=', kin).where('id', '!=', 'clock').executeTakeFirst();
    if (person === undefined) throw refuse(422, 'not-a-choice', '没有这个人，请重新选择', 'kin');
    await tx
      .insertInto('kinship')
      .values({ personId: actor.id, kinId: kin, saidBy: actor.id })
      .onConflict((oc) => oc.doNothing())
      .execute();
    return {};
  },
});
