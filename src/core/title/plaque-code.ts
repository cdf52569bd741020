import { addDays, daysBetween, type Day } from '../shared/days.ts';

/**
 * 牌匾上的码：`查验码.签名段`。签名段里有牌匾编号、命名日期、工作室名称的摘要和签名，不联网也验得出真假；
 * 真码贴到假牌上，编号、名称、日期也对不上。The same lines run in the server, the command line and the reader's browser.
 */
export type PlaqueFacts = Readonly<{ code: string; plaqueNo: string; namedOn: Day; nameDigest: string; keyId: string }>;
/** A code, read: what it says, what was signed, and the signature; whether that holds is for whoever has the key. */
export type SignedCode = PlaqueFacts & Readonly<{ signed: Uint8Array<ArrayBuffer>; signature: Uint8Array<ArrayBuffer> }>;

const VERSION = 1;
const KEY = 4;
const DIGEST = 8;
const HEAD = 1 + KEY + 2 + DIGEST;
const SIGNATURE = 64;
const LONGEST_NUMBER = 60;
const dayZero = '1949-10-01';

const fromHex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const toText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
function fromText(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}
function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const signedPart = (code: string, payload: Uint8Array): Uint8Array<ArrayBuffer> => joined(new TextEncoder().encode(`lingxian plaque ${code}\n`), payload);

/** 名称怎么写都算同一个：全角半角、空格不计。 */
export const nameToDigest = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');
/** The first eight bytes, in hex, of a SHA-256 given in hex. */
export const shortDigest = (sha256: string): string => sha256.slice(0, DIGEST * 2);
/** A key is called by the first four bytes of its own SHA-256, in hex. */
export const keyIdOf = (sha256: string): string => sha256.slice(0, KEY * 2);

function payloadOf({ keyId, namedOn, nameDigest, plaqueNo }: PlaqueFacts): Uint8Array {
  const days = daysBetween(dayZero, namedOn);
  return joined(Uint8Array.of(VERSION), fromHex(keyId), Uint8Array.of(days >> 8, days & 255), fromHex(nameDigest), new TextEncoder().encode(plaqueNo));
}

/** The code as it goes onto the plaque. `sign` is Ed25519. */
export function writePlaqueCode(facts: PlaqueFacts, sign: (bytes: Uint8Array) => Uint8Array): string {
  const payload = payloadOf(facts);
  return `${facts.code}.${toText(joined(payload, sign(signedPart(facts.code, payload))))}`;
}

/** Whether it claims to be signed at all: an old plaque, or a code typed by hand, is the short code alone. */
export const claimsSignature = (text: string): boolean => text.includes('.');
/** The code in what was scanned: the address it opens, or the code itself. */
export const codeIn = (scanned: string): string => (scanned.trim().split(/[?#]/)[0] ?? '').split('/').at(-1) ?? '';

/** What a signed code says; nothing when it is none of this kind. */
export function readPlaqueCode(text: string): SignedCode | undefined {
  const [code = '', tail = '', ...more] = text.split('.');
  const bytes = /^[0-9A-Z]{4,40}$/.test(code) && /^[\w-]+$/.test(tail) ? fromText(tail) : undefined;
  if (bytes === undefined || more.length > 0 || bytes[0] !== VERSION) return undefined;
  const numberLength = bytes.length - HEAD - SIGNATURE;
  if (numberLength < 1 || numberLength > LONGEST_NUMBER || toText(bytes) !== tail) return undefined;
  const payload = bytes.slice(0, HEAD + numberLength);
  return {
    code,
    keyId: toHex(payload.slice(1, 1 + KEY)),
    namedOn: addDays(dayZero, (payload[1 + KEY] ?? 0) * 256 + (payload[2 + KEY] ?? 0)),
    nameDigest: toHex(payload.slice(HEAD - DIGEST, HEAD)),
    plaqueNo: new TextDecoder().decode(payload.slice(HEAD)),
    signed: signedPart(code, payload),
    signature: bytes.slice(-SIGNATURE),
  };
}
