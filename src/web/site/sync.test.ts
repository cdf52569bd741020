// @vitest-environment node
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import type { Option, SiteChanges, SiteMerged, SiteSheet } from '#contract/shapes.ts';
import { afterMerge, liveNotes, mergeSite, type Changes, type Site } from '#core/inspection/site.ts';
import { Trouble } from '../api/trouble.ts';
import type { Around, Net } from './around.ts';
import { openDesk, type Desk } from './desk.ts';
import { openDevice } from './device.ts';
import { addPhoto, again, answer, begin, remove, say, takeMine, takeTheirs, unsentCount, whyUnsent, write, type Edit } from './edits.ts';
import { lacksOf } from './hand-in.ts';
import { syncOnce, type Outcome } from './sync.ts';
import { startVisit } from './visit.ts';

const at = '2026-11-25T09:00:00.000+08:00';
const items = ['A', 'B', 'C'].map((code) => ({ code, group: '制度', title: `第${code}项`, asks: '看一看', from: 'criterion' as const }));
const submit: Option = {
  name: 'inspection.submit',
  title: '提交检查记录',
  tone: 'forward',
  method: 'POST',
  href: '/api/inspections/i1/submit',
  input: {
    properties: { visitedOn: {}, advice: {}, inspectorSigner: {}, inspectorSign: {}, studioSigner: {}, studioSign: {} },
    required: ['visitedOn', 'inspectorSigner', 'inspectorSign', 'studioSigner', 'studioSign'],
  },
};

/** The network and the server behind it, with the programme's own rule for merging; `weather` says what befalls each request. */
class Town {
  site: Site = { answers: [], notes: [] };
  checklist = items;
  open = true;
  version = 1;
  files: string[] = [];
  handedIn: unknown[] = [];
  refusable = false;
  readonly keys = new Map<string, unknown>();
  /** 'lost' never arrives, 'deaf' arrives and its answer does not come back. */
  weather: (what: string) => 'fine' | 'lost' | 'deaf' | Trouble = () => 'fine';

  private async pass<T>(what: string, work: () => T): Promise<T> {
    const fate = this.weather(what);
    if (fate instanceof Trouble) throw fate;
    if (fate === 'lost') throw new Trouble(0, '网络不通');
    const answered = work();
    if (fate === 'deaf') throw new Trouble(0, '网络不通');
    return answered;
  }
  sheet(): SiteSheet {
    const { answers } = this.site;
    return {
      id: 'i1',
      title: '检查',
      studio: { id: 's1', name: '甲示例工作室' },
      hostUnit: '示例厂',
      place: '',
      state: { code: 'assigned', zh: '待检查' },
      version: this.version,
      lastDay: '2026-12-01',
      open: this.open,
      mutual: false,
      checklist: { hash: String(this.checklist.length), items: this.checklist },
      answers: answers.map((one) => ({ ...one })),
      findings: liveNotes(this.site).map(({ removed: _, photos, ...one }) => ({ ...one, photos: [...photos] })),
      submit,
      ...(this.refusable
        ? {
            submitRefused: {
              ...submit,
              name: 'inspection.submitRefused',
              input: { properties: { visitedOn: {}, inspectorSigner: {}, inspectorSign: {}, refused: {} } },
            },
          }
        : {}),
    };
  }
  take(changes: SiteChanges, by = '我'): SiteMerged {
    if (changes.findings.some(({ text }) => text.includes('坏'))) throw new Trouble(422, '这一条写得不对');
    const merged = mergeSite(this.site, changes as Changes, this.checklist, by);
    if (!this.open && merged.answers.length + merged.notes.length > 0) throw new Trouble(409, '检查记录已经提交');
    if (this.open) this.site = afterMerge(this.site, merged);
    const conflicts = merged.conflicts.map((one) => ({ ...one, message: '同事改过' }));
    return { sheet: this.sheet(), taken: [...merged.taken], already: [...merged.already], conflicts, notices: merged.dropped.map(() => '有一项不再要求') };
  }
  readonly net: Net = {
    today: () => this.pass('today', () => '2026-11-25'),
    sheet: () => this.pass('sheet', () => this.sheet()),
    put: (_, changes) => this.pass('put', () => this.take(changes)),
    upload: (file) =>
      this.pass('upload', () => {
        this.files.push(file.name);
        return { id: `file-${this.files.length}` };
      }),
    handIn: ({ key, input, version }) =>
      this.pass('handIn', () => {
        if (this.keys.has(key)) return;
        if (version !== this.version || !this.open) throw new Trouble(409, '已有人先办了');
        this.keys.set(key, input);
        this.handedIn.push(input);
        this.open = false;
      }),
  };
}

