import { z } from 'zod';
import { isAsked, isEmpty, type When } from './conditions.ts';

type Values = Readonly<Record<string, unknown>>;
const titleOf = (field: z.ZodType): string => String(z.globalRegistry.get(field)?.title ?? '');
/** 请上传、请选择、请填写。 */
const asking = (field: unknown): string => {
  const { format, 'x-choices': of, 'x-labels': labels } = z.globalRegistry.get(field as z.ZodType) ?? {};
  return format === 'file' ? '请上传' : of !== undefined || labels !== undefined ? '请选择' : '请填写';
};
type Optional<S extends z.ZodRawShape, K extends keyof S> = Omit<S, K> & { [N in K]: z.ZodOptional<S[N] & z.ZodType> };

/**
 * The same form, some fields of which are asked only when another one says so. The fields are written as if they were
 * always required.
 * @example askedWhen(z.strictObject({ received: flag('已到账'), voucherNo: words('凭证号') }), { voucherNo: { field: 'received', is: [true] } })
 */
export function askedWhen<S extends z.ZodRawShape, K extends keyof S & string>(form: z.ZodObject<S, z.core.$strict>, conditions: Readonly<Record<K, When>>) {
  const names = Object.keys(conditions) as K[];
  const optional = Object.fromEntries(
    names.map((name) => {
      const field = form.shape[name] as unknown as z.ZodType;
      return [name, field.optional().meta({ ...z.globalRegistry.get(field), 'x-when': conditions[name] })];
    }),
  );
  const whole = z.strictObject({ ...form.shape, ...optional } as unknown as Optional<S, K>);
  return whole.superRefine((values, context) => {
    for (const name of names) {
      const when = conditions[name];
      const given = !isEmpty((values as Values)[name]);
      const asked = isAsked(when, values as Values, conditions);
      const title = titleOf(form.shape[name] as unknown as z.ZodType);
      if (asked && !given && when.optional !== true) context.addIssue({ code: 'custom', path: [name], message: `${asking(form.shape[name])}${title}` });
      if (!asked && given) context.addIssue({ code: 'custom', path: [name], message: `${title}这里不用填，请去掉` });
    }
  });
}
