import { writtenSoFar } from '#core/checklist/parts.ts';
import { askedBlocks, type AskedForm } from '#core/papers/asked.ts';
import type { Paper } from '#core/papers/model.ts';
import { formSchema } from '#server/kernel/form-schema.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { draftOf } from '#server/store/drafts.ts';
import { allNamesOf } from '../names.ts';
import { idsIn } from '../matter/texts.ts';
import type { FormAt } from './form-of.ts';

type Wanted = Readonly<{ zh: string; place: string; fill: 'blank' | 'filled' }>;

/**
 * 一张表的空白件，或照我写到的样子：同一份内容，和屏幕上一样的题目、单位、提示。
 * @throws Refusal 404 where there is nothing to fill in
 */
export async function formPaper(work: Work, { form, title }: FormAt, { zh, place, fill }: Wanted): Promise<Paper> {
  if (form === undefined) throw notFound();
  const schema = formSchema<AskedForm>(form);
  const kept = fill === 'blank' ? undefined : await draftOf(work.tx, work.actor.id, place);
  const values = fill === 'blank' ? undefined : writtenSoFar(schema, kept === undefined ? {} : (JSON.parse(kept.typed) as Record<string, unknown>));
  const names = await allNamesOf(work.tx, idsIn(values));
  return {
    kind: 'form',
    title: zh,
    code: title ?? '',
    ...(fill === 'blank' ? { mark: '空白' } : { mark: '未提交' }),
    blocks: [
      ...(title === undefined ? [] : [{ is: 'paragraph' as const, text: title, align: 'center' as const }]),
      ...askedBlocks(schema, values, (id) => names.get(id)),
    ],
  };
}