const open: Desk[] = [];
let number = 0;
async function bench(
  town = new Town(),
  person = `p${(number += 1)}`,
): Promise<Around & { town: Town; person: string; edit: (edit: Edit) => Promise<void>; sync: () => Promise<Outcome> }> {
  const desk = await openDesk(await openDevice(person), person, 'i1');
  if (desk.snapshot().visit === undefined) await desk.begin(startVisit(town.sheet(), '2026-11-25', '2026-11-25T01:00:00Z', '演示甲'));
  open.push(desk);
  let keys = 0;
  const around: Around = { desk, net: town.net, newKey: () => `key-${person}-${(keys += 1)}`, now: () => new Date('2026-11-25T01:00:00Z') };
  return { ...around, town, person, edit: desk.change, sync: () => syncOnce(around) };
}
afterEach(() => {
  for (const desk of open.splice(0)) desk.close();
});
const finding = (key: string, text: string, item = 'A'): readonly Edit[] => [begin(key, item, at), write(key, { text }, at)];
const bytes = new Uint8Array([1, 2, 3]).buffer;
const noted = ({ site }: Town) => liveNotes(site).map(({ key, text, photos }) => [key, text, photos.map(({ file }) => file)]);

it('brings what was noted without a network, once', async () => {
  const { town, edit, sync, desk } = await bench();
  town.weather = () => 'lost';
  await edit(answer('A', { result: 'problem' }, at));
  for (const one of finding('k-000001', '没有上墙')) await edit(one);
  expect(await sync()).toEqual({ kind: 'offline' });
  expect(unsentCount(desk.snapshot().visit!)).toBe(2);
  town.weather = () => 'fine';
  expect(await sync()).toEqual({ kind: 'done' });
  await sync();
  expect(noted(town)).toEqual([['k-000001', '没有上墙', []]]);
  expect(unsentCount(desk.snapshot().visit!)).toBe(0);
});

it('doubles nothing when the answer is lost', async () => {
  const { town, edit, sync, desk } = await bench();
  await desk.keepPicture({ id: 'ph1', visit: 'i1', name: '照片.jpg', type: 'image/jpeg', bytes });
  for (const one of finding('k-000001', '没有上墙')) await edit(one);
  await edit(addPhoto('k-000001', { id: 'ph1', name: '照片.jpg', takenAt: at }, at));
  town.weather = (what) => (what === 'put' ? 'deaf' : 'fine');
  expect(await sync()).toEqual({ kind: 'offline' });
  expect(await sync()).toEqual({ kind: 'offline' });
  town.weather = () => 'fine';
  await sync();
  expect([noted(town), town.files]).toEqual([[['k-000001', '没有上墙', ['file-1']]], ['照片.jpg']]);
  expect(liveNotes(town.site)[0]?.photos).toEqual([{ file: 'file-1', takenAt: at, place: undefined }]);
});

it('has it all after the page was closed and opened again', async () => {
  const first = await bench();
  first.town.weather = () => 'lost';
  for (const one of finding('k-000001', '没有上墙')) await first.edit(one);
  await first.desk.keepPicture({ id: 'ph1', visit: 'i1', name: '照片.jpg', type: 'image/jpeg', bytes });
  await first.edit(addPhoto('k-000001', { id: 'ph1', name: '照片.jpg' }, at));
  const again = await bench(first.town, first.person);
  first.town.weather = () => 'fine';
  await again.sync();
  expect(noted(first.town)).toEqual([['k-000001', '没有上墙', ['file-1']]]);
});

