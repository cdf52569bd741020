import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { isTrouble } from '../api/call.ts';
import { me } from '../api/questions.ts';
import { knownMe } from '../site/known-me.ts';
import { Failed, Nothing, Waiting } from '../parts/look/states.tsx';
import { choice, day, text, year } from './address.ts';

const cuts = ['calendar', 'statistics'] as const;
type Cut = (typeof cuts)[number];
const shows = ['reported', 'late', 'missing', 'asleep'] as const;
type Show = (typeof shows)[number];
const plaqueStates = ['due', 'held', 'recall', 'returned', 'lost', 'void'] as const;
const archiveShows = ['moved', 'sealed', 'all'] as const;
type Context = Readonly<{ client: QueryClient }>;

const NoSuchPage = () => (
  <main className="content">
    <Nothing title="没有这一页。">
      <a href="/">回到我的桌面</a>
    </Nothing>
  </main>
);
const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NoSuchPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (given: Record<string, unknown>): { next?: string } => ({ next: text(given['next'], 400) }),
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../pages/sign-in/invitation-page.tsx'), 'InvitationPage'),
});

/** Behind the door: who I am is known before any page is drawn. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'in',
  async beforeLoad({ context, location }) {
    try {
      knownMe.meet(await context.client.ensureQueryData(me));
    } catch (error) {
      if (isTrouble(error) && error.status === 401) throw redirect({ to: '/sign-in', search: { next: location.href === '/' ? undefined : location.href } });
      throw error;
    }
  },
  errorComponent: ({ error, reset }) => (
    <main className="content">
      <Failed error={error} onAgain={reset} />
    </main>
  ),
  component: lazyRouteComponent(() => import('./frame.tsx'), 'Frame'),
});

/** 现场检查：opens without a network too, for whoever was signed in last on this device. */
const site = createRoute({
  getParentRoute: () => root,
  path: '/site/$id',
  async beforeLoad({ context: { client }, location }) {
    try {
      knownMe.keep(await client.ensureQueryData({ ...me, networkMode: 'always' }));
    } catch (error) {
      const known = knownMe.read();
      // Asked again once there is a network; until then this is who works here.
      if (known !== undefined) client.setQueryData(me.queryKey, known, { updatedAt: 1 });
      else if (isTrouble(error) && error.status === 401) throw redirect({ to: '/sign-in', search: { next: location.href } });
      else throw error;
    }
  },
  component: lazyRouteComponent(() => import('../pages/site/site-page.tsx'), 'SitePage'),
});

