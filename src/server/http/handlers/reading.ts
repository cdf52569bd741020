import { dayIn } from '#core/shared/days.ts';
import type { Office } from '#core/people/actor.ts';
import { factKinds, type FactKind } from '#core/studio/ledger.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { listPeople } from '#server/people/list-people.ts';
import { listUnions } from '#server/people/list-unions.ts';
import { actionsNamed, actionZh } from '../action-zh.ts';
import { listArchive } from '#server/views/archive/list-archive.ts';
import { listAudit } from '#server/views/list-audit.ts';
import { listChoices } from '#server/views/choices.ts';
import { listDraws, showDraw } from '#server/views/draws.ts';
import { listMatters, listTodos, type MatterQuery, type TodoQuery } from '#server/views/list-matters.ts';
import { listOpenings } from '#server/views/list-openings.ts';
import { listStudios, type StudioQuery } from '#server/views/list-studios.ts';
import { listComments } from '#server/views/matter/comments.ts';
import { compareTwo, listDossiers } from '#server/views/matter/dossiers.ts';
import { showMatterOn } from '#server/views/matter/past-matter.ts';
import { showMatter } from '#server/views/matter/show-matter.ts';
import { listNotifications } from '#server/views/notifications.ts';
import { importsFor } from '#server/imports/run-import.ts';
import { savedViews } from '#server/views/saved-views.ts';
import { search } from '#server/views/search.ts';
import { showCity } from '#server/views/show-city.ts';
import { showStudio, studioScene } from '#server/views/show-studio.ts';
import { showTargetsOn } from '#server/views/past-targets.ts';
import { showTargets } from '#server/views/show-targets.ts';
import { previewBulk } from '#server/actions/bulk.ts';
import { targetCockpit } from '#server/views/target-cockpit.ts';
import { listEntries } from '#server/views/year/list-entries.ts';
import { listYearStudios } from '#server/views/year/list-year-studios.ts';
import { showStudioYear } from '#server/views/year/show-studio-year.ts';
import { showYear } from '#server/views/year/show-year.ts';
import { listChallenges } from '#server/views/library/list-challenges.ts';
import { listExperiences } from '#server/views/library/list-experiences.ts';
import { showSiteSheet } from '#server/views/site-sheet.ts';
import { listPlaques } from '#server/views/plaques/list-plaques.ts';
import { listUnionRecords } from '#server/views/support/list-records.ts';
import { showSupport } from '#server/views/support/show-support.ts';
import { listFacts } from '#server/views/studio-facts.ts';
import { readingAs, type Asked } from '../asked.ts';
import type { Handler } from '../mount.ts';

const id = ({ params }: Asked): string => params['id'] ?? '';
const ok = (body: unknown) => ({ status: 200, body });
const today = ({ house }: Asked): string => dayIn(house.clock.now());
type Paging = { limit: number; cursor?: string; q?: string };

