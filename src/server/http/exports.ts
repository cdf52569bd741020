import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { routes, type Route } from '#contract/routes.ts';
import { downloadHeaders } from '#server/files/download-headers.ts';
import { parseForm } from '#server/kernel/forms.ts';
import type { House } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { writeCsv, writeSheet } from '#server/sheets/write-sheet.ts';
import { exportList, isExported, type ExportedList } from '#server/views/export.ts';
import { doing, readingAs, signedInBy, insistOnSession, type Asked } from './asked.ts';

const asking: Readonly<Record<ExportedList, Route>> = {
  todos: routes.todos,
  matters: routes.matters,
  studios: routes.studios,
  entries: routes.entries,
  'year-studios': routes.yearStudios,
  experiences: routes.experiences,
  challenges: routes.challenges,
  'support-records': routes.unionRecords,
  plaques: routes.plaques,
  'review-marks': routes.reviewMarks,
};
const format = z.enum(['xlsx', 'csv']).default('xlsx');
const types = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' } as const;

/** 导出：屏幕上筛成什么样，导出就是什么样；谁导出了什么，审计里有一条。 */
export function mountExports(app: FastifyInstance, house: House): void {
  app.get('/api/export/:list', async (request, reply) => {
    const params = request.params as Record<string, string>;
    const asked: Asked = { house, request, reply, params, query: {}, body: request.query, ...(await signedInBy(house, request)) };
    insistOnSession(asked);
    const list = params['list'] ?? '';
    if (!isExported(list)) throw notFound();
    const form = (asking[list].query ?? z.strictObject({})).omit({ limit: true, cursor: true } as never).extend({ format });
    const { format: wanted, ...query } = parseForm(form, request.query) as Record<string, unknown> & { format: keyof typeof types };
    const table = await exportList(readingAs(asked), list, query);
    await doing(asked, { what: 'list.export', which: list }, async () => ({ status: 200, body: { rows: table.rows.length } }));
    const bytes = wanted === 'csv' ? writeCsv(table) : await writeSheet(table);
    const { etag: _, ...headers } = downloadHeaders({ id: list, name: `${table.title}.${wanted}`, type: types[wanted], size: bytes.length, sha256: '' });
    return reply.headers({ ...headers, 'cache-control': 'private, no-store' }).send(bytes);
  });
}