it('keeps what is typed while it is being sent', async () => {
  const { town, edit, sync, desk } = await bench();
  for (const one of finding('k-000001', '没有上墙')) await edit(one);
  const { put } = town.net;
  const slow: Net = {
    ...town.net,
    async put(id, changes) {
      await edit(write('k-000001', { text: '没有上墙，也没有公示' }, at));
      return put(id, changes);
    },
  };
  await syncOnce({ desk, net: slow, newKey: () => 'k', now: () => new Date(0) });
  expect(desk.snapshot().visit?.findings['k-000001']?.text).toBe('没有上墙，也没有公示');
  expect(unsentCount(desk.snapshot().visit!)).toBe(1);
  expect(await sync()).toEqual({ kind: 'done' });
  expect(noted(town)).toEqual([['k-000001', '没有上墙，也没有公示', []]]);
});

it('leaves what is not finished on the device, and says so', async () => {
  const { town, edit, sync, desk } = await bench();
  await edit(answer('A', { result: 'problem' }, at));
  await edit(begin('k-000001', 'A', at));
  await sync();
  expect([noted(town), town.site.answers.length, whyUnsent(desk.snapshot().visit!)]).toEqual([[], 1, ['1 个问题没写完']]);
  await edit(remove('k-000001', at));
  expect(desk.snapshot().visit?.findings).toEqual({});
});

it('takes away at the server what was thrown away here', async () => {
  const { town, edit, sync, desk } = await bench();
  for (const one of finding('k-000001', '没有上墙')) await edit(one);
  await sync();
  await edit(remove('k-000001', at));
  await sync();
  expect([noted(town), desk.snapshot().visit?.findings]).toEqual([[], {}]);
});

it('shows what somebody else of the team wrote, and sends again what is chosen', async () => {
  const { town, edit, sync, desk } = await bench();
  await edit(answer('A', { result: 'ok' }, at));
  await edit(answer('B', { result: 'ok' }, at));
  const theirs = (item: string) => ({ item, result: 'problem' as const, note: '他的', base: 0, at });
  town.take({ checklist: '', answers: [theirs('A'), theirs('B')], findings: [] }, '同事');
  await sync();
  const conflicts = () => Object.values(desk.snapshot().visit!.answers).flatMap(({ item, conflict }) => (conflict ? [[item, conflict.stored?.note]] : []));
  expect(conflicts()).toEqual([
    ['A', '他的'],
    ['B', '他的'],
  ]);
  await sync();
  expect(town.site.answers.map(({ result }) => result)).toEqual(['problem', 'problem']);
  await edit(takeMine('A'));
  await edit(takeTheirs('B'));
  await sync();
  const stands = town.site.answers.map(({ item, result, revision }) => `${item} ${result} ${revision}`).toSorted();
  expect([stands, conflicts(), unsentCount(desk.snapshot().visit!)]).toEqual([['A ok 2', 'B problem 1'], [], 0]);
});

it('puts the one that is refused aside and brings all the others', async () => {
  const { town, edit, sync, desk } = await bench();
  await edit(answer('A', { result: 'problem' }, at));
  for (const n of [1, 2, 3, 4, 5]) for (const one of finding(`k-00000${n}`, n === 3 ? '坏的一条' : `第${n}条`)) await edit(one);
  expect(await sync()).toEqual({ kind: 'done' });
  expect(noted(town).map(([, text]) => text)).toEqual(['第1条', '第2条', '第4条', '第5条']);
  expect(desk.snapshot().visit?.findings['k-000003']).toMatchObject({ text: '坏的一条', trouble: '这一条写得不对' });
  await edit(write('k-000003', { text: '改好的一条' }, at));
  await sync();
  expect(noted(town)).toHaveLength(5);
});

