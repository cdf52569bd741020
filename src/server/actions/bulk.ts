import type { BulkPreview, Option } from '#contract/shapes.ts';
import { bulkSteps, mostInBulk, type Candidate } from '#core/shared/bulk.ts';
import type { Kind } from '#core/lives.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { canonical } from '#server/kernel/ids.ts';
import { Refusal, refuse } from '#server/kernel/refusal.ts';
import { find, pastOf } from '#server/store/matters.ts';
import { optionsOf } from '#server/views/options.ts';
import { advance } from './advance.ts';
import { momentOf, readingOf } from './moment.ts';

type Seen = Readonly<{ matter: Matter; options: readonly Option[] }>;

/** Each as it would be opened: one that is not there for this actor is left out. */
async function seen(work: Work, ids: readonly string[]): Promise<readonly Seen[]> {
  const found: Seen[] = [];
  for (const id of ids) {
    const matter = await find(readingOf(work), work.actor, id).catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 404) return undefined;
      throw error;
    });
    if (matter === undefined) continue;
    const moment = momentOf(work, matter, await pastOf(work.tx, id));
    found.push({ matter, options: optionsOf({ work, matter, moment }) });
  }
  return found;
}

/** Files and choices belong to one matter; so does a form that starts from what the matter says. */
const isOwn = (input: Option['input']): boolean => /"format":"file"|"x-choices"|"x-sealed"/.test(JSON.stringify(input));
const candidateOf = ({ matter, options }: Seen): Candidate => ({
  id: matter.id,
  offered: options
    .filter(({ name }) => name.startsWith(`${matter.kind}.`))
    .map(({ name, title, tone, lacks = [], input }) => ({
      name,
      title,
      tone,
      lacks: lacks.map(({ message }) => message),
      form: canonical(input),
      own: isOwn(input),
    })),
});

function insistOnFew(ids: readonly string[]): void {
  if (new Set(ids).size !== ids.length) throw refuse(422, 'twice', '同一件事项只能选一次', 'items');
  if (ids.length > mostInBulk) throw refuse(422, 'too-many', `一次最多办${mostInBulk}件`, 'items');
}

/**
 * 批量之前先看：这一批能一起办什么，哪几件有障碍、为什么。什么也不变。
 * @throws Refusal 422 where one is named twice, or more than fifty
 */
export async function previewBulk(work: Work, ids: readonly string[]): Promise<BulkPreview> {
  insistOnFew(ids);
  const all = await seen(work, ids);
  const byId = new Map(all.map((one) => [one.matter.id, one]));
  const row = (id: string) => {
    const { matter } = byId.get(id)!;
    return { id, title: matter.title, version: matter.version };
  };
  return {
    steps: bulkSteps(all.map(candidateOf)).map(({ name, title, tone, form, can, cannot }) => ({
      name,
      title,
      tone,
      input: JSON.parse(form) as Option['input'],
      can: can.map(row),
      cannot: cannot.map(({ id, why }) => ({ ...row(id), why: [...why] })),
    })),
    missing: ids.filter((id) => !byId.has(id)),
  };
}

export type BulkTake = Readonly<{ name: string; input?: unknown; items: readonly Readonly<{ id: string; version: number }>[] }>;

/**
 * 批量办：一件有障碍，一件也不办，逐件说明；都能办，在一次里办完。`each` is called after every one, for its audit line.
 * @throws Refusal 404, 409 or 422 naming the items that are in the way; nothing is changed then
 */
export async function takeBulk(work: Work, { name, input, items }: BulkTake, each: (id: string) => Promise<void>): Promise<void> {
  const { steps, missing } = await previewBulk(
    work,
    items.map(({ id }) => id),
  );
  const place = (id: string): string => `items.${items.findIndex((item) => item.id === id)}`;
  const step = steps.find((one) => one.name === name);
  const inTheWay = [
    ...missing.map((id) => ({ code: 'not-found', message: '没有找到，或您无权查看', field: place(id) })),
    ...(step?.cannot ?? []).map(({ id, title, why }) => ({ code: 'in-the-way', message: `${title}：${why.join('；')}`, field: place(id) })),
  ];
  if (inTheWay.length > 0) throw new Refusal(409, inTheWay);
  if (step === undefined) throw refuse(409, 'not-offered', '所选的事项现在都不能办这一步，请刷新后再看', 'name');
  const [kind = '', transition = ''] = name.split('.');
  // In one order for everybody, so that two who do the same wait for one another and do not lock each other out.
  for (const { id, version } of items.toSorted((a, b) => a.id.localeCompare(b.id))) {
    await advance(work, { kind: kind as Kind, id, transition, version, input });
    await each(id);
  }
}
