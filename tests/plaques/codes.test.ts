import { generateKeyPairSync, sign, verify, webcrypto, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeIn, readPlaqueCode, writePlaqueCode } from '#core/title/plaque-code.ts';
import { nameDigest } from '#server/store/plaque-keys.ts';
import { checkCode, type Known } from '../../src/web/verify/check-code.ts';

/** 牌匾的码：写得出，读得回，改一个字节就不成立。 */
const pair = generateKeyPairSync('ed25519');
const keyId = 'aabbccdd';
const known: Known = { city: '示例市总工会', keys: [{ id: keyId, publicKey: pair.publicKey.export({ format: 'jwk' }).x ?? '' }] };
const name = '张示例劳模创新工作室';
const facts = { code: 'ABCDEFGHJK', plaqueNo: '厦劳创〔2013〕001', namedOn: '2013-11-12', nameDigest: nameDigest(name), keyId };
const signedBy = (key: KeyObject) => writePlaqueCode(facts, (bytes) => sign(null, bytes, key));
const code = signedBy(pair.privateKey);
const holds = (text: string): boolean => {
  const says = readPlaqueCode(text);
  return says !== undefined && says.keyId === keyId && verify(null, says.signed, pair.publicKey, says.signature);
};

it('says its number, its day and its name’s digest, and is short enough for brass', () => {
  const { signed: _, signature: __, ...says } = readPlaqueCode(code)!;
  expect(says).toEqual(facts);
  expect(holds(code)).toBe(true);
  expect(code.length).toBeLessThanOrEqual(150);
  expect(codeIn(` https://gonghui.example.cn/verify/${code}?from=scan\n`)).toBe(code);
});

it('does not hold once anything in it is changed', () => {
  fc.assert(
    fc.property(fc.nat(code.length - 1), fc.constantFrom(...'ABZ059_-abz.'), (at, sign) => {
      const changed = `${code.slice(0, at)}${sign}${code.slice(at + 1)}`;
      expect(holds(changed)).toBe(changed === code);
    }),
    { numRuns: 300 },
  );
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => !holds(`${a}.${b}`)));
});

it('is checked without a network: genuine, forged, on the wrong plaque, without a signature', async () => {
  const check = (text: string, typed = name) => checkCode(text, typed, known, webcrypto.subtle as SubtleCrypto);
  expect(await check(`https://x.cn/verify/${code}`, ' 张示例劳模 创新工作室 ')).toMatchObject({ zh: '属实', mark: 'good' });
  expect(await check(code, '李示例劳模创新工作室')).toMatchObject({ zh: '名称不符', mark: 'bad' });
  expect(await check(code, '')).toMatchObject({ zh: '签名属实', says: expect.stringContaining('厦劳创〔2013〕001') as string });
  expect(await check(signedBy(generateKeyPairSync('ed25519').privateKey))).toMatchObject({ zh: '伪造' });
  expect(await check(code.replace('ABCDEFGHJK', 'ABCDEFGHJZ'))).toMatchObject({ zh: '伪造' });
  expect(await check('ABCDEFGHJK')).toMatchObject({ zh: '没有签名', mark: 'plain' });
});
