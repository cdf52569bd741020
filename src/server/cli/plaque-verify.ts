import { createHash, createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { dayIn } from '#core/shared/days.ts';
import { claimsSignature, codeIn, keyIdOf } from '#core/title/plaque-code.ts';
import { plaqueBehind } from '#server/public/public-data.ts';
import { openClock } from '#server/kernel/city-clock.ts';
import { worth } from '#server/public/worth.ts';
import { connect } from '#server/store/connection.ts';
import { checkPlaqueCode, plaqueKeys, type Checked, type PublicKey } from '#server/store/plaque-keys.ts';
import { CannotStart } from '../cannot-start.ts';
import { readConfig } from '../config.ts';
import { withDatabase } from './place.ts';
import { answer, type ExitCode, type Verb } from './verb.ts';

type Key = Pick<PublicKey, 'id' | 'publicKey'>;
const published = z.object({ keys: z.array(z.object({ id: z.string(), publicKey: z.string() })).min(1) });

const isJson = (text: string): boolean => text.trimStart().startsWith('{');
function keyOfPem(text: string): Key {
  const { x = '', crv } = createPublicKey(text).export({ format: 'jwk' });
  if (crv !== 'Ed25519') throw new Error('not Ed25519');
  return { id: keyIdOf(createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex')), publicKey: x };
}
/** What /verify/key says, saved; or one key as PEM. */
async function keysIn(path: string): Promise<readonly Key[]> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new CannotStart(`读不到钥匙文件 ${path}。The key file ${path} cannot be read.`);
  try {
    return isJson(text) ? published.parse(JSON.parse(text)).keys : [keyOfPem(text)];
  } catch {
    throw new CannotStart(`${path} 不是牌匾公钥：请保存 /verify/key 的内容，或 PEM。${path} holds no plaque key: save what /verify/key answers, or a PEM.`);
  }
}

type Found = Readonly<{ verdict: string; zh: string; plaqueNo?: string; namedOn?: string; keyId?: string; says?: string }>;
const saysOf = (checked: Checked): Partial<Found> =>
  checked.is === 'genuine' ? { plaqueNo: checked.says.plaqueNo, namedOn: checked.says.namedOn, keyId: checked.says.keyId } : {};

/** 只凭公钥：验得出真假，验不出今天的情况。 */
function offline(code: string, keys: readonly Key[]): Found {
  if (!claimsSignature(code)) return { verdict: 'unsigned', zh: '没有签名：短码或早年的牌匾，离线验不出真假' };
  const checked = checkPlaqueCode(code, keys);
  return checked.is === 'forged' ? { verdict: 'forged', zh: '伪造：签名不符' } : { verdict: 'genuine', zh: '签名属实', ...saysOf(checked) };
}

async function online(code: string): Promise<Found> {
  return withDatabase(readConfig(), async ({ serverUrl }) => {
    const db = connect(serverUrl);
    try {
      const signed = offline(code, await plaqueKeys(db));
      if (signed.verdict === 'forged') return signed;
      const plaque = await plaqueBehind(db, code.split('.')[0] ?? '');
      if (plaque === undefined) return { ...signed, verdict: 'unknown', zh: '查无此牌' };
      const { mark, zh, says } = worth(plaque, dayIn((await openClock(db)).now()));
      return { ...signed, plaqueNo: plaque.replaced?.plaqueNo ?? plaque.plaqueNo, verdict: mark === 'good' ? 'valid' : 'not-valid', zh, says };
    } finally {
      await db.destroy();
    }
  });
}

export const verb: Verb = {
  about: '验一块牌匾的码：是否伪造、今天是否有效；--key 给出保存的公钥，不联库只验签名',
  words: ['CODE'],
  options: { key: { type: 'string' }, json: { type: 'boolean' } },
  async run({ values, words: [given = ''] }): Promise<ExitCode> {
    const code = codeIn(given);
    const { key, json } = values;
    const found = typeof key === 'string' ? offline(code, await keysIn(key)) : await online(code);
    answer(json === true, { code, ...found }, () => [found.zh, found.says, found.plaqueNo, found.namedOn].filter((line) => line !== undefined).join('\n'));
    return found.verdict === 'valid' || found.verdict === 'genuine' ? 0 : 1;
  },
};
