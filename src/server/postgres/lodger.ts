import { readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CannotStart } from '../cannot-start.ts';

/** Whom PostgreSQL runs as. It refuses root, so root lets it lodge as `nobody`. */
export type Lodger = Readonly<{ uid: number; gid: number }>;

/** `undefined` where PostgreSQL may run as whoever started the programme. */
export function findLodger(): Lodger | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = (line ?? '').split(':').map(Number);
  if (uid === undefined || gid === undefined) {
    throw new CannotStart(
      'PostgreSQL 不能以 root 身份运行，而本机没有 nobody 用户。PostgreSQL refuses root, and this machine has no user "nobody": start as an ordinary user.',
    );
  }
  // Darwin writes nobody as -2.
  return { uid: uid >>> 0, gid: gid >>> 0 };
}

const mayEnter = ({ mode, uid, gid }: Stats, lodger: Lodger): boolean => {
  if (uid === lodger.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === lodger.gid ? 0o010 : 0o001)) !== 0;
};

/** Whether the lodger can walk down to this folder and into it. */
export function reaches(lodger: Lodger | undefined, folder: string): boolean {
  if (lodger === undefined) return true;
  const at = resolve(folder);
  return mayEnter(statSync(at), lodger) && (dirname(at) === at || reaches(lodger, dirname(at)));
}
