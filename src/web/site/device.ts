import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Visit } from './visit.ts';

/** A picture as bytes: some phones lose Blobs that lie in IndexedDB. */
export type Picture = Readonly<{ id: string; visit: string; name: string; type: string; bytes: ArrayBuffer }>;

/** Where the sheets of one account lie on this device. */
export type Device = Readonly<{
  /** Whether what lies here survives the page. */
  lasting: boolean;
  read: (id: string) => Promise<Visit | undefined>;
  all: () => Promise<readonly Visit[]>;
  /** Reads, changes and writes in one transaction, so that two tabs never overwrite each other. */
  change: (id: string, to: (stored: Visit | undefined) => Visit) => Promise<Visit>;
  keepPicture: (picture: Picture) => Promise<void>;
  picture: (id: string) => Promise<Picture | undefined>;
  dropPicture: (id: string) => Promise<void>;
  /** Takes a visit and its pictures off this device. */
  wipe: (id: string) => Promise<void>;
}>;

interface Tables extends DBSchema {
  visits: { key: string; value: Visit };
  pictures: { key: string; value: Picture; indexes: { visit: string } };
}

type Db = IDBPDatabase<Tables>;
type Use = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

function openTables(name: string, onLost: () => void): Promise<Db> {
  return openDB<Tables>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('visits', { keyPath: 'id' });
      fresh.createObjectStore('pictures', { keyPath: 'id' }).createIndex('visit', 'visit');
    },
    // Another tab brings a newer form of the store: let go at once, or it waits for ever.
    blocking(_, __, { target }) {
      if (target instanceof IDBDatabase) target.close();
      onLost();
    },
    terminated: onLost,
  });
}

/** Phones drop the connection of a page that was away for a while: then it is opened once more. */
async function connected(name: string): Promise<Use> {
  let db: Promise<Db> | undefined;
  const at = (): Promise<Db> => (db ??= openTables(name, () => (db = undefined)));
  const isLost = (error: unknown): boolean => error instanceof Error && (error.name === 'InvalidStateError' || error.name === 'UnknownError');
  await at();
  return async (work) => {
    try {
      return await work(await at());
    } catch (error) {
      if (!isLost(error)) throw error;
      db = undefined;
      return work(await at());
    }
  };
}

const lastingDevice = (use: Use): Device => ({
  lasting: true,
  read: (id) => use((db) => db.get('visits', id)),
  all: () => use((db) => db.getAll('visits')),
  change: (id, to) =>
    use(async (db) => {
      const tx = db.transaction('visits', 'readwrite');
      const next = to(await tx.store.get(id));
      await Promise.all([tx.store.put(next), tx.done]);
      return next;
    }),
  keepPicture: (picture) => use(async (db) => void (await db.put('pictures', picture))),
  picture: (id) => use((db) => db.get('pictures', id)),
  dropPicture: (id) => use((db) => db.delete('pictures', id)),
  wipe: (id) =>
    use(async (db) => {
      const tx = db.transaction(['visits', 'pictures'], 'readwrite');
      const keys = await tx.objectStore('pictures').index('visit').getAllKeys(id);
      await Promise.all([tx.objectStore('visits').delete(id), ...keys.map((key) => tx.objectStore('pictures').delete(key)), tx.done]);
    }),
});

/** Where the browser keeps nothing (a private window): the sheet lives as long as the page. */
export function passingDevice(): Device {
  const visits = new Map<string, Visit>();
  const pictures = new Map<string, Picture>();
  return {
    lasting: false,
    read: async (id) => visits.get(id),
    all: async () => [...visits.values()],
    async change(id, to) {
      const next = to(visits.get(id));
      visits.set(id, next);
      return next;
    },
    keepPicture: async (picture) => void pictures.set(picture.id, picture),
    picture: async (id) => pictures.get(id),
    dropPicture: async (id) => void pictures.delete(id),
    async wipe(id) {
      visits.delete(id);
      for (const { id: key, visit } of pictures.values()) if (visit === id) pictures.delete(key);
    },
  };
}

const opened = new Map<string, Promise<Device>>();

/** One database for each account: two people who share a tablet never see each other's sheets. */
export function openDevice(person: string): Promise<Device> {
  const name = `lingxian.site.${person}`;
  const known = opened.get(name) ?? connected(name).then(lastingDevice, passingDevice);
  opened.set(name, known);
  return known;
}
