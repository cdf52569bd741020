import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useId, useState, type ClipboardEvent } from 'react';
import type { Choice } from '#contract/shapes.ts';
import { choicesAt } from './choice-input.tsx';
import { Control } from './control.tsx';
import { isBlock, pasteInto, type Labels, type Pasted } from './paste.ts';
import { PastedSaid } from './pasted-said.tsx';
import { rulesOf } from './rules.ts';
import type { Field, RowsField } from './schema.ts';
import type { Values } from './values.ts';

type Props = Readonly<{ field: RowsField; path: readonly (string | number)[]; today: string }>;

const unitOf = (field: Field): string => (field.kind === 'number' && field.unit !== undefined ? `（${field.unit}）` : field.kind === 'money' ? '（元）' : '');

/** The choices of the reference columns: a pasted name must find its value. Asked once, shared with the cells. */
function useLabels({ fields }: RowsField): Labels {
  const hrefs = [...new Set(fields.flatMap((field) => (field.kind === 'choice' ? [field.href] : [])))];
  const answers = useQueries({ queries: hrefs.map((href) => choicesAt(href, '')) });
  return Object.fromEntries(hrefs.map((href, index) => [href, answers[index]?.data ?? []]));
}

const cellOf = (target: EventTarget): { row: number; column: number } => {
  const cell = target instanceof Element ? target.closest('[data-column]') : null;
  const row = cell?.closest('[data-row]');
  return { row: Number(row?.getAttribute('data-row') ?? 0), column: Number(cell?.getAttribute('data-column') ?? 0) };
};

/** A table to fill in: add, remove, or paste a block from Excel into any cell. */
export function RowsInput({ field, path, today }: Props) {
  const form = Form.useFormInstance();
  const hintId = useId();
  const labels = useLabels(field);

  const client = useQueryClient();
  const [last, setLast] = useState<Readonly<{ pasted: Pasted; before: unknown }>>();

  const lay = (text: string, at: ReturnType<typeof cellOf>, before: unknown, known: Labels): Pasted => {
    const pasted = pasteInto(field.fields, Array.isArray(before) ? before : [], at, text, known, field.most);
    form.setFieldValue([...path], pasted.rows as Values[]);
    setLast({ pasted, before });
    return pasted;
  };
  /** Names beyond the first hundred are looked for one by one, and laid again where they are found. */
  const lookUp = async ({ unread }: Pasted): Promise<Labels> => {
    const found: Record<string, Choice[]> = {};
    for (const { column, cell } of unread.slice(0, 40)) {
      const one = field.fields.find(({ name }) => name === column);
      if (one?.kind !== 'choice') continue;
      const choices = await client.fetchQuery(choicesAt(one.href, cell)).catch(() => []);
      (found[one.href] ??= []).push(...choices);
    }
    return Object.fromEntries(Object.entries(found).map(([href, choices]) => [href, [...(labels[href] ?? []), ...choices]]));
  };
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!isBlock(text)) return;
    event.preventDefault();
    const [at, before]: [ReturnType<typeof cellOf>, unknown] = [cellOf(event.target), form.getFieldValue([...path])];
    const pasted = lay(text, at, before, labels);
    if (pasted.unread.some(({ column }) => field.fields.some((one) => one.name === column && one.kind === 'choice')))
      void lookUp(pasted).then((found) => Object.keys(found).length > 0 && lay(text, at, before, { ...labels, ...found }));
  };
  const undo = (): void => {
    form.setFieldValue([...path], last?.before);
    setLast(undefined);
  };

  return (
    <Form.List name={[...path]}>
      {(lines, { add, remove }, { errors }) => (
        <div className="rows" onPaste={paste}>
          <p id={hintId} className="quiet">
            可以从 Excel 复制整块，粘贴到任意一格。
          </p>
          {last && (
            <PastedSaid
              pasted={last.pasted}
              onUndo={undo}
              onClose={() => setLast(undefined)}
              onGo={({ row, column }) => form.scrollToField([...path, row, column], { block: 'center', focus: true })}
            />
          )}
          {lines.map(({ key, name }, index) => (
            <div
              key={key}
              className="row"
              data-row={index}
              role="group"
              aria-label={`第${index + 1}行`}
              style={{ '--columns': field.fields.length } as React.CSSProperties}
            >
              <span className="row-number">{index + 1}</span>
              {field.fields.map((one, column) => (
                <div key={one.name} className="row-cell" data-column={column}>
                  <Form.Item
                    label={`${one.title}${unitOf(one)}`}
                    name={one.name === '' ? [name, ''] : [name, one.name]}
                    rules={rulesOf(one)}
                    className={index === 0 ? 'cell first' : 'cell'}
                    required={one.required}
                  >
                    <Control field={one} today={today} compact />
                  </Form.Item>
                </div>
              ))}
              <Button
                type="text"
                className="row-remove"
                icon={<DeleteOutlined />}
                aria-label={`删去第${index + 1}行`}
                onClick={() => remove(name)}
                disabled={lines.length <= (field.least ?? 0)}
              />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({})} disabled={field.most !== undefined && lines.length >= field.most} type="dashed" block>
            加一行
          </Button>
          <Form.ErrorList errors={errors} />
        </div>
      )}
    </Form.List>
  );
}
