import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { object } from '#server/actions/object.ts';
import { largestFile, receiveUpload, type Received } from '#server/files/receive-upload.ts';
import type { House } from '#server/kernel/house.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import type { PublicPage } from '#server/public/page.ts';
import { publicPages } from '#server/public/public-pages.ts';

type Texts = Record<string, string>;
type Filled = Readonly<{ form: Texts; file?: Received; fileRefused?: string }>;

const textsOf = (given: unknown): Texts =>
  Object.fromEntries(Object.entries((given ?? {}) as Record<string, unknown>).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));

/** A form with a file: the texts, and the file kept or the sentence why not. */
async function filled(house: House, request: FastifyRequest): Promise<Filled> {
  if (!request.isMultipart()) return { form: textsOf(request.body) };
  const form: Texts = {};
  let file: Received | undefined;
  let fileRefused: string | undefined;
  // Our own meter says what is too large, in the form and with what was typed; the parser only stops there.
  const limits: Parameters<typeof request.parts>[0] & { throwFileSizeLimit: boolean } = {
    limits: { fields: 20, fileSize: largestFile + 1 },
    throwFileSizeLimit: false,
  };
  for await (const part of request.parts(limits)) {
    if (part.type === 'field') form[part.fieldname] = String(part.value);
    else if (part.filename === '') part.file.resume();
    else {
      try {
        file = await receiveUpload(house.files, part.file, part.filename);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        part.file.resume();
        fileRefused = error.reasons[0]?.message ?? '文件没有收下';
      }
    }
  }
  return { form, ...(file === undefined ? {} : { file }), ...(fileRefused === undefined ? {} : { fileRefused }) };
}

async function answerPage(house: House, { answer, method }: PublicPage, request: FastifyRequest, reply: FastifyReply) {
  const brought: Filled = method === 'POST' ? await filled(house, request) : { form: {} };
  const page = await answer({
    params: textsOf(request.params),
    query: textsOf(request.query),
    address: request.ip,
    request: request.id,
    known: request.headers['if-none-match'] ?? '',
    ...brought,
  });
  return reply.code(page.status).headers(page.headers).send(page.body);
}

/** The pages for the public, without JavaScript and without signing in. */
export async function mountPublic(app: FastifyInstance, house: House, webDir: string): Promise<void> {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 100_000 }, (_, text, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  );
  const now = async () => house.clock.now();
  for (const page of publicPages({ db: house.db, now, object: (given) => object(house, given), webDir })) {
    app.route({ method: page.method, url: page.path, handler: (request, reply) => answerPage(house, page, request, reply) });
  }
}
