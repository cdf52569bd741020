import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routes } from '#contract/routes.ts';
import type { ArchivePreview } from '#contract/shapes.ts';
import { fetchPackage } from '#server/archive/fetch-package.ts';
import { judgePackage } from '#server/archive/judge-package.ts';
import { largestPackage } from '#server/archive/pack.ts';
import { preparePackages, previewSealing, sealPrepared } from '#server/archive/seal-packages.ts';
import { downloadHeaders } from '#server/files/download-headers.ts';
import { parseForm } from '#server/kernel/forms.ts';
import type { House } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { turns } from '#server/kernel/turns.ts';
import type { Typesetter } from '#server/papers/typeset.ts';
import { insistOnArchivist } from '#server/views/archive/list-archive.ts';
import { doing, insistOnSession, readingAs, signedInBy, type Asked } from './asked.ts';
import { frameworkPath } from './mount.ts';

const askedBy = async (house: House, request: FastifyRequest, reply: FastifyReply, body: unknown = null): Promise<Asked> => {
  const params = request.params as Record<string, string>;
  const asked: Asked = { house, request, reply, params, query: {}, body, ...(await signedInBy(house, request)) };
  insistOnSession(asked);
  return asked;
};
const traceOf = ({ request }: Asked) => ({ address: request.ip, request: request.id });
const tooLarge = () => refuse(413, 'package-too-large', '数据包超过 1 GB，请在服务器上用 lingxian archive verify 核验', 'file');

/** The upload, written aside; gone when it has been judged. */
async function spooled<T>({ files }: House, request: FastifyRequest, judge: (path: string) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) throw refuse(415, 'not-multipart', '请以 multipart/form-data 上传一个归档数据包');
  const part = await request.file({ limits: { fileSize: largestPackage }, throwFileSizeLimit: false } as never);
  if (part === undefined) throw refuse(422, 'file-missing', '请选择归档数据包', 'file');
  const path = join(files.spool, `archive-${randomUUID()}`);
  try {
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
    if (part.file.truncated) throw tooLarge();
    return await judge(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** 归档：下载、封存、核验。One package is made at a time: people wait for papers already. */
export function mountArchive(app: FastifyInstance, house: House, typesetter: Typesetter): void {
  const inTurn = turns();

  app.get(frameworkPath(routes.archivePackage.path), async (request, reply) => {
    const asked = await askedBy(house, request, reply);
    insistOnArchivist(readingAs(asked));
    const id = asked.params['id'] ?? '';
    const { manifest, stream, size, sha256, sealed } = await inTurn(() => fetchPackage(house, typesetter, id));
    await doing(asked, { what: 'archive.download', which: id }, async () => ({ status: 200, body: { sha256 } })).catch((error: unknown) => {
      stream.destroy();
      throw error;
    });
    const headers = downloadHeaders({ id, name: `归档-${manifest.matter.title}.zip`, type: 'application/zip', size, sha256 });
    return reply.headers({ ...headers, 'cache-control': 'private, no-store', 'x-archive-sha256': sha256, 'x-archive-sealed': String(sealed) }).send(stream);
  });

  app.post(frameworkPath(routes.sealArchive.path), async (request, reply) => {
    const asked = await askedBy(house, request, reply, request.body);
    insistOnArchivist(readingAs(asked), ['department']);
    const body = parseForm(routes.sealArchive.body, request.body);
    const ids = [...new Set(body.ids)];
    if (body.preview) return reply.send({ items: await previewSealing(house, ids) });
    const prepared = await inTurn(() => preparePackages(house, typesetter, ids));
    const { status, body: answer } = await doing(asked, { what: 'archive.seal', which: `${ids.length}件` }, async (work) => {
      const items: ArchivePreview[] = await sealPrepared(work, prepared, traceOf(asked));
      return { status: 200, body: { items } };
    });
    return reply.code(status).send(answer);
  });

  app.post(frameworkPath(routes.checkArchive.path), { bodyLimit: largestPackage + 100_000 }, async (request, reply) => {
    const asked = await askedBy(house, request, reply);
    insistOnArchivist(readingAs(asked));
    const verdict = await spooled(house, request, (path) => judgePackage(path, house.db));
    const detail = { ...asked, body: { sha256: verdict.sha256 } };
    await doing(detail, { what: 'archive.verify', which: verdict.sha256 }, async () => ({ status: 200, body: { whole: verdict.whole } }));
    return reply.send(verdict);
  });
}
