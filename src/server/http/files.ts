import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { downloadHeaders } from '#server/files/download-headers.ts';
import { largestFile, receiveUpload, tooLarge } from '#server/files/receive-upload.ts';
import { readableFile, recordFile } from '#server/files/stored-files.ts';
import type { House } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { doing, insistOnSession, readingAs, signedInBy, type Asked } from './asked.ts';

const isTooLarge = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE';

/** Upload (one file a request) and download. */
export async function mountFiles(app: FastifyInstance, house: House): Promise<void> {
  await app.register(multipart, { limits: { fileSize: largestFile + 1, files: 1, fields: 4, headerPairs: 50 }, throwFileSizeLimit: true });

  app.post('/api/files', { bodyLimit: largestFile + 100_000 }, async (request, reply) => {
    const asked: Asked = { house, request, reply, params: {}, query: {}, body: null, ...(await signedInBy(house, request)) };
    insistOnSession(asked);
    if (!request.isMultipart()) throw refuse(415, 'not-multipart', '请以 multipart/form-data 上传一个文件');
    const part = await request.file();
    if (part === undefined) throw refuse(422, 'file-missing', '请选择要上传的文件', 'file');
    const received = await receiveUpload(house.files, part.file, part.filename).catch((error: unknown) => {
      throw isTooLarge(error) ? tooLarge() : error;
    });
    const { status, body } = await doing(
      { ...asked, body: { sha256: received.sha256, name: received.name } },
      { what: 'file.upload', which: received.sha256 },
      async ({ tx, actor, now }) => ({
        status: 201,
        body: await recordFile(tx, actor.id, now, received),
      }),
    );
    return reply.code(status).send(body);
  });

  app.get('/api/files/:id', async (request, reply) => {
    const asked: Asked = {
      house,
      request,
      reply,
      params: request.params as Record<string, string>,
      query: {},
      body: null,
      ...(await signedInBy(house, request)),
    };
    const { tx, actor } = readingAs(asked);
    const { original } = request.query as { original?: unknown };
    const file = await readableFile(tx, actor, asked.params['id'] ?? '', original === '1');
    const headers = downloadHeaders(file);
    if (request.headers['if-none-match'] === headers['etag']) return reply.code(304).headers({ etag: headers['etag'] }).send();
    return reply.headers(headers).send(await house.files.open(file.sha256));
  });
}
