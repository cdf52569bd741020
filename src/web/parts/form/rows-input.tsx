import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueries } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useId, type ClipboardEvent } from 'react';
import { choicesAt } from './choice-input.tsx';
import { Control } from './control.tsx';
import { isBlock, pasteInto, type Labels } from './paste.ts';
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
  const { message } = App.useApp();
  const form = Form.useFormInstance();
  const hintId = useId();
  const labels = useLabels(field);

  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!isBlock(text)) return;
    event.preventDefault();
    const now: unknown = form.getFieldValue([...path]);
    const { rows, taken, unread } = pasteInto(field.fields, Array.isArray(now) ? now : [], cellOf(event.target), text, labels, field.most);
    form.setFieldValue([...path], rows as Values[]);
    if (unread.length === 0) void message.success(`已粘贴 ${taken} 行`);
    else void message.warning(`已粘贴 ${taken} 行；有 ${unread.length} 格没有认出：${unread.slice(0, 3).join('、')}`);
  };

  return (
    <Form.List name={[...path]}>
      {(lines, { add, remove }, { errors }) => (
        <div className="rows" onPaste={paste}>
          <p id={hintId} className="quiet">
            可以从 Excel 复制整块，粘贴到任意一格。
          </p>
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
