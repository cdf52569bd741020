import { dayIn } from '#core/shared/days.ts';
import { moveDays } from '#server/jobs/run-day.ts';
import type { NewComment, SiteChanges } from '#contract/shapes.ts';
import { addComment, editComment, withdrawComment } from '#server/actions/comment.ts';
import { sheetsOf, takeScan } from '#server/actions/keep-scan.ts';
import { syncSite } from '#server/actions/sync-site.ts';
import { readableFile } from '#server/files/stored-files.ts';
import { dryRun, importKind, refusedRows, reportOf, runImport } from '#server/imports/run-import.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import { readWorkbook } from '#server/sheets/read-sheet.ts';
import { dropView, saveView } from '#server/views/saved-views.ts';
import { markRead } from '#server/views/notifications.ts';
import { doing, readingAs, type Asked } from '../asked.ts';
import { takeBulk, type BulkTake } from '#server/actions/bulk.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import type { Handler } from '../mount.ts';

const clockFace = ({ house }: Asked) => {
  const now = house.clock.now();
  return { status: 200, body: { today: dayIn(now), now } };
};

export const doingHandlers = {
  readNotifications: (asked) =>
    doing(asked, { what: 'notification.read', which: '' }, async (work) => {
      await markRead(work, (asked.body as { ids: string[] }).ids);
      return { status: 204, body: null };
    }),
  takeBulk: (asked) => {
    const body = asked.body as BulkTake;
    const { ip, id: request } = asked.request;
    return doing(asked, { what: 'matter.bulk', which: body.name }, async (work) => {
      const { tx, actor, now } = work;
      const line = {
        cityAt: now,
        personId: actor.id,
        office: actor.office,
        what: body.name,
        outcome: 'done',
        detail: { bulk: body.items.length },
        address: ip,
        request,
      } as const;
      await takeBulk(work, body, (which) => writeAudit(tx, { ...line, which }));
      return { status: 200, body: { done: body.items.map(({ id }) => id) } };
    });
  },
  syncSite: (asked) => {
    const which = asked.params['id'] ?? '';
    return doing(asked, { what: 'inspection.sync', which }, async (work) => ({ status: 200, body: await syncSite(work, which, asked.body as SiteChanges) }));
  },
  readScan: async (asked) => {
    const { file, matter, keep } = asked.body as { file: string; matter?: string; keep: boolean };
    const sheets = await sheetsOf(readingAs(asked), file);
    return doing(asked, { what: 'scan.read', which: file }, async (work) => ({ status: 200, body: await takeScan(work, sheets, { file, matter, keep }) }));
  },
  importRows: async (asked) => {
    const { file, dry } = asked.body as { file: string; dry: boolean };
    const code = asked.params['code'] ?? '';
    const reading = readingAs(asked);
    importKind(reading, code);
    const sheets = await readWorkbook(reading.house.files, await readableFile(reading.tx, reading.actor, file));
    return doing(asked, { what: dry ? 'import.try' : 'import.run', which: code }, async (work) => {
      const judged = dry ? await dryRun(work, code, sheets) : await runImport(work, code, sheets, false);
      const report = reportOf(judged, !dry);
      if (!dry && report.refused > 0) throw new Refusal(422, refusedRows(judged));
      return { status: 200, body: report };
    });
  },
  saveView: (asked) => {
    const body = asked.body as { list: 'matters' | 'studios'; name: string; address: string; shared: boolean };
    return doing(asked, { what: 'view.save', which: body.name }, async (work) => {
      await saveView(work, body);
      return { status: 204, body: null };
    });
  },
  dropView: (asked) => {
    const which = asked.params['id'] ?? '';
    return doing(asked, { what: 'view.drop', which }, async (work) => {
      await dropView(work, which);
      return { status: 204, body: null };
    });
  },
  addComment: (asked) => {
    const which = asked.params['id'] ?? '';
    return doing(asked, { what: 'comment.add', which }, async (work) => ({
      status: 201,
      body: { id: await addComment(work, which, asked.body as NewComment) },
    }));
  },
  editComment: (asked) => {
    const which = asked.params['id'] ?? '';
    return doing(asked, { what: 'comment.edit', which }, async (work) => {
      await editComment(work, which, (asked.body as { text: string }).text);
      return { status: 204, body: null };
    });
  },
  withdrawComment: (asked) => {
    const which = asked.params['id'] ?? '';
    return doing(asked, { what: 'comment.withdraw', which }, async (work) => {
      await withdrawComment(work, which);
      return { status: 204, body: null };
    });
  },
  demoClock: async (asked) => clockFace(asked),
  moveClock: async (asked) => {
    await moveDays(asked.house, (asked.body as { days: number }).days);
    return clockFace(asked);
  },
} satisfies Record<string, Handler>;
