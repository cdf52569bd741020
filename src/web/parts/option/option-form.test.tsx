// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App } from 'antd';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Option } from '#contract/shapes.ts';
import { askedWhen } from '#core/shared/asked-when.ts';
import { flag, opinion, remarks, words } from '#core/shared/fields.ts';
import { drafts } from '../form/drafts.ts';
import { OptionForm } from './option-form.tsx';
import type { Seen } from './taking.ts';

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
type There = { values: Record<string, unknown>; revision: number; savedAt: string; version?: number };
let there: There | undefined;
let [offline, expired]: boolean[] = [];
let root: Root;
let box: HTMLElement;
let taken: number;

/** What the server does with drafts, as the contract says it. */
function draftServer(init: RequestInit | undefined): Response {
  if (expired) return Response.json({ reasons: [] }, { status: 401 });
  if (init?.method === 'DELETE') {
    there = undefined;
    return new Response(null, { status: 204 });
  }
  if (init?.method !== 'PUT') return Response.json({ draft: there === undefined ? null : { at: href, files: [], ...there } });
  const { values, revision, version } = JSON.parse(String(init.body)) as There;
  if (there !== undefined && there.revision !== revision)
    return Response.json({ reasons: [{ code: 'draft-elsewhere', message: '另一台设备上也写了' }] }, { status: 409 });
  there = { values, revision: revision + 1, savedAt: '2026-03-02T14:03:00+08:00', ...(version === undefined ? {} : { version }) };
  return Response.json({ revision: there.revision, savedAt: there.savedAt });
}

