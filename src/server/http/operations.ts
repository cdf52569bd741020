import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { verbNames, verbOf } from '#core/handling/handle.ts';
import type { VerbName } from '#core/handling/verbs.ts';
import { kinds, type Kind } from '#core/lives.ts';
import { amendmentOf as amending, amendmentsOf, type Amendment } from '#core/studio/amendments.ts';
import { factKinds, ledger, type FactKind } from '#core/studio/ledger.ts';
import { advance } from '#server/actions/advance.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { handleMatter } from '#server/actions/handle-matter.ts';
import { begin, beginnings, type Beginning } from '#server/actions/openings.ts';
import { amendFact, recordFact } from '#server/actions/record-fact.ts';
import { parseForm } from '#server/kernel/forms.ts';
import type { House, Work } from '#server/kernel/house.ts';
import type { Answer, Trace } from '#server/kernel/perform.ts';
import { Refusal, refuse } from '#server/kernel/refusal.ts';
import { peopleOperations } from '#server/people/people-operations.ts';
import { takeOperation } from '#server/people/take-operation.ts';
import { find } from '#server/store/matters.ts';
import { readingOf } from '#server/actions/moment.ts';
import { letterWish } from '#contract/shapes.ts';
import { presentMatter, showMatter } from '#server/views/matter/show-matter.ts';
import { amendmentForm, beginningForm, factForm, peopleForm, stepForm, verbForm, type FormAt } from '#server/views/forms/form-of.ts';
import { dropDraft } from '#server/store/drafts.ts';
import { insistOnSession, doing, signedInBy, type Asked } from './asked.ts';
import { frameworkPath } from './mount.ts';

/** What every option takes: the version as seen (where a matter changes), what is brought, and what is wished for the letter that tells of it. */
export const stepBody = z.strictObject({ version: z.int().min(1).optional(), input: z.unknown().optional(), letter: letterWish.optional() });
type Step = z.infer<typeof stepBody>;

/** An operation derived from the tables: address, name, words, and what it does. */
export type Operation = Readonly<{
  id: string;
  zh: string;
  path: string;
  trace: (asked: Asked) => Trace;
  run: (work: Work, asked: Asked, step: Step) => Promise<Answer>;
  /** Its form as it is asked now, by the parameters of its path. @throws Refusal 404 where it is not this actor's */
  form: (work: Work, params: Readonly<Record<string, string>>) => Promise<FormAt>;
}>;

/** The matter as it now stands for this actor; what has left their sight is answered as it was left. */
async function standing(work: Work, id: string): Promise<unknown> {
  try {
    return await showMatter(work, id);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return presentMatter(work, await find(readingOf(work), { ...work.actor, office: 'clock' }, id));
  }
}

const param = ({ params }: Asked, name: string): string => params[name] ?? '';

const stepOf = (kind: Kind, transition: string, zh: string): Operation => ({
  id: `${kind}.${transition}`,
  zh,
  path: `/api/${lifeOf(kind).path}/{id}/${transition}`,
  trace: (asked) => ({ what: `${kind}.${transition}`, which: param(asked, 'id') }),
  async run(work, asked, { version, input, letter }) {
    if (version === undefined) throw refuse(400, 'version-missing', '请带上所见的版本号 version', 'version');
    const id = param(asked, 'id');
    await advance(work, { kind, id, transition, version, input, letter });
    return { status: 200, body: await standing(work, id) };
  },
  form: (work, { id = '' }) => stepForm(work, kind, transition, id),
});

const beginningOf = (one: Beginning): Operation => ({
  id: one.name,
  zh: one.zh,
  path: one.on === 'studio' ? `/api/studios/{id}/${one.path}` : `/api/${one.path}`,
  trace: (asked) => ({ what: one.name, which: param(asked, 'id') }),
  async run(work, asked, { input }) {
    const { matter, record } = await begin(work, one, one.on === 'studio' ? param(asked, 'id') : undefined, input);
    return { status: 201, body: matter === undefined ? record : await standing(work, matter) };
  },
  form: (work, { id }) => beginningForm(work, one, id),
});

