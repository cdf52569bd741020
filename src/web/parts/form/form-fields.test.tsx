// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { count, day, money, oneOfCodes, optionalWords, words } from '#core/shared/fields.ts';
import { FormFields } from './form-fields.tsx';
import { fieldsOf } from './schema.ts';
import { inputOf, startingValues } from './values.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
// The first form of a run makes all its styles, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
let root: Root;
let box: HTMLElement;

beforeEach(() => {
  box = document.body.appendChild(document.createElement('div'));
  root = createRoot(box);
});
afterEach(async () => {
  await act(async () => root.unmount());
  box.remove();
});

/** Draws the form of a schema and answers what would be sent. */
async function draw(form: z.ZodType): Promise<() => unknown> {
  const fields = fieldsOf(z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>);
  let sent: unknown;
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <App>
          <Form initialValues={{ ...startingValues(fields) }} onFinish={(values) => (sent = inputOf(fields, values))}>
            <FormFields fields={fields} today="2013-11-18" />
            <Button htmlType="submit">提交</Button>
          </Form>
        </App>
      </QueryClientProvider>,
    ),
  );
  return () => sent;
}

const labelled = (title: string): HTMLInputElement => {
  const label = [...box.querySelectorAll('label')].find(({ textContent }) => textContent?.startsWith(title));
  const input = box.querySelector<HTMLInputElement>(`[id="${label?.getAttribute('for') ?? ''}"]`);
  if (input === null) throw new Error(`no input for ${title}`);
  return input;
};

async function type(title: string, text: string): Promise<void> {
  const input = labelled(title);
  await act(async () => {
    input.focus();
    const prototype = input.tagName === 'TEXTAREA' ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    input.blur();
  });
}
async function submit(): Promise<void> {
  await act(async () => box.querySelector<HTMLButtonElement>('button[type=submit]')?.click());
  await act(async () => new Promise((done) => setTimeout(done, 300)));
}

it('sends 元 as fen, counts as numbers, and leaves out what was not filled in', async () => {
  const sent = await draw(z.strictObject({ payee: words('收款单位'), amountFen: money('金额'), people: count('人数'), note: optionalWords('说明') }));
  await type('收款单位', '示例材料店');
  await type('金额', '1,234.5');
  await type('人数', '6');
  await submit();
  expect(sent()).toEqual({ payee: '示例材料店', amountFen: 123_450, people: 6 });
});

it('sends a chosen code, and shows its words', async () => {
  const sent = await draw(z.strictObject({ purse: oneOfCodes('用哪笔钱', { own: '单位经费', subsidy: '市总补助' }) }));
  const radio = [...box.querySelectorAll('label')].find(({ textContent }) => textContent === '市总补助');
  await act(async () => radio?.querySelector('input')?.click());
  await submit();
  expect(sent()).toEqual({ purse: 'subsidy' });
});

it('shows the day in Chinese and an example as a hint', async () => {
  await draw(z.strictObject({ on: day('公示至').default('2013-11-25'), place: words('公示地点', { examples: ['厂务公开栏'] }) }));
  await vi.waitFor(() => expect(labelled('公示至').disabled).toBe(false));
  expect([labelled('公示地点').placeholder, labelled('公示至').value]).toEqual(['如：厂务公开栏', '2013年11月25日']);
});

it('sends nothing while something asked is missing, and says which', async () => {
  const sent = await draw(z.strictObject({ payee: words('收款单位') }));
  await submit();
  for (let tries = 0; tries < 100 && !box.textContent?.includes('请填写'); tries += 1) await act(async () => new Promise((done) => setTimeout(done, 50)));
  expect([sent(), box.textContent]).toEqual([undefined, expect.stringContaining('请填写收款单位')]);
});

it('asks for the reason only where points were taken off, and keeps the running total', async () => {
  const sent = await draw(
    z.strictObject({
      '3.1': z.number().min(0).max(6).multipleOf(0.5).meta({ title: '3.1 场所', 'x-group': '3' }),
      '3.1-reason': optionalWords('理由', { 'x-reason-for': '3.1' }),
    }),
  );
  expect(box.textContent).not.toContain('扣分理由');
  await type('3.1 场所', '4.5');
  expect(box.textContent).toContain('合计 4.5 / 6 分');
  await type('扣分理由', '缺通风');
  await submit();
  expect(sent()).toEqual({ '3.1': 4.5, '3.1-reason': '缺通风' });
});

it('folds away what can follow later, and opens it when something in it is wrong', async () => {
  const later = { 'x-later': true } as const;
  const sent = await draw(
    z.strictObject({
      topic: words('主题'),
      code: optionalWords('编号', later),
      note: z
        .string()
        .min(4)
        .optional()
        .meta({ title: '备注', ...later }),
    }),
  );
  const fold = () => box.querySelector<HTMLDetailsElement>('details.later');
  expect([fold()?.open, fold()?.querySelector('summary')?.textContent]).toEqual([false, '其余可以以后补2 项']);
  await type('主题', '焊接返修率');
  await type('备注', '短');
  await submit();
  for (let tries = 0; tries < 100 && fold()?.open !== true; tries += 1) await act(async () => new Promise((done) => setTimeout(done, 50)));
  expect([fold()?.open, sent()]).toEqual([true, undefined]);
  await type('备注', '写完整了');
  await submit();
  expect(sent()).toEqual({ topic: '焊接返修率', note: '写完整了' });
});