it('lets no photo hold up the finding it belongs to, and tries that photo again when asked', async () => {
  const { town, edit, sync, desk } = await bench();
  await desk.keepPicture({ id: 'ph1', visit: 'i1', name: '照片.jpg', type: 'image/jpeg', bytes });
  for (const one of finding('k-000001', '没有上墙')) await edit(one);
  await edit(addPhoto('k-000001', { id: 'ph1', name: '照片.jpg' }, at));
  town.weather = (what) => (what === 'upload' ? new Trouble(415, '不支持这种文件') : 'fine');
  await sync();
  expect([noted(town), whyUnsent(desk.snapshot().visit!)]).toEqual([[['k-000001', '没有上墙', []]], ['1 张照片没传上']]);
  expect([unsentCount(desk.snapshot().visit!), desk.snapshot().visit?.findings['k-000001']?.photos[0]?.trouble]).toEqual([1, '不支持这种文件']);
  town.weather = () => 'fine';
  await edit(again('k-000001', at));
  await sync();
  expect(noted(town)).toEqual([['k-000001', '没有上墙', ['file-1']]]);
});

it('keeps a finding whose item is asked no more, and lets go of the answer', async () => {
  const { town, edit, sync, desk } = await bench();
  await edit(answer('C', { result: 'problem' }, at));
  for (const one of finding('k-000001', '没有上墙', 'C')) await edit(one);
  town.checklist = items.slice(0, 2);
  await sync();
  const visit = desk.snapshot().visit!;
  expect([visit.findings['k-000001']?.item, Object.keys(visit.answers), visit.notices]).toEqual(['', [], ['有一项不再要求']]);
  expect(noted(town)).toEqual([['k-000001', '没有上墙', []]]);
});

async function signedSheet() {
  const around = await bench();
  for (const id of ['a', 'b']) await around.desk.keepPicture({ id, visit: 'i1', name: '签名.png', type: 'image/png', bytes });
  await around.edit(say({ visitedOn: '2026-11-25', inspectorSign: { id: 'a' }, studioSign: { id: 'b' }, studioSigner: '演示乙', wanted: true }));
  return around;
}

it('hands in once, even when nobody hears that it was done', async () => {
  const { town, sync, desk } = await signedSheet();
  town.weather = (what) => (what === 'handIn' ? 'deaf' : 'fine');
  expect(await sync()).toEqual({ kind: 'offline' });
  expect(await sync()).toEqual({ kind: 'offline' });
  town.weather = () => 'fine';
  expect(await sync()).toEqual({ kind: 'done' });
  expect(town.handedIn).toEqual([
    { visitedOn: '2026-11-25', inspectorSigner: '演示甲', inspectorSign: 'file-1', studioSigner: '演示乙', studioSign: 'file-2' },
  ]);
  expect(desk.snapshot().visit?.handIn.done).toBe(true);
});

it('hands in without the other side’s signature, saying why', async () => {
  const { town, edit, sync, desk } = await signedSheet();
  town.refusable = true;
  await edit(say({ refuses: true, studioSign: undefined }));
  expect(lacksOf(desk.snapshot().visit!)).toEqual(['还有 3 项没有检查：第A项 等', '请写明被检查方拒签的原因']);
  await edit(say({ refused: '对第三项有不同意见' }));
  await sync();
  expect(town.handedIn).toEqual([{ visitedOn: '2026-11-25', inspectorSigner: '演示甲', inspectorSign: 'file-1', refused: '对第三项有不同意见' }]);
});

it('names everything that is still missing', async () => {
  const { edit, desk } = await bench();
  await edit(answer('A', { result: 'problem' }, at));
  await edit(begin('k-000001', '', at));
  expect(lacksOf(desk.snapshot().visit!)).toEqual([
    '还有 2 项没有检查：第B项 等',
    '“第A项”有问题，请写明是什么问题',
    '请填写检查日期',
    '检查方还没有签名',
    '请填写被检查方签名人',
    '被检查方还没有签名',
  ]);
});

it('hands nothing in while something is unsent or contested', async () => {
  const { town, edit, sync, desk } = await signedSheet();
  await edit(begin('k-000001', 'A', at));
  await sync();
  expect([town.handedIn, desk.snapshot().visit?.handIn.wanted]).toEqual([[], true]);
  await edit(write('k-000001', { text: '没有上墙' }, at));
  await sync();
  expect(town.handedIn).toHaveLength(1);
});

