import { Checkbox, Radio, Select } from 'antd';
import type { EnumField } from './schema.ts';

type Props = Readonly<{ id?: string; field: EnumField; value?: unknown; onChange?: (value: unknown) => void; compact?: boolean }>;

/** A few choices lie open; many fold into a list. */
export function EnumInput({ id, field: { choices, many, title }, value, onChange, compact = false }: Props) {
  const options = choices.map(({ value: one, label }) => ({ value: one, label }));
  if (many && !compact && options.length <= 8) return <Checkbox.Group options={options} value={Array.isArray(value) ? value : []} onChange={onChange} />;
  const letters = options.reduce((sum, { label }) => sum + label.length, 0);
  if (!many && !compact && options.length <= 6 && letters <= 40) {
    return <Radio.Group id={id} aria-label={title} options={options} value={value} onChange={({ target }) => onChange?.(target.value)} />;
  }
  return (
    <Select
      id={id}
      className="wide"
      mode={many ? 'multiple' : undefined}
      options={options}
      value={value}
      onChange={onChange}
      placeholder="请选择"
      allowClear={!compact}
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
    />
  );
}
