import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Route } from '#contract/routes.ts';
import { parseForm } from '#server/kernel/forms.ts';
import type { House } from '#server/kernel/house.ts';
import { signedInBy, insistOnSession, type Asked } from './asked.ts';

export type HttpAnswer = Readonly<{ status: number; body: unknown }>;
export type Handler = (asked: Asked) => Promise<HttpAnswer>;

/** /api/matters/{id} as the framework writes it. */
export const frameworkPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** An answer that says more than the contract allows is a fault of ours, never sent: a guard for personal data. */
function guarded({ id, answers }: Route, { status, body }: HttpAnswer): unknown {
  const shape = answers[status];
  if (shape === undefined) throw new Error(`${id} answered ${status}, which its contract does not know`);
  const checked = shape.safeParse(body);
  if (!checked.success) throw new Error(`${id} answered outside its contract: ${z.prettifyError(checked.error)}`);
  return body;
}

/** Mounts one route of the contract: session, query and body checked before, the answer after. */
export function mount(app: FastifyInstance, house: House, route: Route, handler: Handler): void {
  app.route({
    method: route.method,
    url: frameworkPath(route.path),
    handler: async (request, reply) => {
      const session = await signedInBy(house, request);
      const asked: Asked = { house, request, reply, params: request.params as Record<string, string>, query: {}, body: request.body, ...session };
      if (route.open === undefined) insistOnSession(asked);
      const query = route.query === undefined ? {} : parseForm(route.query, request.query);
      const body = route.body === undefined ? request.body : parseForm(route.body, request.body);
      const answer = await handler({ ...asked, query: query as Record<string, unknown>, body });
      if (answer.status === 204) return reply.code(204).send();
      return reply.code(answer.status).send(guarded(route, answer));
    },
  });
}
