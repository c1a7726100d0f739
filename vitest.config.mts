import { defineConfig } from 'vitest/config';

/** Resolves the workspace packages from their TypeScript sources, so that no build is needed before the tests. */
const shared = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } };

export default defineConfig({
  test: {
    // The AWS SDK warns about this Node once a process.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // By itself vitest leaves a processor to whoever edits, which is one of two on a small machine.
    maxWorkers: '100%',
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          // Pure functions: a module that is loaded once for all files of a worker takes a quarter of the time.
          isolate: false,
          include: ['{core,files,sessions,server,cli,client,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
        },
      },
      {
        ...shared,
        test: {
          name: 'integration',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/e2e/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // It imports JSON in a way that Node 20 itself refuses.
          server: { deps: { inline: ['@actions/workflow-parser'] } },
        },
      },
      {
        ...shared,
        test: {
          name: 'journeys',
          include: ['test/e2e/journeys/*.journey.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
