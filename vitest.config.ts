import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// No test may depend on the machine's own time zone or language: the city's is always given.
Object.assign(process.env, { TZ: 'UTC', LANG: 'C.UTF-8' });

const database = [fileURLToPath(new URL('tests/support/start-database.ts', import.meta.url))];
const journeys = ['tests/journeys/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'core', include: ['src/core/**/*.test.ts', 'src/contract/**/*.test.ts', 'tests/*.test.ts', 'tests/core/**/*.test.ts'] } },
      { extends: true, test: { name: 'web', include: ['src/web/**/*.test.{ts,tsx}'], environment: 'happy-dom' } },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['src/server/**/*.test.ts', 'tests/*/**/*.test.ts'],
          exclude: [...journeys, 'tests/core/**'],
          globalSetup: database,
          // Every file has a database and a house of its own; loading the sources forty times over would take half of the run.
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
      // Two browsers at a time: much of a journey is waiting for the page. No barrier before the files of the server: no worker waits for the other.
      {
        extends: true,
        test: { name: 'journeys', include: journeys, globalSetup: database, isolate: false, testTimeout: 240_000, hookTimeout: 300_000 },
      },
    ],
  },
});
