import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Digest } from '#core/draw/draw.ts';

let [last, count] = [0, 0];

/**
 * UUIDv7: sorts by the moment it was made, and within a process in the order it was made — a history sorted by id
 * must not turn round because two of its lines fell into the same millisecond.
 */
export function newId(): string {
  const now = Date.now();
  [last, count] = now > last ? [now, 0] : count < 0xfff ? [last, count + 1] : [last + 1, 0];
  const bytes = randomBytes(16);
  bytes.writeUIntBE(last, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A code people copy from paper: no letters or digits that look alike. */
export function readableCode(length: number): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** JSON with sorted keys, so that the same content has the same digest everywhere. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{${entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** What core calculates draws and pairings with. */
export const digest: Digest = { sha256, hmac: (key, text) => createHmac('sha256', key).update(text).digest('hex') };
