import { Alert, Button, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Differing } from '#core/drafts/draft.ts';
import type { Field } from './schema.ts';
import { ShownValue } from './shown-value.tsx';

type Props = Readonly<{
  title: string;
  children?: ReactNode;
  fields: readonly Field[];
  differing: readonly Differing[];
  /** What the two versions are called. */
  mine: string;
  theirs: string;
  go: string;
  /** The names of those fields of which the other version was chosen. */
  onChosen: (theirs: ReadonlySet<string>) => void;
}>;

/** 两边的不同，逐项并排，一项一项选；选定之前哪一边都不丢。 */
export function ChooseVersion({ title, children, fields, differing, mine, theirs, go, onChosen }: Props) {
  const [chosen, choose] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const shown = differing.flatMap((one) => {
    const field = fields.find(({ name }) => name === one.name);
    return field === undefined ? [] : [{ ...one, field }];
  });
  const done = (): void => onChosen(new Set(shown.filter(({ name }) => chosen[name] === 'theirs').map(({ name }) => name)));
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="choose-version"
      title={title}
      description={
        <>
          {children}
          {shown.map(({ name, field, mine: here, theirs: there }) => (
            <fieldset key={name} className="version">
              <legend>{field.title}</legend>
              <Radio.Group
                value={chosen[name] ?? 'mine'}
                onChange={({ target }) => choose({ ...chosen, [name]: target.value === 'theirs' ? 'theirs' : 'mine' })}
              >
                <Radio value="mine">
                  <strong>{mine}</strong>
                  <span className="version-text">
                    <ShownValue field={field} value={here} />
                  </span>
                </Radio>
                <Radio value="theirs">
                  <strong>{theirs}</strong>
                  <span className="version-text">
                    <ShownValue field={field} value={there} />
                  </span>
                </Radio>
              </Radio.Group>
            </fieldset>
          ))}
          <Button size="small" type="primary" ghost onClick={done}>
            {go}
          </Button>
        </>
      }
    />
  );
}
