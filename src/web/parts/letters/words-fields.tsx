import { Input } from 'antd';
import { useId } from 'react';
import type { Wording } from '#contract/shapes.ts';

type Props = Readonly<{ words: Wording; onChange: (words: Wording) => void; rows?: number; readOnly?: boolean }>;

/** Subject and text of a letter or of a template. */
export function WordsFields({ words, onChange, rows = 8, readOnly = false }: Props) {
  const id = useId();
  return (
    <>
      <div className="letter-field">
        <label htmlFor={`${id}subject`}>标题</label>
        <Input
          id={`${id}subject`}
          value={words.subject}
          maxLength={120}
          readOnly={readOnly}
          onChange={({ target }) => onChange({ ...words, subject: target.value })}
        />
      </div>
      <div className="letter-field">
        <label htmlFor={`${id}text`}>正文</label>
        <Input.TextArea
          id={`${id}text`}
          value={words.text}
          maxLength={4000}
          readOnly={readOnly}
          autoSize={{ minRows: rows, maxRows: 24 }}
          onChange={({ target }) => onChange({ ...words, text: target.value })}
        />
      </div>
    </>
  );
}
