import { AutoComplete } from 'antd';
import { useContext } from 'react';
import { PartsOfMatter } from './parts-of-matter.ts';

type Props = Readonly<{ id?: string; value?: string; onChange?: (value: string) => void; max?: number; placeholder?: string }>;

/** 哪一项：照事项页上的叫法选，别的也可以写。 */
export function SuggestInput({ id, value, onChange, max, placeholder }: Props) {
  const parts = useContext(PartsOfMatter);
  return (
    <AutoComplete
      id={id}
      className="wide"
      value={value}
      options={parts.map((part) => ({ value: part }))}
      showSearch={{ filterOption: (typed, option) => option?.value.includes(typed.trim()) === true }}
      maxLength={max}
      placeholder={placeholder}
      onChange={onChange}
    />
  );
}
