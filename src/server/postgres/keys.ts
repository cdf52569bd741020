import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const keysOf = z.object({ postgres: z.string(), owner: z.string(), server: z.string() });

/** The passwords of the three roles of one data folder. */
export type Keys = z.infer<typeof keysOf>;

/** Where the server listens: a folder with its socket, or a loopback port (Windows). */
export type Address = Readonly<{ socket: string } | { port: number }>;

/** Reads the passwords of this folder, made up at its first start and readable only by whoever runs the programme. */
export function keysOfFolder(dir: string): Keys {
  const file = join(dir, 'keys.json');
  if (existsSync(file)) return keysOf.parse(JSON.parse(readFileSync(file, 'utf8')));
  const made = { postgres: random(), owner: random(), server: random() };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600, flush: true });
  return made;
}

const random = () => randomBytes(24).toString('base64url');

/** A connection string that `pg` and psql both understand. */
export const urlOf = (address: Address, role: string, password: string, database: string): string =>
  `postgres://${role}:${password}@${'socket' in address ? encodeURIComponent(address.socket) : `127.0.0.1:${address.port}`}/${database}`;
