import { Input } from 'antd';
import { useId } from 'react';

type Props = Readonly<{
  label: string;
  about?: string;
  value: string;
  most: number;
  onWrite: (words: string) => void;
  required?: boolean;
  disabled?: boolean;
  rows?: number;
  hint?: string;
  focus?: boolean;
}>;

/** Words of any length; kept with every key. */
export function WordsInput({ label, about, value, most, onWrite, required = false, disabled = false, rows = 2, hint, focus = false }: Props) {
  const id = useId();
  return (
    <div className="site-words">
      <label htmlFor={id}>
        {label}
        {about !== undefined && <span className="sr-only">：{about}</span>}
        {!required && <span className="quiet">（可不填）</span>}
      </label>
      {hint !== undefined && <p className="quiet">{hint}</p>}
      <Input.TextArea
        id={id}
        value={value}
        maxLength={most}
        autoSize={{ minRows: rows, maxRows: 12 }}
        autoFocus={focus}
        disabled={disabled}
        aria-required={required}
        onChange={({ target }) => onWrite(target.value)}
      />
    </div>
  );
}
