import { Form } from 'antd';
import { useEffect, useRef } from 'react';
import type { Values } from '../form/values.ts';

const said = (values: Values): string => JSON.stringify(values);

/** Tells of every change, also of those that a button or a pasted block made. Its own component: typing redraws nothing else. */
export function KeptWhenChanged({ start, onChange }: { start: Values; onChange: (values: Values) => void }) {
  const form = Form.useFormInstance<Values>();
  const values = Form.useWatch((all: Values) => all, { form, preserve: true });
  const seen = useRef(said(start));
  useEffect(() => {
    const now: Values = form.getFieldsValue(true);
    if (seen.current === said(now)) return;
    seen.current = said(now);
    onChange(now);
  }, [values, form, onChange]);
  return null;
}
