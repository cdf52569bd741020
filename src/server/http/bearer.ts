import type { FastifyRequest } from 'fastify';
import { scopeNeeded, scopeZh } from '#core/outside/scopes.ts';
import { dayIn } from '#core/shared/days.ts';
import type { House } from '#server/kernel/house.ts';
import { Refusal, refuse } from '#server/kernel/refusal.ts';
import type { SignedIn } from '#server/people/actor-of.ts';
import { mayThrough, programOf } from '#server/people/api-tokens.ts';
import { cookieName } from '#server/people/sessions.ts';
import { rateLimit } from '#server/public/rate-limit.ts';

const MINUTE_MS = 60_000;
/** Five a second, all day, is a program at work; more is one that runs wild. */
export const perMinute = 300;
const triesPerMinute = 60;

type Limits = Readonly<{ asked: ReturnType<typeof rateLimit>; refused: ReturnType<typeof rateLimit> }>;
const limits = new WeakMap<object, Limits>();
function limitsOf({ clock }: House): Limits {
  const known = limits.get(clock) ?? { asked: rateLimit(perMinute, MINUTE_MS), refused: rateLimit(triesPerMinute, MINUTE_MS) };
  limits.set(clock, known);
  return known;
}
const wait = (seconds: number): void => {
  if (seconds > 0) throw new Refusal(429, [{ code: 'too-many', message: '请求太频繁，请稍后再试' }], seconds);
};

/**
 * The token of `Authorization: Bearer …`. Other schemes are between the browser and a proxy, and none of ours.
 * @throws Refusal 400 when a session comes along: whose request it is must not depend on which of them we prefer
 */
export function bearerOf({ headers, cookies }: FastifyRequest): string | undefined {
  const given = /^Bearer\s+(.*)$/i.exec(headers.authorization ?? '')?.[1]?.trim();
  if (given === undefined) return undefined;
  if ((cookies[cookieName] ?? '') !== '') throw refuse(400, 'two-identities', '登录和令牌只能用一种，请去掉其中一个');
  return given;
}

/** @throws Refusal 401, 403 where the token is not for this, 429 */
export async function programAt(house: House, request: FastifyRequest, token: string): Promise<SignedIn> {
  const machine = new Date();
  const { asked, refused } = limitsOf(house);
  const program = await programOf(house.db, token, dayIn(house.clock.now()), machine);
  if (program === null) {
    wait(refused(request.ip, machine.getTime()));
    throw refuse(401, 'token-unknown', '令牌无效、已停用或已过期');
  }
  wait(asked(program.through?.id ?? '', machine.getTime()));
  const scope = scopeNeeded(request.method, request.url.split('?')[0] ?? '');
  if (scope === undefined) throw refuse(403, 'in-person-only', '这件事须本人登录办理，不能用令牌');
  if (!mayThrough(program, scope)) throw refuse(403, 'scope-missing', `这个令牌不能“${scopeZh[scope]}”`);
  return program;
}
