import type { Why } from '#contract/shapes.ts';
import { dayIn } from '#core/shared/days.ts';
import { whyOf } from '#core/why/why.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import { find } from '#server/store/matters.ts';

type Asked = Readonly<{ form: string; fields: string; matter?: string | undefined }>;
const most = 80;

/**
 * 为什么要填：照事项适用的标准说，没有事项的照今天施行的说。
 * @throws Refusal 404 where the matter is not this reader's to see
 */
export async function whysOf(work: Work, { form, fields, matter }: Asked): Promise<readonly Why[]> {
  const { house, now, actor } = work;
  const standard = matter === undefined ? house.standards.inForceOn(dayIn(now)) : house.standards.get((await find(readingOf(work), actor, matter)).standard);
  return [...new Set(fields.split(','))].slice(0, most).flatMap((field) => {
    const why = whyOf(form, field, standard);
    return why === undefined ? [] : [{ field, ...why }];
  });
}
