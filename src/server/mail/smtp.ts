import { createTransport } from 'nodemailer';
import type { MailServer } from '#server/kernel/house.ts';
import type { Said } from './compose.ts';

/** What became of handing a mail over. `later`: try again; with `server`, it is our own server that cannot be reached. */
export type Handed = Readonly<{ state: 'accepted' | 'refused' | 'later'; status: number | null; problem: string | null; server?: boolean }>;

const PATIENCE_MS = 15_000;

/** With limits of our own, where the operator has set none: a server that hangs keeps nobody waiting for long. */
function withPatience(url: string): string {
  const patient = new URL(url);
  for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout']) {
    if (!patient.searchParams.has(name)) patient.searchParams.set(name, String(PATIENCE_MS));
  }
  return patient.href;
}

const words: Readonly<Record<string, string>> = {
  EDNS: '找不到发信服务器',
  ECONNECTION: '发信服务器连不上',
  ESOCKET: '发信服务器连不上',
  ETIMEDOUT: '发信服务器没有应答',
  EAUTH: '发信服务器不认登录口令',
  ETLS: '与发信服务器的加密连接没有建立',
};

type Fault = Readonly<{ code?: unknown; responseCode?: unknown; response?: unknown }>;
/** The server's own sentence, without the address: others may read it. */
export const withoutAddress = (sentence: string, address: string): string =>
  sentence
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+/g, '（邮箱）')
    .replaceAll(address.split('@')[0] ?? address, '（邮箱）')
    .slice(0, 200);

function faultOf(error: unknown, address: string): Handed {
  const { code, responseCode, response } = (typeof error === 'object' && error !== null ? error : {}) as Fault;
  const status = typeof responseCode === 'number' ? responseCode : null;
  const ours = words[String(code)];
  // Who may not sign in, or is greeted with a refusal, is told so about himself, not about a recipient.
  if (ours !== undefined) return { state: 'later', status, problem: ours, server: true };
  const said = typeof response === 'string' && response !== '' ? `对方答复：${withoutAddress(response, address)}` : '没有送出';
  return { state: status !== null && status >= 500 ? 'refused' : 'later', status, problem: said };
}

/** Hands one mail to the server. It never throws: what went wrong is for the page people read. */
export async function handOver(
  { url, from }: MailServer,
  { to, messageId, subject, text }: Said & Readonly<{ to: string; messageId: string }>,
): Promise<Handed> {
  const transport = createTransport(withPatience(url));
  try {
    const sent = await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject: subject.replaceAll(/\p{Cc}+/gu, ' '),
      text,
      messageId,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { state: 'accepted', status: Number(/^\d{3}/.exec(sent.response)?.[0] ?? 250), problem: null };
  } catch (error) {
    return faultOf(error, to);
  } finally {
    transport.close();
  }
}
