import type { Received } from '#server/files/receive-upload.ts';

/** What a public page is asked: no session, no cookie. `file` is what was uploaded with a form, bytes already kept. */
export type PageRequest = Readonly<{
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  form: Readonly<Record<string, string>>;
  file?: Received;
  /** Why the uploaded file was not taken, as people read it. */
  fileRefused?: string;
  address: string;
  /** What the asker has already, by its tag (`If-None-Match`). */
  known?: string;
  request: string;
}>;
export type PageAnswer = Readonly<{ status: number; body: string; headers: Readonly<Record<string, string>> }>;

/** A page without JavaScript: method, path with `:params`, and how it answers. */
export type PublicPage = Readonly<{ method: 'GET' | 'POST'; path: string; answer: (request: PageRequest) => Promise<PageAnswer> }>;

const guards = {
  'content-security-policy': "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/** The one exception: a page that can also calculate on the reader's own machine. */
const scriptToo = { ...guards, 'content-security-policy': `${guards['content-security-policy']}; script-src 'self'; connect-src 'self'` };

/** What somebody typed into an address, at most so long; a sign the database cannot keep is not part of it. */
export const asked = (values: Readonly<Record<string, string>>, name: string, most: number): string =>
  (values[name] ?? '').replaceAll('\u0000', '').trim().slice(0, most);

/** A page to be shown; what anybody may see may be kept a minute, what was typed or looked up may not. */
export const shown = (
  body: string,
  { status = 200, fresh = false, scripted = false }: { status?: number; fresh?: boolean; scripted?: boolean } = {},
): PageAnswer => ({
  status,
  body,
  headers: {
    ...(scripted ? scriptToo : guards),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': status === 200 && !fresh ? 'public, max-age=60' : 'no-store',
  },
});

/** After something was done: go and look there, so that reloading does not do it again. */
export const goTo = (location: string): PageAnswer => ({ status: 303, body: '', headers: { ...guards, location, 'cache-control': 'no-store' } });