it('says why the server will not have the hand-in, and waits for somebody to press again', async () => {
  const { town, sync, desk } = await signedSheet();
  town.weather = (what) => (what === 'handIn' ? new Trouble(422, '检查日期不能晚于今天') : 'fine');
  expect(await sync()).toEqual({ kind: 'done' });
  expect(desk.snapshot().visit?.handIn).toMatchObject({ wanted: false, sent: undefined, trouble: ['检查日期不能晚于今天'] });
});

it('stops at the door when the session is over or the right is gone, and loses nothing', async () => {
  const { town, edit, sync, desk } = await bench();
  await edit(answer('A', { result: 'ok' }, at));
  for (const [status, kind] of [
    [401, 'signed-out'],
    [404, 'revoked'],
  ] as const) {
    town.weather = (what) => (what === 'put' ? new Trouble(status, '不行') : 'fine');
    expect(await sync()).toMatchObject({ kind });
    expect(unsentCount(desk.snapshot().visit!)).toBe(1);
  }
});

it('knows when somebody else has handed the sheet in', async () => {
  const { town, edit, sync, desk } = await bench();
  await edit(answer('A', { result: 'ok' }, at));
  town.open = false;
  expect(await sync()).toEqual({ kind: 'shut' });
  expect([unsentCount(desk.snapshot().visit!), desk.snapshot().visit?.sheet.open]).toEqual([1, false]);
});

it('never shows one person the sheets of another on the same device', async () => {
  const town = new Town();
  const first = await bench(town, 'somebody');
  for (const one of finding('k-000001', '没有上墙')) await first.edit(one);
  expect((await (await openDevice('somebody-else')).all()).length).toBe(0);
});

/** One of: type something, throw it away, try to send in some weather, or do it in another tab. */
const act = fc.oneof(
  fc.record({
    do: fc.constant('answer' as const),
    item: fc.constantFrom('A', 'B', 'C'),
    result: fc.constantFrom('ok' as const, 'problem' as const, 'na' as const),
  }),
  fc.record({ do: fc.constant('write' as const), key: fc.integer({ min: 1, max: 3 }), text: fc.constantFrom('第一句', '第二句', '第三句') }),
  fc.record({ do: fc.constant('remove' as const), key: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    do: fc.constant('sync' as const),
    fates: fc.array(fc.constantFrom('fine' as const, 'lost' as const, 'deaf' as const), { minLength: 1, maxLength: 4 }),
  }),
);

it('ends with exactly what was typed at the server, whatever the network did on the way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
      const { town, edit, sync, desk } = await bench();
      for (const one of acts) {
        if (one.do === 'answer') await edit(answer(one.item, { result: one.result }, at));
        if (one.do === 'write') for (const step of finding(`key-000${one.key}`, one.text)) await edit(step);
        if (one.do === 'remove') await edit(remove(`key-000${one.key}`, at));
        if (one.do !== 'sync') continue;
        let n = 0;
        town.weather = () => one.fates[(n += 1) % one.fates.length] ?? 'fine';
        await sync();
      }
      town.weather = () => 'fine';
      expect(await sync()).toEqual({ kind: 'done' });
      const { answers, findings } = desk.snapshot().visit!;
      const here = Object.values(findings).map(({ key, text }) => `${key} ${text}`);
      expect(
        liveNotes(town.site)
          .map(({ key, text }) => `${key} ${text}`)
          .toSorted(),
      ).toEqual(here.toSorted());
      expect(new Set(town.site.notes.map(({ key }) => key)).size).toBe(town.site.notes.length);
      const answered = Object.values(answers).map(({ item, result }) => `${item} ${result}`);
      expect(town.site.answers.map(({ item, result }) => `${item} ${result}`).toSorted()).toEqual(answered.toSorted());
      expect(unsentCount(desk.snapshot().visit!)).toBe(0);
    }),
    { numRuns: 60 },
  );
});
