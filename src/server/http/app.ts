import { existsSync } from 'node:fs';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { routes, type Route } from '#contract/routes.ts';
import type { House } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { mountCalendar } from './calendar.ts';
import { doingHandlers } from './handlers/doing.ts';
import { lettersHandlers } from './handlers/letters.ts';
import { formHandlers } from './handlers/forms.ts';
import { outsideHandlers } from './handlers/outside.ts';
import { standardHandlers } from './handlers/standards.ts';
import { readingHandlers } from './handlers/reading.ts';
import { countHandlers } from './handlers/counts.ts';
import { reviewHandlers } from './handlers/review.ts';
import { sessionHandlers } from './handlers/session.ts';
import { mountFiles } from './files.ts';
import { answerError, answerNoise, hearOut, insistOnJson, refuseForeignOrigins } from './guards.ts';
import { mount, type Handler } from './mount.ts';
import { openapi } from './openapi.ts';
import { mountOperations } from './operations.ts';
import { mountArchive } from './archive.ts';
import { mountExports } from './exports.ts';
import { mountImports } from './imports.ts';
import { mountPapers } from './papers.ts';
import { mountPublic } from './public.ts';
import { signedInBy } from './asked.ts';
import { mountWeb } from './web.ts';
import { typesetter } from '#server/papers/typeset.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';

export type AppOptions = Readonly<{ webDir: string; fontsDir?: string | undefined; trustProxy?: boolean | string }>;

type Handled = Exclude<keyof typeof routes, 'calendar' | 'file' | 'upload' | 'archivePackage' | 'sealArchive' | 'checkArchive'>;
/** Every route of the contract has its handler, or it does not compile. */
const handlers: Readonly<Record<Handled, Handler>> = {
  ...sessionHandlers,
  ...readingHandlers,
  ...doingHandlers,
  ...outsideHandlers,
  ...standardHandlers,
  ...reviewHandlers,
  ...countHandlers,
  ...lettersHandlers,
  ...formHandlers,
};

function mountHealth(app: FastifyInstance, house: House): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  app.get('/healthz', async () => ({ alive: true }));
  app.get('/readyz', async (_, reply) => {
    await sql`select 1 from migration limit 1`.execute(house.db);
    return reply.send({ ready: true });
  });
  app.get('/metrics', async (request, reply) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) throw notFound();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** The web framework lives here and nowhere else. */
export async function buildApp(house: House, { webDir, fontsDir, trustProxy = false }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    trustProxy,
    bodyLimit: 1_000_000,
    // Thirty megabytes over the line of a basement workshop take minutes.
    requestTimeout: 300_000,
    connectionTimeout: 120_000,
    keepAliveTimeout: 30_000,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void answerError(house)(error, request, reply),
    clientErrorHandler: answerNoise,
  });
  app.setErrorHandler(answerError(house));
  await app.register(cookie);
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: house.publicUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(compress, { global: true, threshold: 2048, encodings: ['br', 'gzip'] });
  refuseForeignOrigins(app, house);
  insistOnJson(app);
  hearOut(app);
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });

  mountHealth(app, house);
  for (const [name, handler] of Object.entries(handlers)) {
    const route: Route = routes[name as Handled];
    if (route.open !== 'demo' || house.demo) mount(app, house, route, handler);
  }
  mountOperations(app, house);
  await mountFiles(app, house);
  mountExports(app, house);
  mountImports(app, house);
  mountCalendar(app, house);
  const printer = typesetter(fontsDir);
  mountPapers(app, house, printer);
  mountArchive(app, house, printer);
  let described: ReturnType<typeof openapi> | undefined;
  app.get('/api/openapi.json', async (request) => {
    const { signedIn } = await signedInBy(house, request);
    if (signedIn === undefined) throw refuse(401, 'not-signed-in', '请登录后再看接口说明');
    return (described ??= openapi());
  });
  await mountPublic(app, house, webDir);
  const shell = existsSync(webDir) ? await mountWeb(app, webDir) : undefined;
  app.setNotFoundHandler((request, reply) => {
    // The pages answer for every other address, and say kindly when there is none.
    if (request.method === 'GET' && shell !== undefined && !/^\/(api|public|verify|assets)\//.test(request.url)) return shell(reply);
    throw request.url.startsWith('/api/') ? notFound() : refuse(404, 'not-found', '没有这个页面');
  });
  return app;
}
