import type { Answer } from '#core/library/challenge.ts';
import type { Bid } from '#core/library/bid.ts';
import type { Challenge } from '#core/library/challenge.ts';
import { namedPeople, type AdoptionForm, type Experience } from '#core/library/experience.ts';
import type { Difficulty } from '#core/difficulty/life.ts';
import { theSystem } from '#core/people/actor.ts';
import type { Holder } from '#core/people/desks.ts';
import type { Matter } from '#core/shared/life.ts';
import { cutTo } from '#core/shared/text.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { find } from '#server/store/matters.ts';
import { advance } from '../advance.ts';
import { asSystem } from '../as-system.ts';
import { readingOf } from '../moment.ts';
import { tell } from '../notify.ts';
import { openMatter } from '../open.ts';

/** 文中点了名、还没有同意的人，请本人看过再决定；问过的不再问。 */
export async function askNamed(work: Work, { id }: Matter): Promise<void> {
  const experience = (await find(readingOf(work), theSystem, id)) as Experience;
  for (const person of unasked(experience)) {
    if (person === work.actor.id) continue;
    const asked = await work.tx.selectFrom('notification').select('id').where('matterId', '=', id).where('personId', '=', person).executeTakeFirst();
    if (asked === undefined) await tell(work, id, `《${experience.title}》写到了您，请看过后决定是否同意公开姓名`, inAnyOffice(person));
  }
}
const unasked = (experience: Experience): readonly string[] =>
  namedPeople(experience)
    .map((one) => one.id)
    .filter((one) => !experience.named.some(({ person }) => person === one));
const inAnyOffice = (person: string): readonly Holder[] => (['member', 'lead', 'secretary'] as const).map((office) => ({ office, person }));

/** 我单位已采用：采用的单位一件，补效果时从这里补。 */
export async function openAdoption(work: Work, cause: Matter, { brought }: { brought: AdoptionForm }): Promise<void> {
  const { actor } = work;
  const { id: parent, studio, title } = cause as Experience;
  const { name } = await work.tx
    .selectFrom('unionOrg')
    .select('name')
    .where('id', '=', actor.union ?? '')
    .executeTakeFirstOrThrow();
  const { usedAt, adoptedOn, effect = '', benefitFen = 0, proof } = brought;
  const { id: matterId } = await openMatter(work, 'adoption', {
    title: cutTo(`${title}（${name}采用）`, 120),
    state: effect === '' ? 'adopted' : 'proven',
    ...(studio === undefined ? {} : { studio }),
    parent,
    own: {
      unionId: actor.union,
      usedAt,
      adoptedOn,
      effect,
      benefitFen,
      ...(proof === undefined ? {} : { proof }),
      ...(effect === '' ? {} : { provenOn: adoptedOn }),
    },
    brought: { usedAt, adoptedOn },
  });
  await attachFiles(work.tx, proof === undefined ? [] : [proof], { matterId });
}

/** 困难的答复整理成工作指引，从经济部的草稿开始。 */
export async function openGuidance(
  work: Work,
  cause: Matter,
  { brought }: { brought: Readonly<{ title: string; topic: string; practice: string }> },
): Promise<void> {
  const { id: difficulty, text } = cause as Difficulty;
  await openMatter(work, 'experience', {
    title: brought.title,
    state: 'draft',
    own: {
      experienceKind: 'guidance',
      topic: brought.topic,
      problem: cutTo(text, 800),
      practice: brought.practice,
      effect: '',
      evidence: [],
      named: [],
      difficulty,
      known: [],
      adopters: [],
    },
  });
}

/** 一家工作室揭榜：方案只有双方和市总看得到。 */
export async function openBid(work: Work, cause: Matter, { brought: { plan, file } }: { brought: Answer }): Promise<void> {
  const { tx, actor } = work;
  const { id: parent, title, poster } = cause as Challenge;
  const studio = actor.studio ?? '';
  const { name, standing } = await tx.selectFrom('studio').select(['name', 'standing']).where('id', '=', studio).executeTakeFirstOrThrow();
  if (['revoked', 'dissolved'].includes(standing)) throw refuse(409, 'studio-over', '工作室已撤销或注销');
  const { id: matterId } = await openMatter(work, 'bid', {
    title: cutTo(`${title}（${name}揭榜）`, 120),
    state: 'offered',
    studio,
    parent,
    own: { poster, plan, outcome: '', ...(file === undefined ? {} : { file }) },
    brought: { plan },
  });
  await attachFiles(tx, file === undefined ? [] : [file], { matterId });
}

/** 选定一家，其余谢过；撤榜的，都谢过。 */
export async function settleBids(work: Work, cause: Matter, { chosen, reason }: { chosen?: string; reason: string }): Promise<void> {
  const open = await work.tx
    .selectFrom('matter')
    .select('id')
    .where('parent', '=', cause.id)
    .where('kind', '=', 'bid')
    .where('closedAt', 'is', null)
    .orderBy('id')
    .execute();
  for (const { id } of open)
    await advance(
      asSystem(work),
      id === chosen ? { kind: 'bid', id, transition: 'win', input: { reason: '张榜单位选定' } } : { kind: 'bid', id, transition: 'lose', input: { reason } },
    );
}

/** 揭榜的结果落到题目上。 */
export async function moveChallenge(work: Work, cause: Matter, { transition, outcome }: { transition: 'solve' | 'reopen'; outcome: string }): Promise<void> {
  const { parent: id = '' } = cause as Bid;
  const challenge = await find(readingOf(work), theSystem, id);
  if (challenge.state !== 'matched') return;
  await advance(asSystem(work), { kind: 'challenge', id, transition, input: transition === 'solve' ? { outcome } : { reason: '揭榜方已退出' } });
}
