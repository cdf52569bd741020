import { Checkbox, Radio } from 'antd';
import type { FlagField } from './schema.ts';

type Props = Readonly<{ id?: string; field: FlagField; value?: boolean; onChange?: (value: boolean) => void }>;

const yesOrNo = [
  { value: true, label: '是' },
  { value: false, label: '否' },
];

/** 是或否，不替人先选；承诺则打勾。 */
export function FlagInput({ id, field: { pledge, title }, value, onChange }: Props) {
  if (pledge) {
    return (
      <Checkbox id={id} checked={value === true} onChange={({ target }) => onChange?.(target.checked)}>
        {title}
      </Checkbox>
    );
  }
  return <Radio.Group id={id} aria-label={title} options={yesOrNo} value={value} onChange={({ target }) => onChange?.(target.value === true)} />;
}
