import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** What the public page of a draw calculates with: at a fixed address, so kept briefly and asked for by its hash. */
function mountRerun(app: FastifyInstance, file: string): void {
  if (!existsSync(file)) return;
  const script = readFileSync(file, 'utf8');
  const etag = `"${createHash('sha256').update(script).digest('hex').slice(0, 16)}"`;
  app.get('/public/rerun-draw.js', (request, reply) => {
    void reply.headers({ etag, 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type('text/javascript; charset=utf-8').send(script);
  });
}

/**
 * The built pages: hashed files kept for ever, the shell never.
 * @returns how the shell is sent, for every address that is a page's
 */
export async function mountWeb(app: FastifyInstance, dir: string): Promise<(reply: FastifyReply) => FastifyReply> {
  const shell = readFileSync(join(dir, 'index.html'), 'utf8');
  const send = (reply: FastifyReply) => reply.code(200).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(shell);
  await app.register(fastifyStatic, { root: resolve(dir, 'assets'), prefix: '/assets/', immutable: true, maxAge: '365d', index: false });
  mountRerun(app, join(dir, 'rerun-draw.js'));
  app.get('/', (_, reply) => send(reply));
  // The worker of the on-site page: asked for anew every time, so that a new build is noticed.
  const worker = join(dir, 'sw.js');
  if (existsSync(worker)) {
    const source = readFileSync(worker, 'utf8');
    app.get('/sw.js', (_, reply) => reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(source));
  }
  return send;
}
