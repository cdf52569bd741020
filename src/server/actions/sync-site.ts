import type { SiteChanges, SiteMerged } from '#contract/shapes.ts';
import { checkResultZh, mergeSite, type Conflict } from '#core/inspection/site.ts';
import { inspection as inspectionLife, theInspectors, type Inspection } from '#core/inspection/life.ts';
import { sitsAt } from '#core/people/desks.ts';
import type { Work } from '#server/kernel/house.ts';
import { Refusal, refusalOf, refuse } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { saveSite } from '#server/store/kinds/inspection.ts';
import { lock } from '#server/store/matters.ts';
import { namesOf } from '#server/views/names.ts';
import { checklistHash, inspectionFor, showSiteSheet } from '#server/views/site-sheet.ts';
import { momentOf, readingOf } from './moment.ts';

/** Photos belong to whoever took them, or are already part of this inspection. */
async function newPhotos({ tx, actor }: Work, inspection: string, files: readonly string[]): Promise<readonly string[]> {
  if (files.length === 0) return [];
  const rows = await tx
    .selectFrom('storedFile as f')
    .leftJoin('fileUse as u', (join) => join.onRef('u.fileId', '=', 'f.id').on('u.matterId', '=', inspection))
    .select(['f.id', 'f.uploadedBy', 'u.matterId as used'])
    .where('f.id', 'in', files)
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  const missing = files.filter((file) => {
    const row = known.get(file);
    return row === undefined || (row.used === null && row.uploadedBy !== actor.id);
  });
  if (missing.length > 0)
    throw new Refusal(
      422,
      missing.map((file) => ({ code: 'no-such-file', message: '没有这张照片，请重新上传', field: file })),
    );
  return [...new Set(files)].filter((file) => known.get(file)?.used === null);
}

/** Why this record takes nothing from this actor now. */
function shutFor(work: Work, inspection: Inspection): Refusal | undefined {
  const kept = '这里记的没有收下、还在您的设备上';
  if (!theInspectors(inspection).some(sitsAt(work.actor))) return refuse(403, 'not-on-your-desk', '检查记录由检查方填写，您可以看，不能改');
  if (inspection.state === 'unassigned') return refuse(409, 'recused', `检查方已申请回避，正等市总改派，${kept}`);
  if (inspection.state !== 'assigned') return refuse(409, 'handed-in', `检查记录已经提交，${kept}；要补的请市总退回补查后再上传`);
  const inTheWay = inspectionLife.obstacles(inspection, 'fill', momentOf(work, inspection));
  return inTheWay.length === 0 ? undefined : refusalOf(inTheWay);
}

/** A device whose clock is wrong by years says nothing about when; the moment of arrival stands for it. */
const timed = <T extends Readonly<{ at: string }>>(all: readonly T[], now: string): readonly T[] =>
  all.map((one) => (one.at >= '2000' && one.at < '2100' ? one : { ...one, at: now }));

const nothing = (merged: ReturnType<typeof mergeSite>): boolean => merged.answers.length === 0 && merged.notes.length === 0;

async function conflictsOf(work: Work, inspection: Inspection, conflicts: readonly Conflict[]): Promise<SiteMerged['conflicts']> {
  const names = await namesOf(
    work.tx,
    conflicts.map(({ storedBy }) => storedBy),
  );
  return conflicts.map(({ what, key, storedBy, revision }) => {
    const who = names.get(storedBy) ?? '同组的人';
    const answer = inspection.answers.find(({ item }) => item === key);
    const note = inspection.notes.find((one) => one.key === key);
    const now = what === 'answer' ? checkResultZh[answer?.result ?? 'na'] : note?.removed === true ? '已删去' : (note?.text ?? '');
    return { what, key, storedBy: who, revision, message: `${who}已改为“${now}”，请选用哪一个` };
  });
}

/**
 * 现场记录上传：一条收一次，重发不重；同组的人改过的不覆盖；清单换了也照收。
 * @throws Refusal 404 for whoever may not see it, 403 for whoever only looks or must keep away, 409 when the record is closed and something new would be lost,
 *   422 for a photo that is not there
 */
export async function syncSite(work: Work, id: string, { checklist, answers, findings }: SiteChanges): Promise<SiteMerged> {
  await inspectionFor(work, id);
  const inspection = (await lock(readingOf(work), work.actor, id, 'inspection')) as Inspection;
  const changes = { answers: timed(answers, work.now), findings: timed(findings, work.now) } as Parameters<typeof mergeSite>[1];
  const merged = mergeSite(inspection, changes, inspection.checklist, work.actor.id);
  const shut = shutFor(work, inspection);
  if (shut !== undefined && !nothing(merged)) throw shut;
  if (shut === undefined) {
    const photos = await newPhotos(
      work,
      id,
      merged.notes.flatMap(({ photos: taken }) => taken.map(({ file }) => file)),
    );
    await saveSite(work.tx, id, merged);
    await attachFiles(work.tx, photos, { matterId: id });
  }
  const notices = [
    ...(checklist === checklistHash(inspection.checklist) ? [] : ['检查清单在您离线期间调整过，已换成新的；原来记的都还在，请补查新增的项']),
    ...(merged.dropped.length === 0 ? [] : [`${merged.dropped.length}项已不在清单里，不再要求`]),
  ];
  return {
    sheet: await showSiteSheet(work, id),
    taken: [...merged.taken],
    already: [...merged.already],
    conflicts: await conflictsOf(work, inspection, merged.conflicts),
    notices,
  };
}
