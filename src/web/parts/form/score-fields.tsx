import { Button, Form, Input } from 'antd';
import { Control } from './control.tsx';
import { rulesOf } from './rules.ts';
import type { Field, ScoreField, TextField } from './schema.ts';
import { scoreGroups, scoreSum } from './score-sum.ts';
import { deducted, type Values } from './values.ts';
import { Why } from './why.tsx';

type Titles = Readonly<Record<string, string>>;
type Props = Readonly<{ fields: readonly Field[]; today: string; titles?: Titles }>;

const reasonOf = (fields: readonly Field[], item: string): TextField | undefined =>
  fields.find((field): field is TextField => field.kind === 'text' && field.reasonFor === item);

function ScoreItem({ field, reason, fields, today }: { field: ScoreField; reason?: TextField; fields: readonly Field[]; today: string }) {
  const form = Form.useFormInstance<Values>();
  const give = (points: number) => {
    form.setFieldValue(field.name, points);
    void form.validateFields([field.name]).catch(() => undefined);
  };
  return (
    <div className="score-item">
      <Why field={field} path={[field.name]}>
        <div className="score-line">
          <div className="score-words">
            <strong id={`score-${field.name}`}>{field.title}</strong>
            {field.why && <p className="quiet">{field.why}</p>}
          </div>
          <div className="score-give">
            <Form.Item name={field.name} rules={rulesOf(field)} className="cell" validateTrigger="onBlur" label={field.title} noStyle={false}>
              <Control field={field} today={today} />
            </Form.Item>
            <span className="score-max">/ {field.max}</span>
            <Button size="small" onClick={() => give(field.max)}>
              满分
            </Button>
            {field.suggested !== undefined && (
              <Button size="small" onClick={() => give(field.suggested ?? 0)} title="按台账自动计算，仅供参考">
                建议 {field.suggested}
              </Button>
            )}
          </div>
        </div>
      </Why>
      {reason && (
        <Form.Item noStyle shouldUpdate={(before: Values, after: Values) => before[field.name] !== after[field.name]}>
          {() =>
            deducted(fields, form.getFieldsValue(true), field.name) ? (
              <Form.Item name={reason.name} label="扣分理由" rules={[{ required: true, whitespace: true, message: '扣了分，请写明理由' }]} preserve>
                <Input.TextArea autoSize={{ minRows: 1, maxRows: 5 }} maxLength={reason.max} placeholder="材料哪里不足，一句话" />
              </Form.Item>
            ) : null
          }
        </Form.Item>
      )}
    </div>
  );
}

/** 逐项打分：按“有”分组，扣了分才问理由，合计随时看得见。 */
export function ScoreFields({ fields, today, titles = {} }: Props) {
  const form = Form.useFormInstance<Values>();
  return (
    <>
      <Form.Item noStyle shouldUpdate>
        {() => {
          const { points, max, given, asked } = scoreSum(fields, form.getFieldsValue(true));
          return (
            <p className="score-total figures" role="status">
              已打 <strong>{given}</strong> / {asked} 项 · 合计 <strong>{points}</strong> / {max} 分
            </p>
          );
        }}
      </Form.Item>
      {scoreGroups(fields).map(({ code, fields: items }) => (
        <section key={code} className="score-group" aria-label={titles[code] ?? code}>
          <h3>
            <span>{titles[code] ?? code}</span>
            <Form.Item noStyle shouldUpdate>
              {() => {
                const { points, max } = scoreSum(items, form.getFieldsValue(true));
                return (
                  <span className="quiet figures">
                    {points} / {max} 分
                  </span>
                );
              }}
            </Form.Item>
          </h3>
          {items.map((field) => (
            <ScoreItem key={field.name} field={field} reason={reasonOf(fields, field.name)} fields={fields} today={today} />
          ))}
        </section>
      ))}
    </>
  );
}
