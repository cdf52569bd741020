import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * The built pages: hashed files kept for ever, the shell never.
 * @returns how the shell is sent, for every address that is a page's
 */
export async function mountWeb(app: FastifyInstance, dir: string): Promise<(reply: FastifyReply) => FastifyReply> {
  const shell = readFileSync(join(dir, 'index.html'), 'utf8');
  const send = (reply: FastifyReply) => reply.code(200).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(shell);
  await app.register(fastifyStatic, { root: resolve(dir, 'assets'), prefix: '/assets/', immutable: true, maxAge: '365d', index: false });
  app.get('/', (_, reply) => send(reply));
  // The worker of the on-site page: asked for anew every time, so that a new build is noticed.
  const worker = join(dir, 'sw.js');
  if (existsSync(worker)) {
    const source = readFileSync(worker, 'utf8');
    app.get('/sw.js', (_, reply) => reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(source));
  }
  return send;
}
