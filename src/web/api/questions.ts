import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import type { CommentPage, MailLine, Page, StandardTrial } from '#contract/shapes.ts';
import { call } from './call.ts';
import type { Query } from './paths.ts';

/* What pages ask, each with the key it is kept under. Lists come page by page (“更多”). */
type Cursor = string | undefined;
type MailLog = Page<MailLine> & Readonly<{ server: string | null; waiting: number }>;
/** A list from its beginning, page by page. */
const paged = <T>(queryKey: readonly unknown[], ask: (cursor: Cursor, signal: AbortSignal) => Promise<Page<T>>) =>
  infiniteQueryOptions<Page<T>, Error, InfiniteData<Page<T>>, readonly unknown[], Cursor>({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const me = queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => call('whoAmI', { signal, quiet: true }), staleTime: 60_000, retry: false });
export const openings = queryOptions({ queryKey: ['openings'], queryFn: ({ signal }) => call('openings', { signal }) });

export const todos = (query: Query<'todos'> = {}) =>
  paged(['todos', query], (cursor, signal) => call('todos', { query: { limit: 100, ...query, cursor }, signal }));
export const matters = (query: Query<'matters'>) => paged(['matters', query], (cursor, signal) => call('matters', { query: { ...query, cursor }, signal }));
export const matter = (id: string) => queryOptions({ queryKey: ['matter', id], queryFn: ({ signal }) => call('matter', { params: { id }, signal }) });

export const matterOn = (id: string, on: string) =>
  queryOptions({ queryKey: ['matter', id, 'on', on], queryFn: ({ signal }) => call('matter', { params: { id }, query: { on }, signal }) });
export const dossiers = (id: string) =>
  queryOptions({ queryKey: ['matter', id, 'dossiers'], queryFn: ({ signal }) => call('dossiers', { params: { id }, signal }) });
export const compareDossiers = (id: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['matter', id, 'dossiers', from, to],
    queryFn: ({ signal }) => call('compareDossiers', { params: { id }, query: { from, to }, signal }),
  });
