import type { Me, SiteSheet } from '#contract/shapes.ts';
import { addDays, dayIn, daysBetween, inCityTime, type Day } from '#core/shared/days.ts';
import type { Net } from './around.ts';
import { openDesk, type Desk } from './desk.ts';
import { openDevice, type Picture } from './device.ts';
import { say, unsentCount, type Edit } from './edits.ts';
import { exclusively } from './exclusively.ts';
import { newKey } from './new-key.ts';
import { startPump, type Pump, type PumpState } from './pump.ts';
import { syncOnce, type Outcome } from './sync.ts';
import { startVisit, type Visit } from './visit.ts';

/** What the page shows: not here yet, nothing to fill in, the sheet itself, or handed in. */
export type SiteState =
  | Readonly<{ at: 'opening' }>
  | Readonly<{ at: 'absent'; error: unknown }>
  | Readonly<{ at: 'closed'; sheet: SiteSheet; words: string }>
  | Readonly<{ at: 'open'; visit: Visit; unkept?: string; lasting: boolean; pump: PumpState }>;

export type Session = Readonly<{
  state: () => SiteState;
  listen: (listener: () => void) => () => void;
  /** Does something to the sheet; `at` is the moment it is done. */
  edit: (edit: (at: string) => Edit) => void;
  keepPicture: (picture: Omit<Picture, 'visit'>) => Promise<void>;
  picture: (id: string) => Promise<Picture | undefined>;
  /** Sends now, or tries again to open. */
  now: () => void;
  /** 从本机清除：what could not be sent and was taken along, or is not wanted any more. */
  discard: () => Promise<void>;
  close: () => void;
}>;

/** The city's day on a device that has not heard the city for a while. */
export const todayOf = ({ today, heardAt }: Visit, now: Date): Day => addDays(today, daysBetween(dayIn(inCityTime(new Date(heardAt))), dayIn(inCityTime(now))));

/** The day of the visit is the day on which the first thing was noted, until somebody says otherwise. */
const onThisDay = (visit: Visit, now: Date): Visit => (visit.handIn.visitedOn === undefined ? say({ visitedOn: todayOf(visit, now) })(visit) : visit);

const elsewhere = ({ state }: SiteSheet): string => `这张检查表现在是“${state.zh}”，不用再填。`;

/** Asks the browser not to sweep this away when space gets short. */
const askToStay = (): void => void navigator.storage?.persist?.().catch(() => false);

/** One person at one sheet: the device's record, the network behind it, and when to bring both together. */
export function openSession({ person, today }: Me, id: string, net: Net): Session {
  let desk: Desk | undefined;
  let pump: Pump | undefined;
  let state: SiteState = { at: 'opening' };
  let lasting = true;
  let closed = false;
  const listeners = new Set<() => void>();
  const show = (next: SiteState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const redraw = (): void => {
    if (desk === undefined || pump === undefined) return;
    const { visit, unkept } = desk.snapshot();
    if (visit !== undefined) show({ at: 'open', visit, unkept, lasting, pump: pump.state() });
  };

  /** Handed in and everything confirmed: this device needs it no more. */
  async function tidy(outcome: Outcome | undefined): Promise<Outcome | undefined> {
    const visit = desk?.snapshot().visit;
    if (visit === undefined || unsentCount(visit) > 0 || (outcome?.kind !== 'shut' && !visit.handIn.done)) return outcome;
    await desk?.wipe();
    show({ at: 'closed', sheet: visit.sheet, words: visit.handIn.done ? '检查记录已提交，全部已上传。' : elsewhere(visit.sheet) });
    pump?.stop();
    return outcome;
  }
  const work = (): Promise<Outcome | undefined> =>
    exclusively(`lingxian.site.${person.id}.${id}`, async () => tidy(await syncOnce({ desk: desk!, net, newKey, now: () => new Date() })));

  async function fetchFirst(at: Desk): Promise<boolean> {
    const sheet = await net.sheet(id);
    if (!sheet.open) {
      show({ at: 'closed', sheet, words: elsewhere(sheet) });
      return false;
    }
    await at.begin(startVisit(sheet, today, new Date().toISOString(), person.name));
    return true;
  }
  async function open(): Promise<void> {
    try {
      const device = await openDevice(person.id);
      lasting = device.lasting;
      desk ??= await openDesk(device, person.id, id);
      if (desk.snapshot().visit === undefined && !(await fetchFirst(desk))) return;
    } catch (error) {
      return show({ at: 'absent', error });
    }
    if (closed) return desk.close();
    askToStay();
    pump = startPump(work);
    pump.listen(redraw);
    desk.listen(redraw);
    redraw();
    await pump.now();
  }
  void open();

  return {
    state: () => state,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    edit(make) {
      const now = new Date();
      const edit = make(inCityTime(now));
      void desk?.change((visit) => onThisDay(edit(visit), now));
      pump?.typed();
    },
    keepPicture: async (picture) => desk?.keepPicture({ ...picture, visit: id }),
    picture: async (key) => desk?.picture(key),
    now() {
      if (pump !== undefined) return void pump.now();
      show({ at: 'opening' });
      void open();
    },
    async discard() {
      const visit = desk?.snapshot().visit;
      pump?.stop();
      await desk?.wipe();
      if (visit !== undefined) show({ at: 'closed', sheet: visit.sheet, words: '已从本机清除。' });
    },
    close() {
      closed = true;
      pump?.stop();
      desk?.close();
    },
  };
}
