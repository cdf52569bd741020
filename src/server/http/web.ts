import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The built pages: hashed files kept for ever, the shell never; every other address is the shell's to answer. */
export async function mountWeb(app: FastifyInstance, dir: string): Promise<void> {
  const shell = readFileSync(join(dir, 'index.html'), 'utf8');
  await app.register(fastifyStatic, { root: resolve(dir, 'assets'), prefix: '/assets/', immutable: true, maxAge: '365d', index: false });
  for (const url of ['/', '/sign-in', '/invitation/*', '/matters', '/matters/*', '/studios', '/studios/*', '/targets', '/expert', '/city', '/people', '/unions', '/notifications', '/audit', '/search', '/setup/*']) {
    app.get(url, async (_, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(shell));
  }
}
