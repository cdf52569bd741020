import { expect } from 'vitest';
import { problem } from '#contract/shapes.ts';

export type Answer = Readonly<{ status: number; type: string; text: string; headers: Headers }>;

// What a stack trace or a sentence of the database looks like.
const innards = /\bat .+:\d+:\d+|node_modules|\.ts\b|\bselect\b.+\bfrom\b|\binsert into\b|\brelation\b|\bviolates\b|\bconstraint\b|pg_|kysely|fastify|FST_/i;

/** One request as written, and its answer as text. Whatever is refused is refused as promised, or the test fails. */
export async function knock(
  base: string,
  method: string,
  path: string,
  { session, body, headers = {} }: { session?: string; body?: BodyInit; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { ...(session === undefined ? {} : { cookie: session }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const answer = { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text(), headers: response.headers };
  if (response.status >= 400 && method !== 'HEAD') expectProblem(answer, `${method} ${path}`);
  return answer;
}

/** Every error has one shape, in Chinese, without innards. */
export function expectProblem({ status, type, text }: Answer, where: string): void {
  expect(type, where).toMatch(/^application\/problem\+json/);
  const said = problem.parse(JSON.parse(text));
  expect(said.status, where).toBe(status);
  expect(said.reasons.length, where).toBeGreaterThan(0);
  for (const { message } of said.reasons) expect(message, where).toMatch(/[\u4e00-\u9fff]/);
  expect(text, where).not.toMatch(innards);
}

export const reasonsOf = ({ text }: Answer): { code: string; message: string; field?: string }[] => problem.parse(JSON.parse(text)).reasons;
