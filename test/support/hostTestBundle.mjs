// esbuild's options for the suite that runs inside VS Code. Every `*.test.ts` under test/host is in it, but for
// test/host/withoutEditor, which vitest runs: none is listed. Beside it stands the engine of `dayInTheHost.test.ts`, a process of its own.
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const hostFolder = resolve(import.meta.dirname, '../host');

function testFiles() {
  return readdirSync(hostFolder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('withoutEditor/'))
    .sort();
}

/** Each file is evaluated only when it is loaded: mocha's `describe` does not exist before. */
const collectTestFiles = {
  name: 'host-test-files',
  setup(build) {
    build.onResolve({ filter: /^virtual:hostTestFiles$/ }, ({ path }) => ({ path, namespace: 'host-test-files' }));
    build.onLoad({ filter: /.*/, namespace: 'host-test-files' }, () => {
      const entries = testFiles().map((file) => {
        const path = JSON.stringify(`./${file}`);
        return `{ file: ${JSON.stringify(file)}, load: () => import(${path}) }`;
      });
      const contents = `export const hostTestFiles = [${entries.join(',\n')}];`;
      return { contents, resolveDir: hostFolder, watchDirs: [hostFolder] };
    });
  },
};

export const hostTestBundle = {
  entryPoints: [resolve(hostFolder, 'index.ts'), resolve(hostFolder, 'support/day/dayEngine.ts')],
  entryNames: '[name]',
  outdir: resolve(import.meta.dirname, '../../dist/test/host'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  sourcemap: 'inline',
  external: ['vscode', 'mocha'],
  plugins: [collectTestFiles],
};
