import { useQuery } from '@tanstack/react-query';
import { dayZh } from '#core/shared/days.ts';
import { choicesAt } from './choice-input.tsx';
import { fileNames } from './file-names.ts';
import type { Field } from './schema.ts';
import { yuanOfFen } from '../text/money-text.ts';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value]);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function Chosen({ href, value }: { href: string; value: unknown }) {
  const { data = [] } = useQuery(choicesAt(href, ''));
  return (
    <>
      {listOf(value)
        .map((one) => data.find((choice) => choice.value === one)?.label ?? '已选一项')
        .join('、')}
    </>
  );
}

const plain = (field: Field, value: unknown): string => {
  switch (field.kind) {
    case 'money':
      return typeof value === 'number' ? `${yuanOfFen(value)}元` : String(value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayZh(value) : String(value);
    case 'flag':
      return value === true ? '是' : '否';
    case 'enum':
      return listOf(value)
        .map((one) => field.choices.find((choice) => choice.value === one)?.label ?? String(one))
        .join('、');
    case 'file':
      return listOf(value)
        .map((one) => fileNames.of(String(one))?.name ?? '已上传的文件')
        .join('、');
    case 'number':
      return `${String(value)}${field.unit ?? ''}`;
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
};

/** What was filled in, as people read it: two versions of a field side by side. */
export function ShownValue({ field, value }: { field: Field; value: unknown }) {
  if (listOf(value).length === 0 || (isRecord(value) && Object.keys(value).length === 0)) return <span className="quiet">没有填</span>;
  if (field.kind === 'choice') return <Chosen href={field.href} value={value} />;
  if (field.kind === 'rows')
    return (
      <ol className="shown-rows">
        {listOf(value).map((row, index) => (
          <li key={index}>
            {field.fields.map((one) => (
              <span key={one.name}>
                {one.title !== '' && <span className="quiet">{one.title} </span>}
                <ShownValue field={one} value={isRecord(row) ? row[one.name] : undefined} />{' '}
              </span>
            ))}
          </li>
        ))}
      </ol>
    );
  if (field.kind === 'group')
    return (
      <>
        {field.fields.map((one) => (
          <span key={one.name}>
            <span className="quiet">{one.title} </span>
            <ShownValue field={one} value={isRecord(value) ? value[one.name] : undefined} />{' '}
          </span>
        ))}
      </>
    );
  return <>{plain(field, value)}</>;
}
