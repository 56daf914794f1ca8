import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // The rest of test/host runs inside VS Code (`npm run test:host`).
    include: ['test/!(host)/**/*.test.{ts,tsx}', 'test/host/withoutEditor/**/*.test.ts'],
    // Many tests wait for real services more than they work: three at a time, where there are only two processors, too.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What a page comes to is waited for: how long it takes is no test.
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', ['json', { outputFile: '.test-out/unit-results.json' }]],
  },
});
