import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Popover } from 'antd';
import { useState } from 'react';
import type { Earlier } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { earlierAt } from '../../api/questions.ts';
import { startingValues, type Values } from '../form/values.ts';
import type { Field } from '../form/schema.ts';

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && Object.values(one).every(isEmpty)));
const text = (value: unknown): string => JSON.stringify(value ?? null);

function Offer({ earlier, fields, onTake }: { earlier: Earlier; fields: readonly Field[]; onTake: (names: readonly string[]) => void }) {
  const form = Form.useFormInstance<Values>();
  const now = form.getFieldsValue(true);
  const start = startingValues(fields);
  const written = (name: string): boolean => !isEmpty(now[name]) && text(now[name]) !== text(start[name]);
  const [chosen, choose] = useState<readonly string[]>(() => earlier.fields.map(({ name }) => name).filter((name) => !written(name)));
  return (
    <div className="from-earlier">
      <p className="quiet">
        {earlier.from.title}，{dayZh(earlier.from.at.slice(0, 10))}。日期、文件和承诺不带；已经写了的，打勾才会换掉。
      </p>
      <Checkbox.Group className="from-earlier-fields" value={[...chosen]} onChange={(names) => choose(names.map(String))}>
        {earlier.fields.map(({ name, title, text: says }) => (
          <Checkbox key={name} value={name}>
            <strong>{title}</strong>
            {written(name) && <span className="tag">已写</span>} <span className="from-earlier-text">{says}</span>
          </Checkbox>
        ))}
      </Checkbox.Group>
      <Button type="primary" size="small" disabled={chosen.length === 0} onClick={() => onTake(chosen)}>
        带出 {chosen.length} 项
      </Button>
    </div>
  );
}

/** 从上一次带出：看清楚带哪几项再带，写了的不会不问就换掉。 */
export function FromEarlier({ href, fields }: { href: string; fields: readonly Field[] }) {
  const form = Form.useFormInstance<Values>();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(earlierAt(href));
  const earlier = data?.earlier;
  if (earlier === undefined || earlier === null) return null;
  const shown = earlier.fields.filter(({ name }) => fields.some((field) => field.name === name));
  if (shown.length === 0) return null;
  const take = (names: readonly string[]): void => {
    for (const name of names) form.setFieldValue(name, earlier.values[name]);
    setOpen(false);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      title="从上一次带出"
      content={open ? <Offer earlier={{ ...earlier, fields: shown }} fields={fields} onTake={take} /> : null}
    >
      <Button size="small">从上一次带出（{shown.length} 项）</Button>
    </Popover>
  );
}