beforeEach(() => {
  localStorage.clear();
  [sent, answers, taken, there, offline, expired] = [[], [], 0, undefined, false, false];
  globalThis.fetch = async (address, init) => {
    if (offline) throw new TypeError('Failed to fetch');
    if (String(address).startsWith('/api/drafts/one')) return draftServer(init);
    if (String(address).startsWith('/api/earlier')) return Response.json({ earlier: null });
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
async function draw(option: Option = endorse, about: Seen = matter): Promise<void> {
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <App>
          <OptionForm wanted={{ option, matter: about }} person="p1" today="2013-11-18" onTaken={() => (taken += 1)} />
        </App>
      </QueryClientProvider>,
    ),
  );
  await until(() => box.querySelector('form') !== null);
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

it('keeps what is typed on the server, says when, and finds it again on any machine', async () => {
  await draw();
  await type('opinion', '同意，材料属实。');
  await untilSaid(/已保存 \d\d:\d\d/);
  expect(there).toMatchObject({ values: { opinion: '同意，材料属实。' }, version: 7 });
  expect(drafts.of('p1', href)).toBeUndefined();
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
  expect(there?.values).toMatchObject({ place: '公告栏' });
  await submit();
  await until(() => taken > 0);
  expect([taken, drafts.of('p1', href)]).toEqual([1, undefined]);
});

it('keeps it on this machine while there is no network, and sends it when there is', async () => {
  await draw();
  offline = true;
  await type('opinion', '同意，材料属实。');
  await untilSaid(/暂存在本机，连上网后再保存/);
  expect([there, drafts.of('p1', href)?.values]).toEqual([undefined, { opinion: '同意，材料属实。' }]);
  offline = false;
  await act(async () => void dispatchEvent(new Event('online')));
  await untilSaid(/已保存/);
  expect([there?.values, drafts.of('p1', href)]).toEqual([{ opinion: '同意，材料属实。' }, undefined]);
});

it('asks nobody to sign in while they type: kept here until the session is there again, or the database', async () => {
  await draw();
  expired = true;
  await type('opinion', '同意，材料属实。');
  await untilSaid(/登录已过期，暂存在本机/);
  expect(drafts.of('p1', href)?.values).toEqual({ opinion: '同意，材料属实。' });
  expired = false;
  await type('opinion', '同意，材料属实。请公示。');
  await untilSaid(/已保存/);
  expect([there?.values, drafts.of('p1', href)]).toEqual([{ opinion: '同意，材料属实。请公示。' }, undefined]);
});

it('shows both versions of what two devices wrote, field by field, and loses neither', async () => {
  await draw();
  await type('opinion', '这里写的');
  await untilSaid(/已保存/);
  there = { values: { opinion: '那里写的', place: '那里的公告栏' }, revision: 5, savedAt: '2026-03-02T15:10:00+08:00' };
  await type('opinion', '这里又写的');
  await untilSaid(/两边都在，请逐项选/);
  expect(box.querySelector('.choose-version')?.textContent).toMatch(/这里又写的.*那里写的/);
  await act(async () => box.querySelectorAll<HTMLInputElement>('.choose-version input[value=theirs]')[0]?.click());
  await act(async () => box.querySelector<HTMLButtonElement>('.choose-version button')?.click());
  await untilSaid(/已保存/);
  expect([inputAt('opinion').value, inputAt('place').value]).toEqual(['那里写的', '那里的公告栏']);
  expect(there).toMatchObject({ values: { opinion: '那里写的', place: '那里的公告栏' }, revision: 6 });
});

it('says what somebody else changed since, and goes on with the new version', async () => {
  await draw();
  await type('opinion', '同意，材料属实。');
  await type('place', '公告栏');
  const [from, to] = [
    { code: 'union-review', zh: '归口工会审核' },
    { code: 'union-review', zh: '归口工会审核' },
  ];
  const changed = {
    transition: 'fill',
    zh: '填写申报表',
    from,
    to,
    at: '2013-11-18T10:00:00+08:00',
    by: { name: '演示乙', office: 'secretary', officeZh: '秘书' },
    sort: 'step',
    version: 8,
    brought: [{ label: '公示地点', before: '旧栏', text: '新栏' }],
  } as const;
  await draw(
    { ...endorse, input: inputOf(z.strictObject({ opinion, place: words('公示地点', { default: '新栏' }) })) },
    { ...matter, version: 8, history: [{ ...changed, brought: [...changed.brought] }] },
  );
  await untilSaid(/这件事项有了变化，您写的都还在/);
  expect(box.querySelector('.choose-version')?.textContent).toMatch(/秘书演示乙：填写申报表.*公示地点.*旧栏.*新栏.*我写的公告栏现在登记的新栏/);
  await act(async () => box.querySelector<HTMLInputElement>('.choose-version input[value=theirs]')?.click());
  await act(async () => box.querySelector<HTMLButtonElement>('.choose-version button')?.click());
  expect([inputAt('opinion').value, inputAt('place').value]).toEqual(['同意，材料属实。', '新栏']);
  await submit();
  await until(() => taken > 0);
  expect(sent.map(({ body }) => body)).toEqual([{ version: 8, input: { opinion: '同意，材料属实。', place: '新栏' } }]);
});

it('puts what the last return said beside its field, and on top', async () => {
  const remarks = {
    zh: '退回修改',
    by: { name: '演示乙', office: 'supervisor', officeZh: '归口工会' },
    at: '2013-11-18T10:00:00+08:00',
    items: [
      { field: '公示地点', says: '请写明哪个厂区' },
      { field: '', says: '其余属实' },
    ],
  };
  await draw(endorse, { ...matter, remarks });
  await until(() => box.querySelector('.remarks-top') !== null);
  expect(box.querySelector('.remarks-top')?.textContent).toMatch(/退回修改.*公示地点：请写明哪个厂区.*其余属实/);
  expect(inputAt('place').closest('.ant-form-item')?.textContent).toContain('退回意见：请写明哪个厂区');
  expect(inputAt('opinion').closest('.ant-form-item')?.textContent).not.toContain('退回意见');
});

it('asks a field only when the one beside it says so, keeps what was written in it, and does not send it', async () => {
  const form = askedWhen(z.strictObject({ received: flag('已到账'), voucherNo: words('凭证号') }), { voucherNo: { field: 'received', is: [true] } });
  await draw({ ...endorse, input: inputOf(form) });
  expect(box.querySelector('[id=voucherNo]')).toBeNull();
  const radio = (value: string) => act(async () => box.querySelector<HTMLInputElement>(`#received input[value=${value}]`)?.click());
  await radio('true');
  await type('voucherNo', '记字第1号');
  await radio('false');
  expect(box.querySelector('[id=voucherNo]')).toBeNull();
  await submit();
  await until(() => taken > 0);
  expect(sent.map(({ body }) => body)).toEqual([{ version: 7, input: { received: false } }]);
});

it('is sent by Ctrl+Enter, and lists what is still wrong with links', async () => {
  await draw();
  await act(async () => void inputAt('opinion').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true })));
  await until(() => box.querySelector('.wrong-list li') !== null);
  expect(box.querySelector('.wrong-list')?.textContent).toMatch(/还有 2 处要补充：意见请填写意见公示地点请填写公示地点/);
  await act(async () => [...box.querySelectorAll<HTMLButtonElement>('.wrong-list button')].at(-1)?.click());
  expect(document.activeElement?.id).toBe('place');
});

it('does not trouble the server while something is missing', async () => {
  await draw({ ...endorse, input: inputOf(z.strictObject({ remarks })) });
  await submit();
  await until(() => box.querySelector('.ant-form-item-explain-error') !== null);
  expect([sent, taken]).toEqual([[], 0]);
  expect(box.querySelector('.ant-form-item-explain-error')?.textContent).toContain('请填写');
});
