import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { downloadHeaders } from '#server/files/download-headers.ts';
import { readableFile } from '#server/files/stored-files.ts';
import { dryRun, templateOf, verdictBook } from '#server/imports/run-import.ts';
import { parseForm } from '#server/kernel/forms.ts';
import type { House } from '#server/kernel/house.ts';
import { readWorkbook } from '#server/sheets/read-sheet.ts';
import { doing, insistOnSession, readingAs, signedInBy, type Asked } from './asked.ts';

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const asking = z.strictObject({ filled: z.enum(['1']).optional() });
const checking = z.strictObject({ file: z.string().min(1).max(64) });

/** 导入模板（空的，或填好现有内容的），和逐行写明结论的退回表。 */
export function mountImports(app: FastifyInstance, house: House): void {
  const asked = async (request: Parameters<typeof signedInBy>[1], reply: Asked['reply']): Promise<Asked> => {
    const one: Asked = {
      house,
      request,
      reply,
      params: request.params as Record<string, string>,
      query: {},
      body: request.query,
      ...(await signedInBy(house, request)),
    };
    insistOnSession(one);
    return one;
  };
  const send = (reply: Asked['reply'], name: string, bytes: Buffer) => {
    const { etag: _, ...headers } = downloadHeaders({ id: name, name, type, size: bytes.length, sha256: '' });
    return reply.headers({ ...headers, 'cache-control': 'private, no-store' }).send(bytes);
  };
  app.get('/api/imports/:code/template', async (request, reply) => {
    const one = await asked(request, reply);
    const { filled } = parseForm(asking, request.query);
    const code = one.params['code'] ?? '';
    const { name, bytes, rows } = await templateOf(readingAs(one), code, filled === '1');
    await doing(one, { what: 'import.template', which: code }, () => Promise.resolve({ status: 200, body: { rows } }));
    return send(reply, name, bytes);
  });
  app.get('/api/imports/:code/verdicts', async (request, reply) => {
    const one = await asked(request, reply);
    const { file } = parseForm(checking, request.query);
    const code = one.params['code'] ?? '';
    const reading = readingAs(one);
    const meta = await readableFile(reading.tx, reading.actor, file);
    const sheets = await readWorkbook(house.files, meta);
    let bytes: Buffer = Buffer.alloc(0);
    await doing(one, { what: 'import.try', which: code }, async (work) => {
      bytes = await verdictBook(await dryRun(work, code, sheets));
      return { status: 200, body: null };
    });
    return send(reply, meta.name.replace(/(\.xlsx)?$/i, '（结果）.xlsx'), bytes);
  });
}
