import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formPlace } from '#contract/shapes.ts';
import type { Paper } from '#core/papers/model.ts';
import { readPageCode } from '#core/papers/page-code.ts';
import { parseForm } from '#server/kernel/forms.ts';
import type { House } from '#server/kernel/house.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import { isTable, writePaper } from '#server/sheets/write-paper.ts';
import { turns } from '#server/kernel/turns.ts';
import type { Typesetter } from '#server/papers/typeset.ts';
import { asPage } from '#server/papers/screen.ts';
import { asWord } from '#server/papers/word.ts';
import { downloadHeaders } from '#server/files/download-headers.ts';
import { formPaper } from '#server/views/forms/form-paper.ts';
import { paperFor } from '#server/views/papers.ts';
import { operationAt } from './operations.ts';
import { readingAs, signedInBy, insistOnSession, type Asked } from './asked.ts';

const asking = z.strictObject({ format: z.enum(['pdf', 'docx', 'xlsx', 'html']).default('pdf'), cut: z.enum(['calendar', 'statistics']).optional() });
const printing = z.strictObject({ at: formPlace, fill: z.enum(['blank', 'filled']).default('blank'), format: z.enum(['pdf', 'docx', 'html']).default('pdf') });
const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
} as const;

/** An archive wants PDF/A: a letter that is signed, and every form. */
const bytesOf = async (paper: Paper, format: keyof typeof types, typesetter: Typesetter): Promise<Buffer> => {
  if (format === 'docx') return asWord(paper);
  if (format === 'xlsx') {
    if (!isTable(paper)) throw refuse(422, 'no-table', '这份文书不是表格，请选 PDF 或 Word', 'format');
    return writePaper(paper);
  }
  if (format === 'html') return Buffer.from(asPage(paper), 'utf8');
  return typesetter.print(paper, 'a-2a');
};

/** 文书：同一份内容，出 PDF、Word 和网页；看得到事项的，才打得出它的文书。 */
export function mountPapers(app: FastifyInstance, house: House, typesetter: Typesetter): void {
  // One paper at a time: a batch of a hundred must not keep those waiting who open a list.
  const inTurn = turns();
  app.get('/api/papers/:of/:id/:name', async (request, reply) => {
    const params = request.params as Record<string, string>;
    const asked: Asked = { house, request, reply, params, query: {}, body: null, ...(await signedInBy(house, request)) };
    insistOnSession(asked);
    const { format, cut } = parseForm(asking, request.query);
    const { of = '', id = '', name = '' } = params;
    if (of !== 'matters' && of !== 'studios' && of !== 'years') throw notFound();
    const base = house.publicUrl === '' ? `${request.protocol}://${request.host}` : house.publicUrl;
    const { paper, bytes } = await inTurn(async () => {
      const made = await paperFor(readingAs(asked), { of, id, name, base, ...(cut === undefined ? {} : { cut }) });
      return { paper: made, bytes: await bytesOf(made, format, typesetter) };
    });
    const headers = downloadHeaders({ id, name: `${paper.title}.${format}`, type: types[format], size: bytes.length, sha256: '' });
    const { etag: _, ...kept } = headers;
    // The page is read where it opens; it is ours, and still sandboxed.
    const shown = format === 'html' ? { 'content-disposition': 'inline' } : {};
    return reply.headers({ ...kept, ...shown, 'cache-control': 'private, no-store' }).send(bytes);
  });
  // 一张表的空白件，或照我写到的样子。
  app.get('/api/papers/form', async (request, reply) => {
    const asked: Asked = { house, request, reply, params: {}, query: {}, body: null, ...(await signedInBy(house, request)) };
    insistOnSession(asked);
    const { at, fill, format } = parseForm(printing, request.query);
    const found = operationAt(at);
    if (found === undefined) throw notFound();
    const work = readingAs(asked);
    const paper = await formPaper(work, await found.operation.form(work, found.params), { zh: found.operation.zh, place: at, fill });
    const bytes = await inTurn(() => bytesOf(paper, format, typesetter));
    const name = `${paper.title}${fill === 'blank' ? '（空白）' : ''}.${format}`;
    const { etag: _, ...kept } = downloadHeaders({ id: 'form', name, type: types[format], size: bytes.length, sha256: '' });
    return reply.headers({ ...kept, ...(format === 'docx' ? {} : { 'content-disposition': 'inline' }), 'cache-control': 'private, no-store' }).send(bytes);
  });
  // A phone that reads the code of a page lands where the paper comes from; who may see it is asked there.
  app.get('/P/:of/:name/:version/:page', async (request, reply) => {
    const code = readPageCode(request.url.split('?')[0] ?? '');
    if (code === undefined) throw notFound();
    return reply.redirect(`/${code.of}/${code.id}`, 302);
  });
  app.addHook('onClose', async () => typesetter.stop());
}
