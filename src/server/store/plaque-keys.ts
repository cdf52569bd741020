import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { CityTime, Day } from '#core/shared/days.ts';
import { keyIdOf, nameToDigest, readPlaqueCode, shortDigest, writePlaqueCode, type SignedCode } from '#core/title/plaque-code.ts';
import type { Db, Tx } from './connection.ts';

/**
 * 牌匾的签名钥匙（Ed25519）。Kept in the database, so that a backup carries it: brass outlives machines.
 * One key signs; those before it still verify, and their private halves are gone.
 */
export type PublicKey = Readonly<{ id: string; publicKey: string; madeAt: CityTime; retiredAt: CityTime | null }>;
export type Plaque = Readonly<{ code: string; plaqueNo: string; name: string; namedOn: Day }>;
/** What a plaque's code says of itself: signed by a key of ours, or not. */
export type Checked = Readonly<{ is: 'genuine'; says: SignedCode } | { is: 'forged' }>;

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const publicOf = (x: string): KeyObject => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
/** For programs that read PEM: openssl and its like. */
export const pemOf = (x: string): string => publicOf(x).export({ type: 'spki', format: 'pem' }).toString();
/** The digest of a name as a code carries it, in hex. */
export const nameDigest = (name: string): string => shortDigest(sha256(nameToDigest(name)));

/** The keys, the one that signs first. */
export const plaqueKeys = (db: Db | Tx): Promise<PublicKey[]> =>
  db
    .selectFrom('plaqueKey')
    .select(['id', 'publicKey', 'madeAt', 'retiredAt'])
    .orderBy(sql`retired_at is not null`)
    .orderBy('madeAt', 'desc')
    .execute();

async function addKey(tx: Tx, now: CityTime): Promise<void> {
  const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const id = keyIdOf(sha256(Buffer.from(x, 'base64url')));
  await tx.insertInto('plaqueKey').values({ id, publicKey: x, privateKey: d, madeAt: now, retiredAt: null }).execute();
}
// Two copies of the programme that start at once make one key.
const inTurn = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('lingxian plaque key'))`.execute(tx);
const signing = (db: Db | Tx) => db.selectFrom('plaqueKey').select(['id', 'publicKey', 'privateKey']).where('retiredAt', 'is', null).executeTakeFirst();

/** The first start makes the key. */
export async function ensurePlaqueKey(db: Db, now: CityTime): Promise<void> {
  if ((await signing(db)) !== undefined) return;
  await db.transaction().execute(async (tx) => {
    await inTurn(tx);
    if ((await signing(tx)) === undefined) await addKey(tx, now);
  });
}

/** 换钥匙：新牌用新钥匙签；旧牌照样验得出，旧私钥就此销毁。 */
export async function rotatePlaqueKey(tx: Tx, now: CityTime): Promise<void> {
  await inTurn(tx);
  await tx.updateTable('plaqueKey').set({ privateKey: null, retiredAt: now }).where('retiredAt', 'is', null).execute();
  await addKey(tx, now);
}

/** The code for a plaque, signed by the key of today; the same plaque and key give the same code. */
export async function signPlaque(db: Db | Tx, { code, plaqueNo, name, namedOn }: Plaque): Promise<string> {
  const key = await signing(db);
  if (key === undefined || key.privateKey === null) throw new Error('there is no key to sign plaques with');
  const own = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey, d: key.privateKey }, format: 'jwk' });
  return writePlaqueCode({ code, plaqueNo, namedOn, nameDigest: nameDigest(name), keyId: key.id }, (bytes) => sign(null, bytes, own));
}

/** 验一个带签名的码：是不是这些钥匙里的一把签的。 */
export function checkPlaqueCode(text: string, keys: readonly Pick<PublicKey, 'id' | 'publicKey'>[]): Checked {
  const says = readPlaqueCode(text);
  const key = keys.find(({ id }) => id === says?.keyId);
  if (says === undefined || key === undefined || !verify(null, says.signed, publicOf(key.publicKey), says.signature)) return { is: 'forged' };
  return { is: 'genuine', says };
}
