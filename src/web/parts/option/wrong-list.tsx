import { Button, Form } from 'antd';
import { titleAt } from '../form/values.ts';
import type { Field } from '../form/schema.ts';

type Path = readonly (string | number)[];

/** 还有几处要补充：按一下就到那一处。 */
export function WrongList({ fields, onGo }: { fields: readonly Field[]; onGo: (name: Path) => void }) {
  const form = Form.useFormInstance();
  return (
    <Form.Item noStyle shouldUpdate>
      {() => {
        const wrong = form.getFieldsError().filter(({ errors }) => errors.length > 0);
        if (wrong.length === 0) return null;
        return (
          <div className="wrong-list" role="group" aria-label="要补充的">
            <p>还有 {wrong.length} 处要补充：</p>
            <ul className="plain">
              {wrong.map(({ name, errors }) => (
                <li key={name.join('.')}>
                  <Button type="link" size="small" onClick={() => onGo(name)}>
                    {titleAt(fields, name)}
                  </Button>
                  {errors[0]}
                </li>
              ))}
            </ul>
          </div>
        );
      }}
    </Form.Item>
  );
}
