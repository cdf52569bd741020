import { join } from 'node:path';
import { inCityTime } from '#core/shared/days.ts';
import { sealAudit } from './audit/seal-audit.ts';
import { openFileStore } from './files/open-store.ts';
import { buildApp } from './http/app.ts';
import { runDueDays } from './jobs/run-day.ts';
import { openClock } from './kernel/city-clock.ts';
import type { House, MailServer } from './kernel/house.ts';
import { sweepAnswers } from './kernel/kept-answers.ts';
import { loadCalendar, loadStandards } from './kernel/standards.ts';
import { keepPosting } from './mail/keep-posting.ts';
import { keepDelivering } from './outside/deliver.ts';
import { needsSetup, setupLink } from './people/set-up.ts';
import { sweepSessions } from './people/sessions.ts';
import { sweepTries } from './people/sign-in-tries.ts';
import { connect } from './store/connection.ts';
import { renewStandards } from './standards/renew.ts';
import { sweepDrafts } from './store/drafts.ts';
import { ensurePlaqueKey } from './store/plaque-keys.ts';

/** What a house is built from; the same for the service, the demo and the tests. */
export type HouseOptions = Readonly<{
  serverUrl: string;
  standardsDir: string;
  dataDir: string;
  filesUrl?: string | undefined;
  publicUrl?: string | undefined;
  mayReach?: readonly string[] | undefined;
  mail?: MailServer | undefined;
  letterHold?: number | undefined;
  demo: boolean;
  log: (line: string) => void;
}>;

/** Ten minutes to think again. */
const usualHold = 10;

/** Database, standards, calendar, clock, files: the house without its doors. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { serverUrl, standardsDir, dataDir, filesUrl, publicUrl = '', mayReach = [], mail, letterHold = usualHold, demo, log } = options;
  const standards = loadStandards(standardsDir);
  const calendar = loadCalendar(standardsDir);
  const db = connect(serverUrl, log);
  const files = await openFileStore(dataDir, filesUrl);
  await ensurePlaqueKey(db, inCityTime(new Date()));
  await renewStandards({ db, standards, log });
  return { db, standards, calendar, clock: await openClock(db), files, demo, publicUrl, mayReach, mail, letterHold, log };
}

export type ServeOptions = HouseOptions &
  Readonly<{ fontsDir?: string | undefined; host: string; port: number; webDir: string; trustProxy?: boolean | string }>;
export type Running = Readonly<{ url: string; house: House; close: () => Promise<void> }>;

const EVERY_MINUTE_MS = 60_000;

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The clock of a real city: every minute, the jobs of the days that have come. A failed run is tried again. */
function keepTime(house: House): () => void {
  const tick = () => {
    renewStandards(house).catch((error: unknown) => house.log(`standards: ${said(error)}`));
    runDueDays(house).catch((error: unknown) => house.log(`jobs: ${error instanceof Error ? error.message : String(error)}`));
    house.db
      .transaction()
      .execute(async (tx) => {
        await sweepSessions(tx, new Date());
        await sweepTries(tx, new Date());
        await sweepAnswers(tx, new Date());
        await sweepDrafts(tx, new Date());
      })
      .catch((error: unknown) => house.log(`sessions: ${error instanceof Error ? error.message : String(error)}`));
  };
  const timer = setInterval(tick, EVERY_MINUTE_MS);
  tick();
  return () => clearInterval(timer);
}

/** Every minute, what was done since is sealed; a failed run is tried again. */
function keepSealing({ db, log }: House): () => Promise<void> {
  const seal = (): Promise<unknown> => sealAudit(db).catch((error: unknown) => log(`audit: ${said(error)}`));
  const timer = setInterval(() => void seal(), EVERY_MINUTE_MS);
  return async () => {
    clearInterval(timer);
    await seal();
  };
}

/** The composition root: opens the house, listens, and keeps time. */
export async function startServer(options: ServeOptions): Promise<Running> {
  const house = await openHouse(options);
  const app = await buildApp(house, {
    webDir: options.webDir,
    fontsDir: options.fontsDir,
    ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
  });
  const url = await app.listen({ host: options.host, port: options.port }).catch(async (error: unknown) => {
    await house.db.destroy();
    throw error;
  });
  const stopSealing = keepSealing(house);
  const stopDelivering = keepDelivering(house);
  const stopPosting = keepPosting(house);
  const stopTime = options.demo ? () => {} : keepTime(house);
  if (!options.demo && (await needsSetup(house.db))) {
    house.log(
      `首次启动，请用此链接设置（只能用一次）：${await setupLink(house.db, options.publicUrl ?? url, { now: inCityTime(new Date()), machine: new Date() })}`,
    );
  }
  return {
    url,
    house,
    async close() {
      stopTime();
      await app.close();
      await stopDelivering();
      await stopPosting();
      await stopSealing();
      await house.db.destroy();
    },
  };
}

/** Where things lie in a checkout. */
export const inCheckout = (root: string) => ({
  standardsDir: join(root, 'standards'),
  webDir: join(root, 'dist', 'web'),
  migrationsDir: join(root, 'migrations'),
});
