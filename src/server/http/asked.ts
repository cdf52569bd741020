import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayIn } from '#core/shared/days.ts';
import { reading, type House, type Work } from '#server/kernel/house.ts';
import { perform, type Answer, type Trace } from '#server/kernel/perform.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { actorOf, type SignedIn } from '#server/people/actor-of.ts';
import type { Knock } from '#server/people/knock.ts';
import { cookieName } from '#server/people/sessions.ts';
import { bearerOf, programAt } from './bearer.ts';

/** One request, with what every handler may need of it. */
export type Asked = Readonly<{
  house: House;
  request: FastifyRequest;
  reply: FastifyReply;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  body: unknown;
  token: string | undefined;
  signedIn: SignedIn | undefined;
}>;

export const knockOf = ({ house, request }: Pick<Asked, 'house' | 'request'>): Knock => ({
  address: request.ip,
  request: request.id,
  now: house.clock.now(),
  machine: new Date(),
});

/**
 * Reads who asks: the session of a person, or the token of a program; nothing when there is none that lives.
 * @throws Refusal 400 with both at once; 401, 403 or 429 where a token will not do
 */
export async function signedInBy(house: House, request: FastifyRequest): Promise<{ token: string | undefined; signedIn: SignedIn | undefined }> {
  const bearer = bearerOf(request);
  if (bearer !== undefined) return { token: bearer, signedIn: await programAt(house, request, bearer) };
  const token = request.cookies[cookieName];
  if (token === undefined || token === '') return { token: undefined, signedIn: undefined };
  const signedIn = await actorOf(house.db, token, dayIn(house.clock.now()), new Date());
  return { token, signedIn: signedIn ?? undefined };
}

/** @throws Refusal 401 */
export function insistOnSession({ signedIn, token }: Asked): { signedIn: SignedIn; token: string } {
  if (signedIn === undefined || token === undefined) throw refuse(401, 'not-signed-in', '请登录后再办');
  return { signedIn, token };
}

/** For reading: what this actor may see, now. */
export const readingAs = (asked: Asked): Work => reading(asked.house, insistOnSession(asked).signedIn.actor);

const keyOf = ({ request }: Asked): string | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key.length === 0 || key.length > 200) throw refuse(400, 'bad-key', 'Idempotency-Key 应为 1 到 200 个字符');
  return key;
};

/** For doing: one actor, one transaction, one audit line. */
export function doing(asked: Asked, trace: Trace, run: (work: Work) => Promise<Answer>): Promise<Answer> {
  const { actor, through } = insistOnSession(asked).signedIn;
  const { request, body, house } = asked;
  const key = keyOf(asked);
  const by = { actor, ...(through === undefined ? {} : { through }) };
  return perform(house, { ...by, address: request.ip, request: request.id, ...(key === undefined ? {} : { key }), body: body ?? null }, trace, run);
}
