// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App } from 'antd';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Option } from '#contract/shapes.ts';
import { opinion, remarks, words } from '#core/shared/fields.ts';
import { drafts } from '../form/drafts.ts';
import { OptionForm } from './option-form.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
// The first form of a run makes all its styles, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const href = '/api/declarations/d1/endorse';
const inputOf = (form: z.ZodType) => z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
const endorse: Option = {
  name: 'declaration.endorse',
  title: '推荐',
  tone: 'forward',
  method: 'POST',
  href,
  input: inputOf(z.strictObject({ opinion, place: words('公示地点') })),
};
const matter = { id: 'd1', title: '甲示例劳模创新工作室申报', version: 7 };

// The browser's own fetch stands for the network; everything of ours is real.
const network = globalThis.fetch;
let sent: { key: string | null; body: unknown }[];
let answers: { status: number; body: unknown }[];
let root: Root;
let box: HTMLElement;
let taken: number;

beforeEach(() => {
  localStorage.clear();
  [sent, answers, taken] = [[], [], 0];
  globalThis.fetch = async (_, init) => {
    sent.push({ key: new Headers(init?.headers).get('idempotency-key'), body: JSON.parse(String(init?.body)) });
    const { status, body } = answers.shift() ?? { status: 200, body: {} };
    return new Response(JSON.stringify(body), { status });
  };
  box = document.body.appendChild(document.createElement('div'));
  root = createRoot(box);
});
afterEach(async () => {
  await act(async () => root.unmount());
  box.remove();
  globalThis.fetch = network;
});

const soon = (ms: number) => act(async () => new Promise((done) => setTimeout(done, ms)));
async function draw(option: Option = endorse): Promise<void> {
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <App>
          <OptionForm wanted={{ option, matter }} person="p1" today="2013-11-18" onTaken={() => (taken += 1)} />
        </App>
      </QueryClientProvider>,
    ),
  );
}
async function until(happened: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !happened(); tries += 1) await soon(50);
}
async function untilSaid(text: RegExp): Promise<void> {
  await until(() => text.test(box.textContent ?? ''));
  expect(box.textContent).toMatch(text);
}
const inputAt = (id: string): HTMLInputElement | HTMLTextAreaElement => {
  const input = box.querySelector(`[id="${id}"]`);
  if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement)) throw new Error(`no input ${id}`);
  return input;
};
async function type(id: string, text: string): Promise<void> {
  const input = inputAt(id);
  const prototype = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  await act(async () => {
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
async function submit(): Promise<void> {
  await act(async () => box.querySelector<HTMLButtonElement>('button[type=submit]')?.click());
  await soon(60);
}
const problem = (status: number, reasons: unknown[]) => ({ status, body: { type: 'about:blank', title: '', status, reasons } });

it('keeps what is typed on this machine, says when, and finds it again', async () => {
  await draw();
  await type('opinion', '同意，材料属实。');
  await untilSaid(/已保存 \d\d:\d\d/);
  await act(async () => root.unmount());
  root = createRoot(box);
  await draw();
  expect(inputAt('opinion').value).toBe('同意，材料属实。');
  expect(box.textContent).toContain('没有提交的内容');
});

it('puts the server’s reason at its field and loses nothing', async () => {
  answers = [problem(422, [{ code: 'invalid', message: '公示地点请写明具体位置', field: 'place' }])];
  await draw();
  await type('opinion', '同意，材料属实。');
  await type('place', '公告栏');
  await submit();
  await untilSaid(/公示地点请写明具体位置/);
  expect([taken, inputAt('place').value, inputAt('place').closest('.ant-form-item')?.textContent]).toEqual([
    0,
    '公告栏',
    expect.stringContaining('公示地点请写明具体位置'),
  ]);
});

it('asks to sign in again and sends the very same with the very same key', async () => {
  answers = [problem(401, []), { status: 200, body: {} }];
  await draw();
  await type('opinion', '同意，材料属实。');
  await type('place', '公告栏');
  await submit();
  await untilSaid(/请在弹出的窗口重新登录/);
  await submit();
  await until(() => taken > 0);
  expect(taken).toBe(1);
  expect(sent.map(({ body }) => body)).toEqual([1, 2].map(() => ({ version: 7, input: { opinion: '同意，材料属实。', place: '公告栏' } })));
  expect(sent[0]?.key).toBeTruthy();
  expect(sent[1]?.key).toBe(sent[0]?.key);
});

it('says what happened when somebody was quicker, keeps the text, and offers to look', async () => {
  answers = [problem(409, [{ code: 'stale', message: '演示乙于11月18日已退回修改' }])];
  await draw();
  await type('opinion', '同意，材料属实。');
  await type('place', '公告栏');
  await submit();
  await untilSaid(/演示乙于11月18日已退回修改/);
  await untilSaid(/看看最新情况/);
  expect(inputAt('opinion').value).toBe('同意，材料属实。');
});

it('forgets the draft once it is done', async () => {
  await draw();
  await type('opinion', '同意，材料属实。');
  await type('place', '公告栏');
  await untilSaid(/已保存/);
  expect(drafts.of('p1', href)?.values).toMatchObject({ place: '公告栏' });
  await submit();
  await until(() => taken > 0);
  expect([taken, drafts.of('p1', href)]).toEqual([1, undefined]);
});

it('does not trouble the server while something is missing', async () => {
  await draw({ ...endorse, input: inputOf(z.strictObject({ remarks })) });
  await submit();
  await until(() => box.querySelector('.ant-form-item-explain-error') !== null);
  expect([sent, taken]).toEqual([[], 0]);
  expect(box.querySelector('.ant-form-item-explain-error')?.textContent).toContain('请填写');
});
