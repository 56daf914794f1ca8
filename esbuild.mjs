// Bundles the entries. `--production` minifies and adds what the package says of other people's code, `--tests` adds the suite that
// runs inside VS Code, `--watch` rebuilds, `--into=DIR` builds elsewhere than in dist.
// Only the bundles of the extension host mark `vscode` external: a server or command line that reaches it does not build.
import esbuild from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { packFiles, removePacked } from './test/support/packedFiles.mjs';
import { scriptsThatShare } from './test/support/scriptsThatShare.mjs';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const dist = process.argv.find((flag) => flag.startsWith('--into='))?.slice('--into='.length) ?? 'dist';

/**
 * Protobufjs asks for a class of 64 bit numbers and does without where there is none. We read and write them without it, and it would compile
 * WebAssembly at each start.
 */
const withoutLong = {
  name: 'without-long',
  setup(build) {
    build.onResolve({ filter: /^long$/ }, () => ({ path: 'long', namespace: 'without-long' }));
    build.onLoad({ filter: /./, namespace: 'without-long' }, () => ({ contents: 'module.exports = {};' }));
  },
};

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };
const browser = {
  ...common,
  platform: 'browser',
  format: 'iife',
  target: 'chrome128',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** What is not needed at once is a bundle of its own, loaded when it is: nothing that stands in it costs a start. */
function lazily(module, bundle) {
  return {
    name: `lazy-${bundle}`,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^\\./([a-z]+/)?${module}$`) }, () => ({
        path: `./${bundle}.js`,
        external: true,
      }));
    },
  };
}

/**
 * For the bundles of the extension host. The editor answers `require('vscode')` through a hook that looks up who asks, and a bundle
 * asks once for each of its modules: here it asks once.
 */
const inEditor = {
  ...node,
  external: ['vscode'],
  banner: {
    js: `'use strict'; require = ((ask, editor) => (name) => (name === 'vscode' ? editor : ask(name)))(require, require('vscode'));`,
  },
};

/** Agents are told in English; zod brings the mistakes of fifty languages, more than the rest of zod. */
const zodInEnglish = {
  name: 'zod-in-english',
  setup(build) {
    const english = `export { default as en } from './en.js';`;
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.c?js$/ }, () => ({
      contents: english,
      loader: 'js',
    }));
  },
};

/** What a person is asked to fill in is checked by Ajv there, a tenth of the command line's package, and nobody is asked: the small one does. */
const smallValidator = {
  name: 'small-validator',
  setup(build) {
    const kit = '@modelcontextprotocol/server';
    build.onResolve({ filter: new RegExp(`^${kit}/_shims$`) }, ({ path, resolveDir }) => ({
      path,
      namespace: 'small-validator',
      pluginData: resolveDir,
    }));
    build.onLoad({ filter: /./, namespace: 'small-validator' }, ({ pluginData }) => ({
      contents: [
        `export { CfWorkerJsonSchemaValidator as DefaultJsonSchemaValidator } from '${kit}/validators/cf-worker';`,
        `export { default as process } from 'node:process';`,
      ].join('\n'),
      resolveDir: pluginData,
    }));
  },
};

/** A map that its bundle does not name. */
const unnamed = production ? false : 'external';

const threads = Object.fromEntries(
  readdirSync('src')
    .filter((name) => name.endsWith('Thread.ts'))
    .map((name) => [name.replace(/\.ts$/, ''), `src/${name}`]),
);

/** What the extension host does not need at once. */
const lazyHost = [
  // Nine tenths of the extension's code, not needed before the engine starts.
  { folder: 'engine', module: 'languageClient' },
  // Not needed before somebody looks at a profile or a chart, connects by hand, or calls one of these commands.
  { folder: 'profiles', module: 'profileConversation' },
  { folder: 'profiles', module: 'profileActions' },
  { folder: 'trends', module: 'trendsPages' },
  { folder: 'connect', module: 'connectFlow' },
  { folder: 'connect', module: 'targetCommands' },
  { folder: 'hints', module: 'mapFile' },
  { folder: 'snapshots', module: 'snapshotCommands' },
  { folder: 'findings', module: 'findingCommands' },
  { folder: 'findings', module: 'judgeCommands' },
  { folder: 'findings/report', module: 'reportCommands' },
  { folder: 'tests', module: 'testCommands' },
];

const builds = [
  {
    ...inEditor,
    entryPoints: ['src/extension.ts'],
    outfile: `${dist}/extension.js`,
    plugins: lazyHost.map(({ module }) => lazily(module, module)),
  },
  ...lazyHost.map(({ folder, module }) => ({
    ...inEditor,
    entryPoints: [`src/host/${folder}/${module}.ts`],
    outfile: `${dist}/${module}.js`,
  })),
  // Threads of the engine are found beside its bundle.
  scriptsThatShare({
    ...node,
    entryPoints: {
      cli: 'src/leaklens.ts',
      commandLine: 'src/cli.ts',
      mcp: 'src/mcp.ts',
      server: 'src/server.ts',
      joinEngine: 'src/joinEngine.ts',
      ...threads,
    },
    outdir: dist,
    start: ['cli.js', 'commandLine.js'],
    // Regular expressions in Go's syntax: a third of what a report would load, for those who give it a pattern that is no plain text.
    late: 'src/analyse/reports/filters/automaton.ts',
    plugins: [zodInEnglish, smallValidator, withoutLong],
  }),
  { ...browser, entryPoints: ['webview/trends/main.tsx'], outfile: `${dist}/trends.js` },
  { ...browser, entryPoints: ['webview/profile/main.tsx'], outfile: `${dist}/profile.js` },
  // The page of a report holds these two and their style sheet, and names no map.
  { ...browser, entryPoints: ['webview/report/main.tsx'], outfile: `${dist}/report.js`, sourcemap: unnamed },
  {
    ...browser,
    entryPoints: ['src/reportEngine.ts'],
    outfile: `${dist}/reportEngine.js`,
    sourcemap: unnamed,
    plugins: [withoutLong],
  },
];
if (flags.has('--tests')) {
  const { hostTestBundle } = await import('./test/support/hostTestBundle.mjs');
  builds.push({ ...node, sourcemap: 'inline', ...hostTestBundle });
}

/** The parser and its Go grammar are WebAssembly, found beside the bundles that use them. */
const parser = ['tree-sitter.wasm', 'tree-sitter-go.wasm'];

const copied = Object.fromEntries(
  parser.map((name) => [`${dist}/${name}`, `node_modules/@vscode/tree-sitter-wasm/wasm/${name}`]),
);

await mkdir(dist, { recursive: true });
await Promise.all(Object.entries(copied).map(([to, from]) => cp(from, to)));
await removePacked(dist);
if (existsSync('src/l10n')) await cp('src/l10n', `${dist}/l10n`, { recursive: true });

if (flags.has('--watch')) {
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const results = await Promise.all(builds.map((options) => esbuild.build({ ...options, metafile: production })));
  if (production) {
    await packFiles(dist);
    const { writeNotices } = await import('./test/support/notices/writeNotices.mjs');
    writeNotices(
      results.map(({ metafile }) => metafile),
      copied,
      dist,
    );
  }
}
