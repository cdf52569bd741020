// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, Form } from 'antd';
import { act, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { choice, count, day, money, words } from '#core/shared/fields.ts';
import { FormFields } from './form-fields.tsx';
import { fieldsOf } from './schema.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
vi.setConfig({ testTimeout: 60_000 });
const row = z.strictObject({
  name: words('节点'),
  union: choice('工会', '/api/choices/unions'),
  dueOn: day('应完成日期'),
  fen: money('预算'),
  n: count('人数'),
});
const form = z.strictObject({ rows: z.array(row).max(3).meta({ title: '节点' }) });
const fields = fieldsOf(z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>);

const network = globalThis.fetch;
const unions = [...Array.from({ length: 100 }, (_, n) => ({ value: `u${n}`, label: `示例第${n}工会` })), { value: 'far', label: '排在后面的工会' }];
let [root, box]: [Root?, HTMLElement?] = [];
let values: () => unknown;
function Whole() {
  const [own] = Form.useForm();
  useEffect(() => {
    values = () => own.getFieldValue('rows') as unknown;
  }, [own]);
  return (
    <Form form={own} initialValues={{ rows: [{ name: '原来的' }] }}>
      <FormFields fields={fields} today="2013-11-18" />
    </Form>
  );
}
beforeEach(async () => {
  globalThis.fetch = async (address) => {
    const q = new URL(String(address), location.origin).searchParams.get('q') ?? '';
    return Response.json({ items: unions.filter(({ label }) => label.includes(q)).slice(0, 100) });
  };
  box = document.body.appendChild(document.createElement('div'));
  root = createRoot(box);
  await act(async () =>
    root?.render(
      <QueryClientProvider client={new QueryClient()}>
        <App>
          <Whole />
        </App>
      </QueryClientProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root?.unmount());
  box?.remove();
  globalThis.fetch = network;
});
const until = async (happened: () => boolean) => {
  for (let tries = 0; tries < 100 && !happened(); tries += 1) await act(async () => new Promise((done) => setTimeout(done, 20)));
};
async function paste(text: string): Promise<void> {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: () => text } });
  await act(async () => void box?.querySelector('[data-row="0"] [data-column="0"] input')?.dispatchEvent(event));
}
const press = (words: string) => act(async () => [...(box?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent?.includes(words))?.click());

it('lays a block, says which cells it did not understand and what has no room, leads there, and takes it all back', async () => {
  await until(() => box?.textContent?.includes('可以从 Excel') === true);
  await paste('方案\t示例第3工会\t2014年3月1日\t１，２３４．５\t两人\n"两行\n的名称"\t没有的工会\t三月\t5\t2\n丙\t\t\t\t1\n丁\t\t\t\t1\n');
  await until(() => /有 3 格没有认出/.test(box?.textContent ?? ''));
  expect(values()).toEqual([
    { name: '方案', union: 'u3', dueOn: '2014-03-01', fen: 123_450 },
    { name: '两行\n的名称', fen: 500, n: 2 },
    { name: '丙', n: 1 },
  ]);
  const said = box?.querySelector('.pasted')?.textContent ?? '';
  expect(said).toMatch(/已粘贴 3 行，有 3 格没有认出，请补上；还有 1 行放不下，没有粘贴/);
  expect(said).toMatch(/第1行“人数”两人：应是数字.*第2行“工会”没有的工会：没有这一个.*第2行“应完成日期”三月：应是日期/);
  await press('第1行“人数”');
  expect(document.activeElement?.id).toBe('rows_0_n');
  await press('撤回粘贴');
  expect([values(), box?.querySelector('.pasted')]).toEqual([[{ name: '原来的' }], null]);
});

it('finds a name that is not among the first hundred', async () => {
  await until(() => box?.textContent?.includes('可以从 Excel') === true);
  await paste('方案\t排在后面的工会\n');
  await until(() => JSON.stringify(values()).includes('far'));
  expect(values()).toEqual([{ name: '方案', union: 'far' }]);
  await until(() => !/没有认出/.test(box?.textContent ?? ''));
  expect(box?.querySelector('.pasted')?.textContent).toMatch(/已粘贴 1 行。/);
});