const factOf = (kind: FactKind): Operation => ({
  id: `${kind}.add`,
  zh: ledger[kind].add,
  path: `/api/studios/{id}/${ledger[kind].path}`,
  trace: (asked) => ({ what: `${kind}.add`, which: param(asked, 'id') }),
  run: async (work, asked, { input }) => ({ status: 201, body: await recordFact(work, param(asked, 'id'), kind, input) }),
  form: (work, { id = '' }) => factForm(work, kind, id),
});

const amendmentOf = (kind: FactKind, amendment: Amendment): Operation => ({
  id: `${kind}.${amendment}`,
  zh: amending(amendment).zh,
  path: `/api/studios/{id}/${ledger[kind].path}/{fact}/${amendment}`,
  trace: (asked) => ({ what: `${kind}.${amendment}`, which: param(asked, 'fact') }),
  run: async (work, asked, { input }) => ({ status: 200, body: await amendFact(work, param(asked, 'id'), kind, param(asked, 'fact'), amendment, input) }),
  form: (work, { id = '', fact = '' }) => amendmentForm(work, kind, amendment, id, fact),
});

const arrangementOf = (verb: VerbName): Operation => ({
  id: `matter.${verb}`,
  zh: verbOf(verb).zh,
  path: `/api/matters/{id}/${verb}`,
  trace: (asked) => ({ what: `matter.${verb}`, which: param(asked, 'id') }),
  async run(work, asked, { version, input, letter }) {
    if (version === undefined) throw refuse(400, 'version-missing', '请带上所见的版本号 version', 'version');
    const id = param(asked, 'id');
    await handleMatter(work, { verb, id, version, input, letter });
    return { status: 200, body: await standing(work, id) };
  },
  form: (work, { id = '' }) => verbForm(work, verb, id),
});

const onPeople: readonly Operation[] = peopleOperations.map((operation) => ({
  id: operation.name,
  zh: operation.zh,
  path: operation.path,
  trace: (asked) => ({ what: operation.name, which: param(asked, 'id') }),
  async run(work, asked, { input }) {
    const { record, invitation } = await takeOperation(work, operation, param(asked, 'id'), input);
    // The link is said once and written down nowhere, not even for a repeat of the same request.
    return { status: 200, body: { ...record, ...(invitation === undefined ? {} : { invitation }) }, kept: record };
  },
  form: (work) => Promise.resolve(peopleForm(work, operation)),
}));

/** Every operation there is, from the tables: nothing is mounted that is not here. */
export const operations: readonly Operation[] = [
  ...kinds.flatMap((kind) => Object.entries(lifeOf(kind).transitions).map(([transition, { zh }]) => stepOf(kind, transition, zh))),
  ...verbNames.map(arrangementOf),
  ...beginnings.map(beginningOf),
  ...factKinds.map(factOf),
  ...factKinds.flatMap((kind) => amendmentsOf(kind).map((amendment) => amendmentOf(kind, amendment))),
  ...onPeople,
];

const patterns = operations.map((operation) => ({ operation, pattern: new RegExp(`^${operation.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`) }));

/** The operation an option's address belongs to, and what stands in it. */
export function operationAt(address: string): { operation: Operation; params: Readonly<Record<string, string>> } | undefined {
  for (const { operation, pattern } of patterns) {
    const found = pattern.exec(address);
    if (found !== null) return { operation, params: { ...found.groups } };
  }
  return undefined;
}

export function mountOperations(app: FastifyInstance, house: House): void {
  for (const operation of operations) {
    app.post(frameworkPath(operation.path), async (request, reply) => {
      const session = await signedInBy(house, request);
      const asked: Asked = { house, request, reply, params: request.params as Record<string, string>, query: {}, body: request.body, ...session };
      insistOnSession(asked);
      const step = parseForm(stepBody, request.body ?? {});
      const answer = await doing(asked, operation.trace(asked), async (work) => {
        const done = await operation.run(work, asked, step);
        // What was being written for it is written, also where it is no step of a matter.
        await dropDraft(work.tx, work.actor.id, request.url.split('?')[0] ?? '');
        return done;
      });
      return reply.code(answer.status).send(answer.body);
    });
  }
}
