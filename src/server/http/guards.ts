import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ConnectionError } from 'fastify';
import type { Socket } from 'node:net';
import type { House } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { isFault, problemOf } from './problem.ts';

/** Cross-site forms have no business here: a page that posts says where it is from. */
export function refuseForeignOrigins(app: FastifyInstance, house: House): void {
  app.addHook('onRequest', async (request) => {
    const { origin, host } = request.headers;
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || origin === undefined) return;
    const own = [host, house.publicUrl === '' ? undefined : new URL(house.publicUrl).host];
    if (!URL.canParse(origin) || !own.includes(new URL(origin).host)) throw refuse(403, 'foreign-origin', '请求来自其他网站，未予办理');
  });
}

/** The API speaks JSON; only a file comes as a form. What the public pages accept, the API does not. */
export function insistOnJson(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const type = request.headers['content-type'];
    if (type === undefined || !request.url.startsWith('/api/') || /^\/api\/(files|archive\/verify)(\?|$)/.test(request.url)) return;
    if (!/^application\/json\s*(;|$)/i.test(type)) throw refuse(415, 'wrong-type', '请以 application/json 提交');
  });
}

/** The most that is read of what is refused anyway, in bytes: beyond it the line is cut. */
const heardOut = 64 * 1024 * 1024;

/**
 * Whoever is refused while still sending is heard out first. Answered in the middle, a browser reports a broken line instead of
 * the sentence, and the next request on that line is lost with it.
 */
export function hearOut(app: FastifyInstance): void {
  app.addHook('onSend', async ({ raw }, reply) => {
    if (reply.statusCode < 400 || raw.complete !== false || raw.destroyed) return;
    raw.unpipe();
    let heard = 0;
    await new Promise<void>((resolve) => {
      for (const event of ['end', 'close', 'error'] as const) raw.once(event, () => resolve());
      raw.on('data', ({ length }: Buffer) => {
        heard += length;
        if (heard > heardOut) resolve();
      });
      raw.resume();
    });
    if (heard > heardOut) reply.header('connection', 'close');
  });
}

/** Every error as people may read it; what should never have happened is for the log. */
export const answerError =
  (house: House) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (isFault(error))
      house.log(`${request.method} ${request.routeOptions?.url ?? '?'}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const { status, body, retryAfter } = problemOf(error);
    if (status === 401 && request.headers.authorization !== undefined) reply.header('www-authenticate', 'Bearer');
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
  };

/** What is not even a request: the same shape, written by hand, and the line is cut. */
export function answerNoise(_: ConnectionError, socket: Socket): void {
  if (!socket.writable) return;
  const body = JSON.stringify(problemOf({ statusCode: 400 }).body);
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
