// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import type { SiteSheet } from '#contract/shapes.ts';
import { openDesk, type Desk } from './desk.ts';
import { openDevice, passingDevice, type Device } from './device.ts';
import { addPhoto, answer, begin, say, write } from './edits.ts';
import { exportVisit } from './export-visit.ts';
import { todayOf } from './session.ts';
import { startVisit } from './visit.ts';

const at = '2026-11-25T09:00:00.000+08:00';
const sheet: SiteSheet = {
  id: 'i1',
  title: '检查',
  studio: { id: 's1', name: '甲示例工作室' },
  hostUnit: '示例厂',
  place: '',
  state: { code: 'assigned', zh: '待检查' },
  version: 1,
  lastDay: '2026-12-01',
  open: true,
  mutual: false,
  checklist: { hash: 'h', items: [{ code: 'A', group: '制度', title: '上墙', asks: '看', from: 'criterion' }] },
  answers: [],
  findings: [],
};
const visit = startVisit(sheet, '2013-11-18', '2026-11-25T01:00:00Z', '演示甲');
const bytes = new Uint8Array([137, 80]).buffer;
const photo = { id: 'ph1', visit: 'i1', name: '照片.jpg', type: 'image/jpeg', bytes };

const open: Desk[] = [];
async function sit(device: Device, person: string): Promise<Desk> {
  const desk = await openDesk(device, person, 'i1');
  open.push(desk);
  if (desk.snapshot().visit === undefined) await desk.begin(visit);
  return desk;
}
afterEach(() => {
  for (const desk of open.splice(0)) desk.close();
});

/** The disk is full until somebody makes room: the browser's own error, thrown where it throws it. */
function crowded(device: Device): Device & { room: boolean } {
  const full = () => Object.assign(new Error('The quota has been exceeded.'), { name: 'QuotaExceededError' });
  const at = {
    ...device,
    room: true,
    change: (...given: Parameters<Device['change']>) => (at.room ? device.change(...given) : Promise.reject(full())),
    keepPicture: (...given: Parameters<Device['keepPicture']>) => (at.room ? device.keepPicture(...given) : Promise.reject(full())),
  };
  return at;
}

it('keeps on the screen what a full device will not take, says so, and writes it down once there is room', async () => {
  const device = crowded(await openDevice('full'));
  const desk = await sit(device, 'full');
  device.room = false;
  await desk.change(begin('k-000001', 'A', at));
  await desk.change(write('k-000001', { text: '没有上墙' }, at));
  await desk.keepPicture(photo);
  await desk.change(addPhoto('k-000001', { id: 'ph1', name: '照片.jpg' }, at));
  expect(desk.snapshot().unkept).toMatch(/本机空间不足.*不要关闭页面/);
  expect([desk.snapshot().visit?.findings['k-000001']?.text, (await desk.picture('ph1'))?.name]).toEqual(['没有上墙', '照片.jpg']);
  expect((await device.read('i1'))?.findings).toEqual({});
  device.room = true;
  await desk.change(answer('A', { result: 'problem' }, at));
  expect(desk.snapshot().unkept).toBeUndefined();
  expect((await device.read('i1'))?.findings['k-000001']).toMatchObject({ text: '没有上墙', photos: [{ id: 'ph1' }] });
  expect((await device.picture('ph1'))?.name).toBe('照片.jpg');
});

it('lets two tabs write on one sheet, and neither overwrites the other', async () => {
  const device = await openDevice('tabs');
  const [one, two] = [await sit(device, 'tabs'), await sit(device, 'tabs')];
  await Promise.all([
    one.change(answer('A', { result: 'ok' }, at)),
    two.change(begin('k-000001', '', at)),
    one.change(say({ advice: '好' })),
    two.change(write('k-000001', { text: '堆料' }, at)),
  ]);
  const stored = await device.read('i1');
  expect([stored?.answers['A']?.result, stored?.findings['k-000001']?.text, stored?.handIn.advice]).toEqual(['ok', '堆料', '好']);
  await expect.poll(() => one.snapshot().visit?.findings['k-000001']?.text).toBe('堆料');
});

it('writes every key in order, however fast they come', async () => {
  const device = await openDevice('fast');
  const desk = await sit(device, 'fast');
  await desk.change(begin('k-000001', '', at));
  await Promise.all(['堆', '堆了', '堆了料'].map((text) => desk.change(write('k-000001', { text }, at))));
  expect([desk.snapshot().visit?.findings['k-000001']?.text, (await device.read('i1'))?.findings['k-000001']?.text]).toEqual(['堆了料', '堆了料']);
});

it('works where the browser keeps nothing, and knows that it does not last', async () => {
  const device = passingDevice();
  const desk = await sit(device, 'private');
  await desk.change(answer('A', { result: 'na' }, at));
  expect([device.lasting, desk.snapshot().visit?.answers['A']?.result]).toEqual([false, 'na']);
  await desk.wipe();
  expect(await device.all()).toEqual([]);
});

it('takes everything of a visit off the device, and nothing of another', async () => {
  const device = await openDevice('wiped');
  const desk = await sit(device, 'wiped');
  await desk.keepPicture(photo);
  await device.keepPicture({ ...photo, id: 'ph2', visit: 'i2' });
  await desk.wipe();
  expect([await device.all(), await device.picture('ph1'), (await device.picture('ph2'))?.id]).toEqual([[], undefined, 'ph2']);
});

it('puts everything into one file, pictures included', async () => {
  const desk = await sit(await openDevice('export'), 'export');
  await desk.keepPicture(photo);
  for (const edit of [begin('k-000001', 'A', at), write('k-000001', { text: '没有上墙' }, at), addPhoto('k-000001', { id: 'ph1', name: '照片.jpg' }, at)])
    await desk.change(edit);
  const file: unknown = JSON.parse(await exportVisit(desk.snapshot().visit!, desk.picture));
  expect(file).toMatchObject({ studio: '甲示例工作室', findings: [{ text: '没有上墙' }], pictures: [{ id: 'ph1', data: 'data:image/jpeg;base64,iVA=' }] });
});

it('counts the city’s days on from when the city was last heard', () => {
  expect(todayOf(visit, new Date('2026-11-26T15:00:00Z'))).toBe('2013-11-19');
  expect(todayOf(visit, new Date('2026-11-26T16:30:00Z'))).toBe('2013-11-20');
});
