import type { Device, Picture } from './device.ts';
import type { Edit } from './edits.ts';
import type { Visit } from './visit.ts';

export type Snapshot = Readonly<{
  visit: Visit | undefined;
  /** Why what was typed last does not lie on the device yet; the page still has it. */
  unkept?: string;
}>;

/** One sheet as a page has it: changed at once on the screen, and written to the device right after. */
export type Desk = Readonly<{
  snapshot: () => Snapshot;
  listen: (listener: () => void) => () => void;
  /** Done when it lies on the device, or when the device could not take it: then `unkept` says why. */
  change: (edit: Edit) => Promise<void>;
  /** Lays down a sheet that came from the server. */
  begin: (visit: Visit) => Promise<void>;
  keepPicture: (picture: Picture) => Promise<void>;
  picture: (id: string) => Promise<Picture | undefined>;
  wipe: () => Promise<void>;
  close: () => void;
}>;

/** What the device said when it would not take something, in words. */
export function whyUnkept(error: unknown): string {
  const full = error instanceof Error && (error.name === 'QuotaExceededError' || /quota|disk/i.test(error.message));
  return full ? '本机空间不足，最近记的还没有存下。请不要关闭页面，腾出空间或尽快联网上传' : '本机暂时存不下最近记的内容。请不要关闭页面，有网络时马上上传';
}

/** Tells other tabs that the record has changed; browsers without channels just see it later. */
function neighbours(name: string, onNews: () => void): Readonly<{ tell: () => void; close: () => void }> {
  if (typeof BroadcastChannel === 'undefined') return { tell() {}, close() {} };
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', onNews);
  return { tell: () => channel.postMessage('changed'), close: () => channel.close() };
}

/** Opens the sheet `id` of an account as it lies on the device. */
export async function openDesk(device: Device, person: string, id: string): Promise<Desk> {
  let now: Snapshot = { visit: await device.read(id) };
  const waiting: Edit[] = [];
  const unkeptPictures = new Map<string, Picture>();
  const listeners = new Set<() => void>();
  let writing: Promise<void> | undefined;
  const show = (next: Snapshot): void => {
    now = next;
    for (const listener of listeners) listener();
  };
  const news = neighbours(`lingxian.site.${person}.${id}`, () => void reread().catch(() => undefined));

  async function reread(): Promise<void> {
    const stored = await device.read(id);
    if (waiting.length === 0) show({ ...now, visit: stored });
  }
  async function keepAgain(): Promise<void> {
    for (const picture of unkeptPictures.values()) {
      await device.keepPicture(picture);
      unkeptPictures.delete(picture.id);
    }
  }
  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const edits = [...waiting];
      const before = now.visit;
      try {
        const kept = await device.change(id, (stored) => {
          const ground = stored ?? before;
          if (ground === undefined) throw new Error('there is no sheet to write on');
          return edits.reduce((visit, edit) => edit(visit), ground);
        });
        await keepAgain();
        waiting.splice(0, edits.length);
        show({ visit: waiting.reduce((visit, edit) => edit(visit), kept) });
      } catch (error) {
        show({ ...now, unkept: whyUnkept(error) });
        return;
      }
    }
    news.tell();
  }
  const flush = (): Promise<void> => (writing ??= write().finally(() => (writing = undefined)));

  return {
    snapshot: () => now,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async change(edit) {
      if (now.visit === undefined) return;
      waiting.push(edit);
      show({ ...now, visit: edit(now.visit) });
      await flush();
      // Typed while the last write was under way.
      if (waiting.length > 0 && now.unkept === undefined) await flush();
    },
    async begin(visit) {
      show({ visit });
      await device.change(id, (stored) => stored ?? visit).catch((error: unknown) => show({ ...now, unkept: whyUnkept(error) }));
    },
    async keepPicture(picture) {
      try {
        await device.keepPicture(picture);
      } catch (error) {
        unkeptPictures.set(picture.id, picture);
        show({ ...now, unkept: whyUnkept(error) });
      }
    },
    picture: async (key) => unkeptPictures.get(key) ?? device.picture(key),
    async wipe() {
      await device.wipe(id);
      show({ visit: undefined });
      news.tell();
    },
    close: news.close,
  };
}
