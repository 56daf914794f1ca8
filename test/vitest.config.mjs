import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // The suite in test/host runs inside VS Code (`npm run test:host`).
    exclude: ['test/host/**', 'node_modules/**', '.vscode-test/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: '.test-out/unit-results.json' }]],
  },
});
