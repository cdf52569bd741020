import { useQuery } from '@tanstack/react-query';
import { useContext, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { whyAt } from '../../api/questions.ts';
import type { Field } from './schema.ts';
import { WhyOfForm } from './why-of-form.ts';

type Path = readonly (string | number)[];
/** A path without row numbers; the columns of a table are told with it. */
const named = (path: Path): string => path.filter((part) => typeof part === 'string' && part !== '').join('.');
const toldWith = (field: Field, path: Path): readonly string[] => [
  named(path),
  ...(field.kind === 'rows' ? field.fields.map(({ name }) => named([...path, name])) : []),
];

function Told({ field, path }: { field: Field; path: Path }) {
  const asked = useContext(WhyOfForm);
  const fields = toldWith(field, path);
  const { data, isPending } = useQuery(
    whyAt({ form: asked?.form ?? '', fields: fields.join(','), ...(asked?.matter === undefined ? {} : { matter: asked.matter }) }),
  );
  if (isPending) return <>正在查……</>;
  const told = data?.items ?? [];
  const [own] = told;
  if (own === undefined) return <>没有查到，请稍后再试。</>;
  const [columns, sources] = [told.slice(1), [...new Set(told.map(({ source }) => source))]];
  const titleOf = (name: string): string => (field.kind === 'rows' ? (field.fields.find((one) => named([...path, one.name]) === name)?.title ?? name) : name);
  return (
    <>
      {own.says}
      {columns.length > 0 && (
        <span className="why-columns">
          {columns.map((one) => (
            <span key={one.field}>
              <strong>{titleOf(one.field)}</strong>：{one.says}
            </span>
          ))}
        </span>
      )}
      <span className="why-source">出处：{sources.join('；')}</span>
    </>
  );
}

/** Whether the keyboard is in the field this belongs to: only then does Tab stop here as well. */
function useNear(ref: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const place = ref.current?.closest<HTMLElement>('.why-place');
    if (!place) return undefined;
    const into = (): void => setNear(true);
    const out = ({ relatedTarget }: FocusEvent): void => setNear(relatedTarget instanceof Node && place.contains(relatedTarget));
    place.addEventListener('focusin', into);
    place.addEventListener('focusout', out);
    return () => {
      place.removeEventListener('focusin', into);
      place.removeEventListener('focusout', out);
    };
  }, [ref]);
  return near;
}

/** 为什么要填：点一下才说。Which field it is stands in its title: its name must not be found for the field’s own. From the field Shift+Tab leads to it; whoever only goes forward does not meet it. */
export function Why({ field, path, children }: { field: Field; path: Path; children: ReactNode }) {
  const asked = useContext(WhyOfForm);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const near = useNear(button);
  const id = useId();
  if (asked === undefined) return children;
  return (
    <div className="why-place">
      <button
        ref={button}
        type="button"
        className="why no-print"
        tabIndex={near || open ? 0 : -1}
        aria-expanded={open}
        aria-controls={id}
        title={`“${field.title}”为什么要填`}
        onClick={() => setOpen(!open)}
      >
        为什么要填
      </button>
      {children}
      <p id={id} className="why-says no-print" role="status" hidden={!open}>
        {open && <Told field={field} path={path} />}
      </p>
    </div>
  );
}
