import { Alert, Button } from 'antd';
import type { Field } from '../form/schema.ts';
import { momentZh } from '../text/day-text.ts';
import { fieldFor, type Remarks } from './remarks-by-field.ts';

type Props = Readonly<{ remarks: Remarks; fields: readonly Field[]; onGo: (name: string) => void }>;

/** 退回时说了什么，列在最上面，点到哪一项就到哪一项；再报上去以前都在。 */
export function RemarksOnTop({ remarks: { zh, by, at, items }, fields, onGo }: Props) {
  const who = by.name === by.officeZh ? by.name : `${by.officeZh}${by.name}`;
  return (
    <Alert
      type="info"
      showIcon
      className="remarks-top"
      title={`${zh}（${who} ${momentZh(at)}）`}
      description={
        <ul className="plain">
          {items.map((remark, index) => {
            const name = fieldFor(fields, remark);
            return (
              <li key={`${remark.field} ${index}`}>
                {name === undefined ? (
                  remark.field !== '' && <strong>{remark.field}</strong>
                ) : (
                  <Button type="link" size="small" onClick={() => onGo(name)}>
                    {remark.field}
                  </Button>
                )}
                {remark.field !== '' && '：'}
                {remark.says}
              </li>
            );
          })}
        </ul>
      }
    />
  );
}
