import { addressOf, paths, type Answer, type Asked, type Body, type Params, type Query, type RouteName } from './paths.ts';
import { sessionEnded } from './session-ended.ts';
import { Trouble, troubleOf } from './trouble.ts';

type Sent = Readonly<{ method: string; body?: unknown; form?: FormData; key?: string; signal?: AbortSignal; quiet?: boolean; keepalive?: boolean }>;

async function bodyOf(answer: Response): Promise<unknown> {
  if (answer.status === 204) return null;
  const text = await answer.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * One request to our own server. `quiet` leaves a 401 to the caller; otherwise the sign-in dialog opens.
 * @throws Trouble
 */
export async function send(address: string, { method, body, form, key, signal, quiet = false, keepalive = false }: Sent): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (key !== undefined) headers['idempotency-key'] = key;
  let answer: Response;
  try {
    answer = await fetch(address, {
      method,
      headers,
      body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
      signal,
      keepalive,
      credentials: 'same-origin',
    });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw troubleOf(0, null);
  }
  const given = await bodyOf(answer);
  if (answer.ok) return given;
  if (answer.status === 401 && !quiet) sessionEnded.tell();
  const wait = Number(answer.headers.get('retry-after'));
  throw troubleOf(answer.status, given, wait > 0 ? wait : undefined);
}

type Details<K extends RouteName> = Readonly<{
  params?: Params;
  query?: Query<K>;
  body?: Body<K>;
  key?: string;
  signal?: AbortSignal;
  quiet?: boolean;
  keepalive?: boolean;
}>;

/** Calls a route of the contract; what comes back is of the shape the contract says. @throws Trouble */
export async function call<K extends RouteName>(name: K, { params, query, ...sent }: Details<K> = {}): Promise<Answer<K>> {
  const { method, path } = paths[name];
  const asked: Asked = query ?? {};
  // The contract is checked at the server, answer by answer; the browser believes its own server.
  return (await send(addressOf(path, params, asked), { method, ...sent })) as Answer<K>;
}

export const isTrouble = (error: unknown): error is Trouble => error instanceof Trouble;
