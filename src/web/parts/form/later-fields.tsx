import { Form, type FormInstance } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { Field } from './schema.ts';
import { inputOf, type Values } from './values.ts';

type Path = readonly (string | number)[];
type Props = Readonly<{ fields: readonly Field[]; within?: Path; children: ReactNode }>;

const lies = (name: Path, place: Path): boolean => place.every((part, index) => String(name[index]) === String(part));
/** What somebody already wrote in here, on another day or in a draft. */
function isBegun(form: FormInstance, fields: readonly Field[], within: Path): boolean {
  const values: unknown = within.length === 0 ? form.getFieldsValue(true) : form.getFieldValue([...within]);
  const given = inputOf(fields, typeof values === 'object' && values !== null ? (values as Values) : {});
  return fields.some(({ name, initial }) => given[name] !== undefined && JSON.stringify(given[name]) !== JSON.stringify(initial));
}

/** Opens the fold as soon as something in it is wrong, and leads there when it is the first thing wrong. */
function OpenWhenWrong({ form, places, onWrong }: { form: FormInstance; places: readonly Path[]; onWrong: () => void }) {
  const wrong = form.getFieldsError().filter(({ errors }) => errors.length > 0);
  const inside = wrong.some(({ name }) => places.some((place) => lies(name, place)));
  const first = wrong[0]?.name;
  const leads = first !== undefined && places.some((place) => lies(first, place));
  useEffect(() => {
    if (!inside) return undefined;
    onWrong();
    // After the fold has opened: what is folded away cannot be scrolled to.
    const timer = setTimeout(() => leads && form.scrollToField([...first], { block: 'center', focus: true }));
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [inside]);
  return null;
}

/** 其余可以以后补：折着，不碍事；填过的、填错的自己打开。 */
export function LaterFields({ fields, within = [], children }: Props) {
  const form = Form.useFormInstance();
  const [open, setOpen] = useState(() => isBegun(form, fields, within));
  const places = fields.map(({ name }) => [...within, name]);
  return (
    <details className="fold later" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span>其余可以以后补</span>
        <span className="quiet figures">{fields.length} 项</span>
      </summary>
      <div className="later-fields">{children}</div>
      <Form.Item noStyle shouldUpdate>
        {() => <OpenWhenWrong form={form} places={places} onWrong={() => setOpen(true)} />}
      </Form.Item>
    </details>
  );
}
