import type { Field } from '#contract/shapes.ts';
import { FileLink } from './file-link.tsx';
import { To } from './to.tsx';

/** Label and value, in the order people read them. */
export function Fields({ fields }: { fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <dl className="fields">
      {fields.map(({ label, text, file, href }, index) => (
        <div key={`${label} ${index}`} className={text.length > 40 ? 'field wide' : 'field'}>
          <dt>{label}</dt>
          <dd>{file !== undefined ? <FileLink id={file}>{text}</FileLink> : href !== undefined ? <To href={href}>{text}</To> : text}</dd>
        </div>
      ))}
    </dl>
  );
}
