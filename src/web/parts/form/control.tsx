import { Input, InputNumber } from 'antd';
import type { Field } from './schema.ts';
import { ChoiceInput } from './choice-input.tsx';
import { DateInput, FileInput } from './late-inputs.tsx';
import { EnumInput } from './enum-input.tsx';
import { FlagInput } from './flag-input.tsx';
import { MoneyInput } from './money-input.tsx';
import { SuggestInput } from './suggest-input.tsx';

/** `id`, `value` and `onChange` are handed in by the form item around it. */
type Props = Readonly<{ field: Field; today: string; compact?: boolean; id?: string; value?: never; onChange?: (value: unknown) => void }>;

const hint = ({ example, kind }: Field): string | undefined =>
  example === undefined || typeof example === 'object' || typeof example === 'boolean' || kind === 'money' ? undefined : `如：${String(example)}`;

/** Where the calendar opens: today where today may be chosen, else the nearest day that may. */
const near = (today: string, { from, to }: { from?: string; to?: string }): string =>
  from !== undefined && today < from ? from : to !== undefined && today > to ? to : today;

/** One field as one control. Every control keeps the very value that is sent. */
export function Control({ field, today, compact = false, ...bound }: Props) {
  switch (field.kind) {
    case 'money':
      return <MoneyInput {...bound} words={!compact} placeholder={typeof field.example === 'number' ? `如：${(field.example / 100).toFixed(2)}` : undefined} />;
    case 'date':
      return <DateInput {...bound} from={field.from} to={field.to} near={near(today, field)} />;
    case 'file':
      return <FileInput {...bound} many={field.many} most={field.most} title={field.title} sealed={field.sealed} />;
    case 'choice':
      return <ChoiceInput {...bound} href={field.href} many={field.many} most={field.most} title={field.title} />;
    case 'enum':
      return <EnumInput {...bound} field={field} compact={compact} />;
    case 'flag':
      return <FlagInput {...bound} field={field} />;
    case 'number':
    case 'score':
      return (
        <InputNumber
          {...bound}
          className={compact ? 'wide' : 'number'}
          min={field.min}
          max={field.max}
          step={field.step ?? 1}
          precision={field.kind === 'number' && field.whole ? 0 : undefined}
          inputMode={field.kind === 'number' && field.whole ? 'numeric' : 'decimal'}
          suffix={field.kind === 'number' && !compact ? field.unit : undefined}
          placeholder={hint(field)}
          changeOnWheel={false}
          controls={!compact}
        />
      );
    case 'text':
      if (field.suggest) return <SuggestInput {...bound} max={field.max} placeholder={hint(field)} />;
      return field.long ? (
        <Input.TextArea
          {...bound}
          autoSize={{ minRows: compact ? 1 : 3, maxRows: 12 }}
          maxLength={field.max}
          showCount={field.max !== undefined && !compact}
          placeholder={hint(field)}
        />
      ) : (
        <Input {...bound} maxLength={field.max} placeholder={hint(field)} autoComplete="off" />
      );
    default:
      return null;
  }
}
