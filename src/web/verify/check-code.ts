import { dayZh } from '#core/shared/days.ts';
import { claimsSignature, codeIn, nameToDigest, readPlaqueCode, shortDigest } from '#core/title/plaque-code.ts';

/** What is known in the standalone page: who signs, and with which keys. */
export type Known = Readonly<{ city: string; keys: readonly Readonly<{ id: string; publicKey: string }>[] }>;
export type Said = Readonly<{ mark: 'good' | 'bad' | 'plain'; zh: string; says: string; more: string }>;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const forged = (city: string): Said => ({
  mark: 'bad',
  zh: '伪造',
  says: '签名不符，这个码不是本机关签发的。',
  more: `请拍下牌匾，记下所在地点，向${city}反映。`,
});

/**
 * 离线验一块牌匾：签名是不是本机关的，码是不是这块牌匾的。
 * @param subtle the browser's own cryptography; nothing when the browser has none
 * @throws whatever the browser throws that does not know Ed25519
 */
export async function checkCode(scanned: string, name: string, { city, keys }: Known, subtle: SubtleCrypto): Promise<Said> {
  const text = codeIn(scanned);
  if (!claimsSignature(text))
    return { mark: 'plain', zh: '没有签名', says: '这是短码或早年的牌匾，离线验不出真假。', more: '请联网扫码，或在有网络的地方输入查验码。' };
  const says = readPlaqueCode(text);
  const key = keys.find(({ id }) => id === says?.keyId);
  if (says === undefined || key === undefined) return forged(city);
  const mine = await subtle.importKey('raw', bytesOf(key.publicKey), 'Ed25519', false, ['verify']);
  if (!(await subtle.verify('Ed25519', mine, says.signature, says.signed))) return forged(city);
  const facts = `编号应为${says.plaqueNo}，命名于${dayZh(says.namedOn)}，请与牌匾核对。`;
  if (nameToDigest(name) === '') return { mark: 'plain', zh: '签名属实', says: facts, more: '再输入牌匾上的工作室名称，看码是不是这块牌匾的。' };
  const digest = shortDigest(hex(await subtle.digest('SHA-256', new TextEncoder().encode(nameToDigest(name)))));
  if (digest !== says.nameDigest)
    return { mark: 'bad', zh: '名称不符', says: '码是真的，但不是这个名称的工作室的：可能是真码贴在假牌上，或名称输入有误。', more: facts };
  return { mark: 'good', zh: '属实', says: `码和名称都对得上。${facts}`, more: '离线只验得出真假；是否撤销、整改、换发，请联网扫码。' };
}
