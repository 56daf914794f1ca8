import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // The rest of test/host runs inside VS Code (`npm run test:host`).
    include: ['test/!(host)/**/*.test.{ts,tsx}', 'test/host/withoutEditor/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: '.test-out/unit-results.json' }]],
  },
});