const home = createRoute({ getParentRoute: () => inside, path: '/', component: lazyRouteComponent(() => import('../pages/home/home-page.tsx'), 'HomePage') });
const matters = createRoute({
  getParentRoute: () => inside,
  path: '/matters',
  validateSearch: (
    given: Record<string, unknown>,
  ): {
    q?: string;
    kind?: string;
    state?: string;
    studio?: string;
    union?: string;
    open?: 'true' | 'false';
    sort?: '-openedAt' | 'openedAt' | 'dueOn';
    cols?: string;
    look?: string;
  } => ({
    q: text(given['q'], 200),
    kind: text(given['kind'], 40),
    state: text(given['state'], 40),
    studio: text(given['studio'], 64),
    union: text(given['union'], 64),
    open: choice(given['open'], ['true', 'false'] as const),
    sort: choice(given['sort'], ['-openedAt', 'openedAt', 'dueOn'] as const),
    cols: text(given['cols'], 100),
    look: text(given['look'], 20),
  }),
  component: lazyRouteComponent(() => import('../pages/matters/matters-page.tsx'), 'MattersPage'),
});
const matter = createRoute({
  getParentRoute: () => inside,
  path: '/matters/$id',
  validateSearch: (given: Record<string, unknown>): { on?: string } => ({ on: day(given['on']) }),
  component: lazyRouteComponent(() => import('../pages/matter/matter-page.tsx'), 'MatterPage'),
});
const studios = createRoute({
  getParentRoute: () => inside,
  path: '/studios',
  validateSearch: (
    given: Record<string, unknown>,
  ): { q?: string; union?: string; standing?: string; sort?: 'name' | '-createdOn' | '-lastEntryOn'; cols?: string; look?: string } => ({
    q: text(given['q'], 200),
    union: text(given['union'], 64),
    standing: text(given['standing'], 40),
    sort: choice(given['sort'], ['name', '-createdOn', '-lastEntryOn'] as const),
    cols: text(given['cols'], 100),
    look: text(given['look'], 20),
  }),
  component: lazyRouteComponent(() => import('../pages/studios/studios-page.tsx'), 'StudiosPage'),
});
const studio = createRoute({
  getParentRoute: () => inside,
  path: '/studios/$id',
  validateSearch: (given: Record<string, unknown>): { year?: number; cut?: Cut } => ({ year: year(given['year']), cut: choice(given['cut'], cuts) }),
  component: lazyRouteComponent(() => import('../pages/studio/studio-page.tsx'), 'StudioPage'),
});
const entries = createRoute({
  getParentRoute: () => inside,
  path: '/entries',
  validateSearch: (
    given: Record<string, unknown>,
  ): { figure?: string; year?: number; cut?: Cut; studio?: string; union?: string; industry?: string; look?: string } => ({
    figure: text(given['figure'], 40),
    year: year(given['year']),
    cut: choice(given['cut'], cuts),
    studio: text(given['studio'], 64),
    union: text(given['union'], 64),
    industry: text(given['industry'], 8),
    look: text(given['look'], 20),
  }),
  component: lazyRouteComponent(() => import('../pages/entries/entries-page.tsx'), 'EntriesPage'),
});
const yearBoard = createRoute({
  getParentRoute: () => inside,
  path: '/year',
  validateSearch: (given: Record<string, unknown>): { year?: number; cut?: Cut; by?: 'industry' } => ({
    year: year(given['year']),
    cut: choice(given['cut'], cuts),
    by: choice(given['by'], ['industry'] as const),
  }),
  component: lazyRouteComponent(() => import('../pages/year/year-page.tsx'), 'YearPage'),
});
const yearStudios = createRoute({
  getParentRoute: () => inside,
  path: '/year/studios',
  validateSearch: (given: Record<string, unknown>): { year?: number; show?: Show; union?: string; industry?: string; look?: string } => ({
    year: year(given['year']),
    show: choice(given['show'], shows),
    union: text(given['union'], 64),
    industry: text(given['industry'], 8),
    look: text(given['look'], 20),
  }),
  component: lazyRouteComponent(() => import('../pages/year/year-studios-page.tsx'), 'YearStudiosPage'),
});
const library = createRoute({
  getParentRoute: () => inside,
  path: '/library',
  validateSearch: (given: Record<string, unknown>): { q?: string; kind?: 'case' | 'guidance'; topic?: string; studio?: string; look?: string } => ({
    q: text(given['q'], 60),
    kind: choice(given['kind'], ['case', 'guidance'] as const),
    topic: text(given['topic'], 20),
    studio: text(given['studio'], 64),
    look: text(given['look'], 20),
  }),
  component: lazyRouteComponent(() => import('../pages/library/library-page.tsx'), 'LibraryPage'),
});
const challenges = createRoute({
  getParentRoute: () => inside,
  path: '/challenges',
  validateSearch: (given: Record<string, unknown>): { q?: string; area?: string; show?: 'all'; look?: string } => ({
    q: text(given['q'], 60),
    area: text(given['area'], 20),
    show: choice(given['show'], ['all'] as const),
    look: text(given['look'], 20),
  }),
  component: lazyRouteComponent(() => import('../pages/library/challenges-page.tsx'), 'ChallengesPage'),
});
const support = createRoute({
  getParentRoute: () => inside,
  path: '/support',
  validateSearch: (given: Record<string, unknown>): { year?: number } => ({ year: year(given['year']) }),
  component: lazyRouteComponent(() => import('../pages/support/support-page.tsx'), 'SupportPage'),
});
const supportRecords = createRoute({
  getParentRoute: () => inside,
  path: '/support/records',
  validateSearch: (given: Record<string, unknown>): { year?: number; union?: string; kind?: 'agenda' | 'rule' | 'support'; look?: string } => ({
    year: year(given['year']),
    union: text(given['union'], 64),
    kind: choice(given['kind'], ['agenda', 'rule', 'support'] as const),
    look: text(given['look'], 20),
  }),
  component: lazyRouteComponent(() => import('../pages/support/records-page.tsx'), 'RecordsPage'),
});
const targets = createRoute({
  getParentRoute: () => inside,
  path: '/targets',
  validateSearch: (given: Record<string, unknown>): { year?: number; on?: string; view?: 'how' } => ({
    year: year(given['year']),
    on: day(given['on']),
    view: choice(given['view'], ['how'] as const),
  }),
  component: lazyRouteComponent(() => import('../pages/targets/targets-page.tsx'), 'TargetsPage'),
});
const city = createRoute({
  getParentRoute: () => inside,
  path: '/city',
  validateSearch: (given: Record<string, unknown>): { year?: number } => ({ year: year(given['year']) }),
  component: lazyRouteComponent(() => import('../pages/city/city-page.tsx'), 'CityPage'),
});
const expert = createRoute({
  getParentRoute: () => inside,
  path: '/expert',
  component: lazyRouteComponent(() => import('../pages/expert/expert-page.tsx'), 'ExpertPage'),
});
const review = createRoute({
  getParentRoute: () => inside,
  path: '/review',
  validateSearch: (given: Record<string, unknown>): { year?: number } => ({ year: year(given['year']) }),
  component: lazyRouteComponent(() => import('../pages/review/review-page.tsx'), 'ReviewPage'),
});
const meetings = createRoute({
  getParentRoute: () => inside,
  path: '/meetings',
  component: lazyRouteComponent(() => import('../pages/meetings/meetings-page.tsx'), 'MeetingsPage'),
});
const meeting = createRoute({
  getParentRoute: () => inside,
  path: '/meetings/$id',
  validateSearch: (given: Record<string, unknown>): { item?: string } => ({ item: text(given['item'], 64) }),
  component: lazyRouteComponent(() => import('../pages/meetings/meeting-page.tsx'), 'MeetingPage'),
});
const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  validateSearch: (given: Record<string, unknown>): { q?: string } => ({ q: text(given['q'], 60) }),
  component: lazyRouteComponent(() => import('../pages/people/people-page.tsx'), 'PeoplePage'),
});
const unions = createRoute({
  getParentRoute: () => inside,
  path: '/unions',
  validateSearch: (given: Record<string, unknown>): { q?: string; parent?: string; without?: 'inCharge' } => ({
    q: text(given['q'], 60),
    parent: text(given['parent'], 64),
    without: choice(given['without'], ['inCharge'] as const),
  }),
  component: lazyRouteComponent(() => import('../pages/unions/unions-page.tsx'), 'UnionsPage'),
});
const notifications = createRoute({
  getParentRoute: () => inside,
  path: '/notifications',
  component: lazyRouteComponent(() => import('../pages/notifications/notifications-page.tsx'), 'NotificationsPage'),
});
const letterStates = ['waiting', 'held', 'sent', 'failed', 'withdrawn'] as const;
type LetterState = (typeof letterStates)[number];
const letters = createRoute({
  getParentRoute: () => inside,
  path: '/letters',
  validateSearch: (given: Record<string, unknown>): { state?: LetterState; matter?: string } => ({
    state: choice(given['state'], letterStates),
    matter: text(given['matter'], 64),
  }),
  component: lazyRouteComponent(() => import('../pages/letters/letters-page.tsx'), 'LettersPage'),
});
const letter = createRoute({
  getParentRoute: () => inside,
  path: '/letters/$id',
  component: lazyRouteComponent(() => import('../pages/letters/letter-page.tsx'), 'LetterPage'),
});
const templates = createRoute({
  getParentRoute: () => inside,
  path: '/letter-templates',
  component: lazyRouteComponent(() => import('../pages/letters/templates-page.tsx'), 'TemplatesPage'),
});
const notices = createRoute({
  getParentRoute: () => inside,
  path: '/notices',
  component: lazyRouteComponent(() => import('../pages/notices/notices-page.tsx'), 'NoticesPage'),
});
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: (given: Record<string, unknown>): { q?: string; look?: string } => ({ q: text(given['q'], 60), look: text(given['look'], 20) }),
  component: lazyRouteComponent(() => import('../pages/audit/audit-page.tsx'), 'AuditPage'),
});
const imports = createRoute({
  getParentRoute: () => inside,
  path: '/import',
  validateSearch: (given: Record<string, unknown>): { what?: string } => ({ what: text(given['what'], 60) }),
  component: lazyRouteComponent(() => import('../pages/imports/import-page.tsx'), 'ImportPage'),
});
const outside = createRoute({
  getParentRoute: () => inside,
  path: '/outside',
  component: lazyRouteComponent(() => import('../pages/outside/outside-page.tsx'), 'OutsidePage'),
});
const compare = createRoute({
  getParentRoute: () => inside,
  path: '/compare',
  validateSearch: (given: Record<string, unknown>): { a?: string; b?: string; ya?: number; yb?: number } => ({
    a: text(given['a'], 64),
    b: text(given['b'], 64),
    ya: year(given['ya']),
    yb: year(given['yb']),
  }),
  component: lazyRouteComponent(() => import('../pages/compare/compare-page.tsx'), 'ComparePage'),
});
const standards = createRoute({
  getParentRoute: () => inside,
  path: '/standards',
  validateSearch: (
    given: Record<string, unknown>,
  ): { from?: string; to?: string; view?: 'trial'; year?: number; show?: 'all' | 'changed' | 'better' | 'same' | 'worse' } => ({
    from: text(given['from'], 40),
    to: text(given['to'], 40),
    view: choice(given['view'], ['trial'] as const),
    year: year(given['year']),
    show: choice(given['show'], ['all', 'changed', 'better', 'same', 'worse'] as const),
  }),
  component: lazyRouteComponent(() => import('../pages/standards/standards-page.tsx'), 'StandardsPage'),
});
const scans = createRoute({
  getParentRoute: () => inside,
  path: '/scans',
  component: lazyRouteComponent(() => import('../pages/scans/scans-page.tsx'), 'ScansPage'),
});
const plaques = createRoute({
  getParentRoute: () => inside,
  path: '/plaques',
  validateSearch: (given: Record<string, unknown>): { q?: string; union?: string; state?: (typeof plaqueStates)[number]; year?: number; look?: string } => ({
    q: text(given['q'], 60),
    union: text(given['union'], 64),
    state: choice(given['state'], plaqueStates),
    year: year(given['year']),
    look: text(given['look'], 20),
  }),
  component: lazyRouteComponent(() => import('../pages/plaques/plaques-page.tsx'), 'PlaquesPage'),
});
const archive = createRoute({
  getParentRoute: () => inside,
  path: '/archive',
  validateSearch: (given: Record<string, unknown>): { q?: string; kind?: string; year?: number; show?: (typeof archiveShows)[number]; look?: string } => ({
    q: text(given['q'], 60),
    kind: text(given['kind'], 40),
    year: year(given['year']),
    show: choice(given['show'], archiveShows),
    look: text(given['look'], 20),
  }),
  component: lazyRouteComponent(() => import('../pages/archive/archive-page.tsx'), 'ArchivePage'),
});
const search = createRoute({
  getParentRoute: () => inside,
  path: '/search',
  validateSearch: (given: Record<string, unknown>): { q?: string } => ({ q: text(given['q'], 60) }),
  component: lazyRouteComponent(() => import('../pages/search/search-page.tsx'), 'SearchPage'),
});

const tree = root.addChildren([
  signIn,
  invitation,
  site,
  inside.addChildren([
    home,
    matters,
    matter,
    studios,
    studio,
    entries,
    yearBoard,
    yearStudios,
    library,
    challenges,
    support,
    supportRecords,
    targets,
    city,
    expert,
    review,
    meetings,
    meeting,
    people,
    unions,
    notifications,
    letters,
    letter,
    templates,
    notices,
    audit,
    imports,
    outside,
    standards,
    compare,
    scans,
    plaques,
    archive,
    search,
  ]),
]);

/** Every page of the client and its address; each page is its own chunk. */
export const createAppRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPendingComponent: Waiting,
    defaultPendingMs: 200,
    scrollRestoration: true,
    defaultErrorComponent: ({ error, reset }) => <Failed error={error} onAgain={reset} />,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
