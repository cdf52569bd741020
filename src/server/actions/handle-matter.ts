import { handle, inTheWayOf, verbOf } from '#core/handling/handle.ts';
import type { VerbName } from '#core/handling/verbs.ts';
import { sameHolder } from '#core/shared/handling.ts';
import type { Holder } from '#core/people/desks.ts';
import { sitsAt } from '#core/people/desks.ts';
import type { NoticeKind } from '#core/notify/kinds.ts';
import type { Matter } from '#core/shared/life.ts';
import { takeForm } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { refusalOf } from '#server/kernel/refusal.ts';
import { lock, pastOf, save } from '#server/store/matters.ts';
import { choosable } from '#server/views/choices.ts';
import { lifeOf } from './any-life.ts';
import { momentOf, readingOf } from './moment.ts';
import { takeBackLetter, writeLetter, type Wish } from './letters/write-letter.ts';
import { tell, tellDelegator, type Sort } from './notify.ts';

type Arranged = Readonly<{ verb: VerbName; id: string; version: number; input: unknown; letter?: Wish | undefined }>;

/** Which sort of notice each verb brings. */
const sortOf: Readonly<Partial<Record<VerbName, NoticeKind>>> = {
  circulate: 'asked',
  addSigners: 'asked',
  countersign: 'asked',
  disagree: 'returned',
  handOver: 'asked',
  delegate: 'asked',
  handBack: 'returned',
  returnTo: 'returned',
  undo: 'returned',
};
const toldWhat: Readonly<Partial<Record<VerbName, string>>> = {
  circulate: '请您会签',
  addSigners: '请您会签',
  countersign: '轮到您办理',
  disagree: '会签有不同意见，请处理',
  dropSigner: '轮到您办理',
  handOver: '转给您办理',
  delegate: '委派给您办理',
  returnTo: '被驳回到您这一步',
  undo: '上一步已撤销，回到您这里',
};

/** What those are told who had it and have it no longer. */
const toldGone: Readonly<Partial<Record<VerbName, string>>> = {
  withdrawRound: '会签已收回，不用您签了',
  takeOver: '已由同事接过去办',
  recall: '委派已收回，不用您办了',
};

/** Whoever has it on the desk now and had not before is told; a copy and a reminder tell those they are for. */
async function tellOf(work: Work, verb: VerbName, before: Matter, next: Matter, letter: string | undefined): Promise<void> {
  const life = lifeOf(next.kind);
  const [was, is] = [life.parties(before), life.parties(next)];
  const others = (holders: readonly Holder[]) => holders.filter((holder) => holder.office !== 'clock' && !sitsAt(work.actor)(holder));
  const named = `${life.zh}《${next.title}》`;
  const behind = before.handling?.delegated === undefined ? [] : [before.handling.delegated.by];
  if (verb === 'urge') return tellAll(work, next.id, `${named}有人催办，请尽快办理`, others([...is.acts, ...behind]), { kind: 'urged' });
  if (verb === 'copyTo') {
    const fresh = (next.handling?.copied ?? []).filter((one) => !(before.handling?.copied ?? []).some((known) => sameHolder(known, one)));
    return tellAll(work, next.id, `${named}抄送给您`, others(fresh), { kind: 'copied' });
  }
  const gone = toldGone[verb];
  if (gone !== undefined)
    return tellAll(work, next.id, `${named}${gone}`, others(was.acts.filter((one) => !is.acts.some((now) => sameHolder(now, one)))), { kind: 'told' });
  if (verb === 'handBack') return tellAll(work, next.id, `${named}办不了，交还给您`, others(behind), { kind: 'returned' });
  const fresh = is.acts.filter((one) => !was.acts.some((known) => sameHolder(known, one)));
  return tellAll(work, next.id, `${named}${toldWhat[verb] ?? '请您办理'}`, others(fresh), { kind: sortOf[verb] ?? 'arrived', letter });
}
const tellAll = (work: Work, id: string, text: string, holders: readonly Holder[], sort: Sort): Promise<void> =>
  holders.length === 0 ? Promise.resolve() : tell(work, id, text, holders, sort);

/**
 * 转办、委派、会签、加签、减签、抄送、催办、驳回、撤销：每件事项都一样。
 * @throws Refusal 403, 404, 409 or 422
 */
export async function handleMatter(work: Work, { verb, id, version, input, letter: wish }: Arranged): Promise<Matter> {
  const { tx, actor } = work;
  const subject = await lock(readingOf(work), actor, id, undefined, version);
  const walk = lifeOf(subject.kind);
  const moment = momentOf(work, subject, await pastOf(tx, id));
  const inTheWay = inTheWayOf(verb, walk, subject, moment);
  if (inTheWay.length > 0) throw refusalOf(inTheWay);
  const place = { matter: id, ...(subject.studio === undefined ? {} : { studio: subject.studio }) };
  const { brought } = await takeForm(work, verbOf(verb).brings?.(walk, subject, moment), input, place, choosable);
  const { next, event } = handle(verb, walk, subject, brought, moment);
  await save(tx, subject, next, event);
  const step = { before: subject, next, event };
  const letter = await (verb === 'undo' ? takeBackLetter(work, step) : writeLetter(work, step, wish));
  await tellOf(work, verb, subject, next, letter);
  await tellDelegator(work, subject, next, event);
  return next;
}
