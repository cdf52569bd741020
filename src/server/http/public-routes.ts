import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FileStore } from '#server/files/file-store.ts';
import type { PublicPage } from '#server/public/page.ts';
import { readMultipart, type Form } from './multipart-form.ts';

const textOf = (values: unknown): Record<string, string> => {
  if (typeof values !== 'object' || values === null) return {};
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
};

async function formOf(request: FastifyRequest, files: FileStore): Promise<Form> {
  if (request.method !== 'POST') return { fields: {} };
  return request.isMultipart() ? readMultipart(request, files) : { fields: textOf(request.body) };
}

const handle = (page: PublicPage, files: FileStore) => async (request: FastifyRequest, reply: FastifyReply) => {
  const { fields, ...file } = await formOf(request, files);
  const { status, headers, body } = await page.answer({ params: textOf(request.params), query: textOf(request.query), form: fields, ...file, address: request.ip, request: request.id });
  return reply.code(status).headers(headers).send(body);
};

/** Mounts the public pages; they read forms as browsers send them, and answer nothing but pages. */
export async function publicRoutes(app: FastifyInstance, { pages, files }: { pages: readonly PublicPage[]; files: FileStore }): Promise<void> {
  await app.register(async (scope) => {
    if (!scope.hasContentTypeParser('multipart/form-data')) await scope.register(multipart);
    if (!scope.hasContentTypeParser('application/x-www-form-urlencoded')) {
      scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 64 * 1024 }, (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))));
    }
    for (const page of pages) scope.route({ method: page.method, url: page.path, handler: handle(page, files) });
  });
}