export const comments = (id: string) =>
  infiniteQueryOptions<CommentPage, Error, InfiniteData<CommentPage>, readonly unknown[], Cursor>({
    queryKey: ['matter', id, 'comments'],
    queryFn: ({ pageParam, signal }) => call('comments', { params: { id }, query: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const studios = (query: Query<'studios'>) => paged(['studios', query], (cursor, signal) => call('studios', { query: { ...query, cursor }, signal }));
/** How much of a list stands where; the filters are those of the list. */
export const listCounts = (list: string, query: Readonly<Record<string, string | number | undefined>>) =>
  queryOptions({ queryKey: ['counts', list, query], queryFn: ({ signal }) => call('listCounts', { params: { list }, query, signal }) });
export const studio = (id: string) => queryOptions({ queryKey: ['studio', id], queryFn: ({ signal }) => call('studio', { params: { id }, signal }) });
export const studioFacts = (id: string, kind: string) =>
  paged(['studio', id, 'facts', kind], (cursor, signal) => call('studioFacts', { params: { id, kind }, query: { limit: 50, cursor }, signal }));

/** A few studios by name, to choose one from. */
export const studiosNamed = (q: string) =>
  queryOptions({
    queryKey: ['studios', 'named', q],
    queryFn: ({ signal }) => call('studios', { query: { limit: 20, ...(q === '' ? {} : { q: `"${q}"` }) }, signal }),
  });
export const studioYear = (id: string, query: Query<'studioYear'> = {}) =>
  queryOptions({ queryKey: ['studio', id, 'year', query], queryFn: ({ signal }) => call('studioYear', { params: { id }, query, signal }) });
export const entries = (query: Query<'entries'>) =>
  paged(['entries', query], (cursor, signal) => call('entries', { query: { limit: 50, ...query, cursor }, signal }));
export const yearBoard = (query: Query<'yearBoard'> = {}) =>
  queryOptions({ queryKey: ['year', query], queryFn: ({ signal }) => call('yearBoard', { query, signal }) });
export const yearStudios = (query: Query<'yearStudios'>) =>
  paged(['year', 'studios', query], (cursor, signal) => call('yearStudios', { query: { limit: 50, ...query, cursor }, signal }));

export const experiences = (query: Query<'experiences'>) =>
  paged(['experiences', query], (cursor, signal) => call('experiences', { query: { ...query, cursor }, signal }));
export const challenges = (query: Query<'challenges'>) =>
  paged(['challenges', query], (cursor, signal) => call('challenges', { query: { ...query, cursor }, signal }));
export const supportBoard = (query: Query<'supportBoard'> = {}) =>
  queryOptions({ queryKey: ['support', query], queryFn: ({ signal }) => call('supportBoard', { query, signal }) });
export const unionRecords = (query: Query<'unionRecords'>) =>
  paged(['support', 'records', query], (cursor, signal) => call('unionRecords', { query: { limit: 50, ...query, cursor }, signal }));

export const archive = (query: Query<'archive'>) =>
  paged(['archive', query], (cursor, signal) => call('archive', { query: { limit: 50, ...query, cursor }, signal }));
/** How many plaques are where, whatever state is looked at. */
export const plaqueCounts = ({ state: _, ...query }: Query<'plaques'>) =>
  queryOptions({
    queryKey: ['plaques', 'counts', query],
    queryFn: async ({ signal }) => (await call('plaques', { query: { ...query, limit: 1 }, signal })).counts ?? null,
  });
export const plaques = (query: Query<'plaques'>) =>
  paged(['plaques', query], (cursor, signal) => call('plaques', { query: { limit: 50, ...query, cursor }, signal }));
export const importables = queryOptions({ queryKey: ['importables'], queryFn: ({ signal }) => call('importables', { signal }) });
export const savedViews = (list: Query<'savedViews'>['list'] & string) =>
  queryOptions({ queryKey: ['views', list], queryFn: ({ signal }) => call('savedViews', { query: { list }, signal }) });
export const search = (q: string) =>
  queryOptions({ queryKey: ['search', q], queryFn: ({ signal }) => call('search', { query: { q }, signal }), enabled: q !== '' });
export const standards = queryOptions({ queryKey: ['standards'], queryFn: ({ signal }) => call('standards', { signal }) });
export const compareStandards = (from: string, to: string) =>
  queryOptions({ queryKey: ['standards', from, to], queryFn: ({ signal }) => call('compareStandards', { query: { from, to }, signal }) });
export const tryStandard = (query: Query<'tryStandard'>) =>
  infiniteQueryOptions<StandardTrial, Error, InfiniteData<StandardTrial>, readonly unknown[], Cursor>({
    queryKey: ['standards', 'trial', query],
    queryFn: ({ pageParam, signal }) => call('tryStandard', { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
export const targets = (year?: number, on?: string) =>
  queryOptions({ queryKey: ['targets', year ?? 'now', on ?? 'now'], queryFn: ({ signal }) => call('targets', { query: { year, on }, signal }) });
export const bulkPreview = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['bulk', ids],
    queryFn: ({ signal }) => call('previewBulk', { query: { ids: ids.join(',') }, signal }),
    enabled: ids.length > 0,
    gcTime: 0,
  });
export const targetCockpit = (year?: number) =>
  queryOptions({ queryKey: ['targets', 'cockpit', year ?? 'now'], queryFn: ({ signal }) => call('targetCockpit', { query: { year }, signal }) });
export const cityPage = (year?: number) =>
  queryOptions({ queryKey: ['city', year ?? 'now'], queryFn: ({ signal }) => call('cityPage', { query: { year }, signal }) });

export const reviewWaiting = paged(['review', 'waiting'], (cursor, signal) => call('reviewWaiting', { query: { limit: 100, cursor }, signal }));
export const reviewBoard = (query: Query<'reviewBoard'> = {}) =>
  queryOptions({ queryKey: ['review', 'board', query], queryFn: ({ signal }) => call('reviewBoard', { query, signal }) });
export const ownSheets = queryOptions({ queryKey: ['review', 'mine'], queryFn: ({ signal }) => call('ownSheets', { signal }) });
export const ownNote = (id: string) => queryOptions({ queryKey: ['note', id], queryFn: ({ signal }) => call('ownNote', { params: { id }, signal }) });

export const notifications = paged(['notifications'], (cursor, signal) => call('notifications', { query: { limit: 50, cursor }, signal }));
export const letters = (query: Query<'letters'>) =>
  paged(['letters', query], (cursor, signal) => call('letters', { query: { limit: 20, ...query, cursor }, signal }));
/** How many are where, whatever state is looked at. */
export const letterCounts = (matter: string | undefined) =>
  queryOptions({
    queryKey: ['letters', 'counts', matter ?? ''],
    queryFn: async ({ signal }) => (await call('letters', { query: { limit: 1, matter }, signal })).counts,
  });
export const letter = (id: string) => queryOptions({ queryKey: ['letter', id], queryFn: ({ signal }) => call('letter', { params: { id }, signal }) });
export const letterTemplates = queryOptions({ queryKey: ['letter-templates'], queryFn: ({ signal }) => call('letterTemplates', { signal }) });
export const templateVersions = (key: string) =>
  queryOptions({ queryKey: ['letter-templates', key], queryFn: ({ signal }) => call('templateVersions', { params: { key }, signal }) });
export const noticeSettings = queryOptions({ queryKey: ['notice-settings'], queryFn: ({ signal }) => call('noticeSettings', { signal }) });
export const sentMails = paged(['sent-mails'], (cursor, signal) => call('sentMails', { query: { limit: 20, cursor }, signal }));
export const mailLog = infiniteQueryOptions<MailLog, Error, InfiniteData<MailLog>, readonly unknown[], Cursor>({
  queryKey: ['mail-log'],
  queryFn: ({ pageParam, signal }) => call('mailLog', { query: { limit: 20, cursor: pageParam }, signal }),
  initialPageParam: undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
});
export const unions = (query: Query<'unions'>) =>
  paged(['unions', query], (cursor, signal) => call('unions', { query: { limit: 100, ...query, cursor }, signal }));
export const tokens = (query: Query<'tokens'>) =>
  paged(['tokens', query], (cursor, signal) => call('tokens', { query: { limit: 50, ...query, cursor }, signal }));
export const calendarFeed = queryOptions({ queryKey: ['calendar'], queryFn: ({ signal }) => call('calendarFeed', { signal }) });
export const webhooks = queryOptions({ queryKey: ['webhooks'], queryFn: ({ signal }) => call('webhooks', { signal }) });
export const deliveries = (id: string) =>
  paged(['webhooks', id, 'deliveries'], (cursor, signal) => call('deliveries', { params: { id }, query: { limit: 20, cursor }, signal }));
export const people = (query: Query<'people'>) =>
  paged(['people', query], (cursor, signal) => call('people', { query: { limit: 50, ...query, cursor }, signal }));
export const audit = (query: Query<'audit'>) => paged(['audit', query], (cursor, signal) => call('audit', { query: { limit: 50, ...query, cursor }, signal }));
export const invitation = (token: string) =>
  queryOptions({ queryKey: ['invitation', token], queryFn: ({ signal }) => call('showInvitation', { params: { token }, signal, quiet: true }), retry: false });

/** What the reader has not finished writing. */
export const draftsOfMine = queryOptions({ queryKey: ['drafts'], queryFn: ({ signal }) => call('drafts', { query: { limit: 20 }, signal }) });
/** Why some fields are asked: it changes with the standard only. */
export const whyAt = (query: Query<'why'>) =>
  queryOptions({ queryKey: ['why', query], queryFn: ({ signal }) => call('why', { query, signal, quiet: true }), staleTime: Infinity, retry: false });

/** What was written into the same form before; a convenience: when it cannot be had, nothing is said. */
export const earlierAt = (href: string) =>
  queryOptions({ queryKey: ['earlier', href], queryFn: ({ signal }) => call('earlier', { query: { at: href }, signal, quiet: true }), retry: false });
