/** 同一成果被登记两次的三把尺子：编号、题目、证明文件（P12）。 */

/** 专利号、登记号：去掉空格、点、连字符和全角差别，大写。“ZL 2013 1 0012345.X” is “ZL201310012345X”. */
export const normalNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z\u4e00-\u9fff]/g, '');
/** 题目：去掉标点、空格和书名号，全半角统一。太短的题目不作比较。 */
export const normalTitle = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^0-9a-z\u4e00-\u9fff]/g, '');
export const comparable = (normalized: string): boolean => normalized.length >= 5;

/** 成果权属与共建协议对不上的地方；对得上为空。 */
export function ownersMismatch(
  owners: readonly { unit: string; share: number }[],
  partners: readonly { name: string; sharePercent: number }[],
): string | undefined {
  if (partners.length === 0) return undefined;
  if (owners.length === 0) return undefined;
  const unknown = partners.find(({ name }) => !owners.some(({ unit }) => unit === name));
  if (unknown) return `权属中没有共建单位“${unknown.name}”，与共建协议不一致`;
  const differs = partners.find(({ name, sharePercent }) => owners.some(({ unit, share }) => unit === name && share !== sharePercent));
  if (differs) return `“${differs.name}”的份额与共建协议（${differs.sharePercent}%）不一致`;
  return undefined;
}

/** What is known of a claimed result: its normalised number and title, the digest of its proof. */
export type Claim = Readonly<{ number: string; title: string; proof?: string }>;
export type Clash = Readonly<{ code: 'claimed-twice' | 'same-title' | 'same-file'; text: string }>;

/** 与别的工作室撞上的：编号相同最要紧，题目相同、证明文件相同的请核对（P12）。 */
export function clashesOf(own: Claim, others: readonly (Claim & Readonly<{ studio: string }>)[]): readonly Clash[] {
  const same = others.find(({ number }) => comparable(own.number) && number === own.number);
  if (same) return [{ code: 'claimed-twice', text: `“${same.studio}”也登记了同一编号，请双方核对，只能计一次` }];
  const alike = others.find(({ title }) => comparable(own.title) && title === own.title);
  const file = others.find(({ proof }) => proof !== undefined && proof === own.proof);
  return [
    ...(alike ? [{ code: 'same-title', text: `“${alike.studio}”登记了同名成果，请核对是否同一项` } as const] : []),
    ...(file ? [{ code: 'same-file', text: `“${file.studio}”用了同一份证明文件，请核对` } as const] : []),
  ];
}
