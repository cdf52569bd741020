import { createHmac } from 'node:crypto';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Refusal } from '#server/kernel/refusal.ts';
import { readAddress, resolveAddress, type Reach, type Resolve, type Resolved } from './address.ts';

/** A receiver answers within ten seconds, or it has not answered. */
export const patienceMs = 10_000;

export type Parcel = Readonly<{ url: string; secret: string; eventId: string; body: string }>;
export type Outcome = Readonly<{ status: number | null; problem: string | null }>;

/** HMAC-SHA256 over id, time and body, as Standard Webhooks 1.0 has it: libraries for many languages verify it. */
export function signatureOf({ secret, eventId, body }: Pick<Parcel, 'secret' | 'eventId' | 'body'>, seconds: number): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${eventId}.${seconds}.${body}`).digest('base64')}`;
}

/** Answers every question for a name with the one address that was looked at. */
const pinned =
  ({ address, family }: Resolved): LookupFunction =>
  (_, options, answer) =>
    options.all === true ? answer(null, [{ address, family }]) : answer(null, address, family);

function post(url: URL, at: Resolved, headers: Record<string, string>, body: string, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? overHttps : overHttp;
    // No agent: no connection outlives its delivery. Redirects are answers like others; nobody follows them.
    const request = send(url, { method: 'POST', headers, agent: false, lookup: pinned(at), signal }, (response) => {
      resolve(response.statusCode ?? 0);
      // What the receiver has to say is not read: it cannot keep us listening.
      response.destroy();
    });
    request.on('error', reject);
    request.end(body);
  });
}

const words: Readonly<Record<string, string>> = {
  ENOTFOUND: '找不到这个域名',
  EAI_AGAIN: '域名暂时查不到',
  ECONNREFUSED: '对方没有接通',
  ECONNRESET: '对方断开了连接',
  ABORT_ERR: '对方十秒内没有应答',
};
const said = (error: unknown): string => {
  if (error instanceof Refusal) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return words[code] ?? (/CERT|SSL|TLS|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code) ? '对方的证书不可信' : '没有送达');
};

/** Sends one delivery, once. It never throws: what went wrong is for the log people read. */
export async function sendParcel(parcel: Parcel, reach: Reach, machine: Date, ending: AbortSignal, resolve?: Resolve): Promise<Outcome> {
  try {
    const url = readAddress(parcel.url, reach);
    const seconds = Math.floor(machine.getTime() / 1000);
    const signal = AbortSignal.any([AbortSignal.timeout(patienceMs), ending]);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(parcel.body)),
      'user-agent': 'lingxian',
      'webhook-id': parcel.eventId,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(parcel, seconds),
    };
    const status = await post(url, await resolveAddress(url, reach, resolve), headers, parcel.body, signal);
    return { status, problem: status >= 200 && status < 300 ? null : status >= 300 && status < 400 ? '对方要求转到别处，未跟随' : `对方答复 ${status}` };
  } catch (error) {
    return { status: null, problem: said(error) };
  }
}