export const readingHandlers = {
  openings: async (asked) => ok({ items: await listOpenings(readingAs(asked)) }),
  todos: async (asked) => ok(await listTodos(readingAs(asked), asked.query as TodoQuery)),
  matters: async (asked) => ok(await listMatters(readingAs(asked), asked.query as MatterQuery)),
  matter: async (asked) => {
    const { on } = asked.query as { on?: string };
    return ok(on === undefined ? await showMatter(readingAs(asked), id(asked)) : await showMatterOn(readingAs(asked), id(asked), on));
  },
  dossiers: async (asked) => ok(await listDossiers(readingAs(asked), id(asked))),
  compareDossiers: async (asked) => ok(await compareTwo(readingAs(asked), id(asked), asked.query as { from: string; to: string })),
  comments: async (asked) => ok(await listComments(readingAs(asked), id(asked), asked.query as Paging)),
  studios: async (asked) => ok(await listStudios(readingAs(asked), asked.query as StudioQuery)),
  studio: async (asked) => ok(await showStudio(readingAs(asked), id(asked))),
  studioFacts: async (asked) => {
    const kind = factKinds.find((one) => one === asked.params['kind']);
    if (kind === undefined) throw notFound();
    return ok(await listFacts(await studioScene(readingAs(asked), id(asked)), kind satisfies FactKind, asked.query as Paging));
  },
  studioYear: async (asked) => ok(await showStudioYear(readingAs(asked), id(asked), asked.query as Parameters<typeof showStudioYear>[2])),
  entries: async (asked) => ok(await listEntries(readingAs(asked), asked.query as Parameters<typeof listEntries>[1])),
  yearBoard: async (asked) => ok(await showYear(readingAs(asked), asked.query as Parameters<typeof showYear>[1])),
  yearStudios: async (asked) => ok(await listYearStudios(readingAs(asked), asked.query as Parameters<typeof listYearStudios>[1])),
  siteSheet: async (asked) => ok(await showSiteSheet(readingAs(asked), id(asked))),
  experiences: async (asked) => ok(await listExperiences(readingAs(asked), asked.query as Parameters<typeof listExperiences>[1])),
  challenges: async (asked) => ok(await listChallenges(readingAs(asked), asked.query as Parameters<typeof listChallenges>[1])),
  supportBoard: async (asked) => ok(await showSupport(readingAs(asked), asked.query as { year?: number })),
  unionRecords: async (asked) => ok(await listUnionRecords(readingAs(asked), asked.query as Parameters<typeof listUnionRecords>[1])),
  archive: async (asked) => ok(await listArchive(readingAs(asked), asked.query as Parameters<typeof listArchive>[1])),
  plaques: async (asked) => ok(await listPlaques(readingAs(asked), asked.query as Parameters<typeof listPlaques>[1])),
  importables: (asked) => {
    const work = readingAs(asked);
    const items = importsFor(work).map((kind) => ({
      code: kind.code,
      zh: kind.zh,
      columns: kind.columns(work).map(({ title, required }) => ({ title, required })),
    }));
    return Promise.resolve(ok({ items }));
  },
  savedViews: async (asked) => ok(await savedViews(readingAs(asked), (asked.query as { list: 'matters' | 'studios' }).list)),
  search: async (asked) => ok(await search(readingAs(asked), (asked.query as { q: string }).q)),
  targets: async (asked) => {
    const { year, on } = asked.query as { year?: number; on?: string };
    return ok(await (on === undefined ? showTargets(readingAs(asked), year) : showTargetsOn(readingAs(asked), year, on)));
  },
  previewBulk: async (asked) =>
    ok(
      await previewBulk(
        readingAs(asked),
        (asked.query as { ids: string }).ids.split(',').filter((one) => one !== ''),
      ),
    ),
  targetCockpit: async (asked) => ok(await targetCockpit(readingAs(asked), (asked.query as { year?: number }).year)),
  cityPage: async (asked) => ok(await showCity(readingAs(asked), (asked.query as { year?: number }).year)),
  notifications: async (asked) => ok(await listNotifications(readingAs(asked), asked.query as Paging)),
  unions: async (asked) => {
    const { tx, actor } = readingAs(asked);
    return ok(await listUnions(tx, actor, today(asked), asked.query as Paging));
  },
  people: async (asked) => {
    const { tx, actor } = readingAs(asked);
    return ok(await listPeople(tx, actor, today(asked), asked.query as Paging & { office?: Office }));
  },
  choices: async (asked) => {
    const { q, limit, ...place } = asked.query as { q?: string; limit: number; matter?: string; studio?: string; union?: string };
    return ok({ items: await listChoices(readingAs(asked), asked.params['of'] ?? '', place, { limit, ...(q === undefined ? {} : { q }) }) });
  },
  draws: async ({ house, query }) => ok(await listDraws(house.db, query as Paging)),
  draw: async (asked) => {
    const shown = await showDraw(asked.house.db, id(asked));
    if (shown === undefined) throw notFound();
    return ok(shown);
  },
  audit: async (asked) => ok(await listAudit(readingAs(asked), asked.query as Paging, { zh: actionZh, containing: actionsNamed })),
} satisfies Record<string, Handler>;
