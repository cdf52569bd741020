import type { Kind } from '#core/lives.ts';
import type { Matter } from '#core/shared/life.ts';
import { takeForm } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, refusalOf } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { dropDraft } from '#server/store/drafts.ts';
import { lock, pastOf, save } from '#server/store/matters.ts';
import { choosable } from '#server/views/choices.ts';
import { lifeOf } from './any-life.ts';
import { tellOfArisen, writeLetter, type Wish } from './letters/write-letter.ts';
import { drawn, momentOf, readingOf } from './moment.ts';
import { notifyArrival, tellDelegator } from './notify.ts';
import { hasConsequences, react } from './react.ts';

/** One step of a matter: which, as seen in which version, bringing what; `held` is the matter that kept it until now. */
export type Step = Readonly<{ kind: Kind; id: string; transition: string; version?: number; input?: unknown; letter?: Wish | undefined; held?: string }>;

/**
 * 事项向前（或向后）走一步：锁定 → 查障碍 → 收材料 → 走 → 存 → 函件 → 后果。
 * @throws Refusal 403, 404, 409 or 422 with every obstacle
 */
export async function advance(work: Work, { kind, id, transition, version, input, letter, held }: Step): Promise<Matter> {
  const { tx, actor } = work;
  const life = lifeOf(kind);
  const row = life.transitions[transition];
  if (row === undefined) throw notFound();
  const subject = await lock(readingOf(work), actor, id, kind, version);
  const moment = momentOf(work, subject, await pastOf(tx, id));

  const inTheWay = life.obstacles(subject, transition, moment);
  if (inTheWay.length > 0) throw refusalOf(inTheWay);
  const place = { matter: id, ...(subject.studio === undefined ? {} : { studio: subject.studio }), ...(held === undefined ? {} : { held }) };
  const { brought, files } = await takeForm(work, life.formOf(subject, transition, moment), input, place, choosable);
  const numbers = await drawn(work, row.draws?.(subject) ?? {});

  const decided = life.advance(subject, transition, brought, { ...moment, numbers });
  if (!decided.ok) throw refusalOf(decided.reasons);
  const { next, event } = decided.value;
  await save(tx, subject, next, event, { undoable: row.draws === undefined && row.quiet !== true && !hasConsequences(next, event, subject) });
  await attachFiles(tx, files, { matterId: id });
  // What was being written for it is written, one at a time or many at once: gone with the step, or not at all.
  await dropDraft(tx, actor.id, `/api/${life.path}/${id}/${transition}`);
  const written = await writeLetter(work, { before: subject, next, event }, letter);
  await notifyArrival(work, subject, next, { kind: row.tone === 'back' ? 'returned' : 'arrived', letter: written });
  await tellDelegator(work, subject, next, event);
  await react(work, next, event, subject);
  if (written === undefined && event.from !== event.to) await tellOfArisen(work, next, event);
  return next;
}
