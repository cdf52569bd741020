import type { MailState } from '#contract/shapes.ts';

/** What is known of one person's mail: its row where there is one, and whether the person has an address. */
export type Mailed = Readonly<{
  state: string | null;
  kind: string | null;
  tries: number | null;
  nextAt: string | null;
  problem: string | null;
  day: string | null;
}>;
export type Reach = Readonly<{ mails: boolean; confirmed: boolean; read: boolean }>;

const at = (moment: string | null): string => (moment ?? '').slice(11, 16);
const inDigest = ({ kind, day }: Mailed): string =>
  kind === 'digest' && day !== null ? `随${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日早上的摘要，` : '';

/** 邮件到了哪一步，一句话。 */
export function mailWords(mailed: Mailed, { mails, confirmed, read }: Reach): { mail: MailState; mailZh: string } {
  const { state, tries, nextAt, problem } = mailed;
  if (state === 'accepted') return { mail: 'accepted', mailZh: `${inDigest(mailed)}对方邮件服务器已收` };
  if (state === 'refused') return { mail: 'refused', mailZh: `${inDigest(mailed)}被退：${problem ?? ''}` };
  if (state === 'dropped') return { mail: 'dropped', mailZh: problem ?? '未发' };
  if (state === 'waiting' && (tries ?? 0) > 0 && problem !== null) return { mail: 'retrying', mailZh: `${inDigest(mailed)}${problem}，${at(nextAt)}再试` };
  if (state === 'waiting') return { mail: 'waiting', mailZh: `${inDigest(mailed)}邮件待发` };
  if (!mails) return { mail: 'none', mailZh: '没有接发信服务器，只在站内' };
  if (!confirmed) return { mail: 'none', mailZh: '没有登记邮箱，只在站内' };
  return read ? { mail: 'none', mailZh: '已在站内看过，不再发邮件' } : { mail: 'waiting', mailZh: '并入早上的摘要' };
}
