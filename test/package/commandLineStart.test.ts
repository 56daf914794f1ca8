// What a command loads: a start is waited for at every call, so that none loads what it does not need.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import esbuild, { type BuildOptions, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/paths';
import { scriptsThatShare } from '../support/scriptsThatShare.mjs';

const run = promisify(execFile);
const fixtures = join(repositoryRoot, 'test/fixtures/profiles');

/** Writes the scripts that were loaded, and what is Node's own, once the program has ended. */
const watcher = `
const loaded = [];
const { builtinModules } = require('node:module');
process.once('exit', () => {
  const own = process.moduleLoadList.map((name) => name.replace(/^NativeModule /, '')).filter((name) => builtinModules.includes(name));
  require('node:fs').writeFileSync(process.env.LEAKLENS_TEST_LOADED, JSON.stringify({ files: Object.keys(require.cache), own }));
});`;

let folder: string;
let metafile: Metafile;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaklens-start-'));
  const options = scriptsThatShare({
    entryPoints: { cli: 'src/leaklens.ts', commandLine: 'src/cli.ts' },
    absWorkingDir: repositoryRoot,
    outdir: folder,
    late: 'src/analyse/reports/filters/automaton.ts',
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  ({ metafile } = await esbuild.build<BuildOptions & { metafile: true }>({ ...options, metafile: true }));
  await writeFile(join(folder, 'watcher.cjs'), watcher);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The sources whose scripts a command line loads, and the modules of Node. */
async function loadedBy(argv: readonly string[]): Promise<{ sources: string[]; own: string[] }> {
  const told = join(folder, 'loaded.json');
  await run(process.execPath, ['--require', join(folder, 'watcher.cjs'), join(folder, 'cli.js'), ...argv], {
    env: { ...process.env, LEAKLENS_TEST_LOADED: told, NODE_DISABLE_COMPILE_CACHE: '1' },
  });
  const { files, own } = JSON.parse(await readFile(told, 'utf8')) as { files: string[]; own: string[] };
  const inputs = new Map(Object.entries(metafile.outputs).map(([path, { inputs }]) => [basename(path), inputs]));
  return { sources: files.flatMap((file) => Object.keys(inputs.get(basename(file)) ?? {})), own };
}

const engine =
  /^src\/(?:engine|follow|lsp|mcp|syntax|threads)\/(?!go\/rounds\/goCapabilities|go\/goSeries|beam\/beamSeries)/;
/** Standard output is a pipe here, for which Node itself asks for `net`. */
const network = /^(?:http|https|http2|tls|dns|worker_threads|child_process)$/;

describe('a command loads no more than it needs', { timeout: 30_000 }, () => {
  it.each([
    ['top', join(fixtures, 'heap.pb.gz')],
    ['peek', join(fixtures, 'heap.pb.gz'), 'main'],
    ['stacks', join(fixtures, 'goroutine.pb.gz')],
  ])('%s of a file: what reads and adds up, and nothing of the network', async (...argv) => {
    const { sources, own } = await loadedBy(argv);
    expect(sources).toContain('src/decode/proto/decodeProfile.ts');
    const needed =
      /^(?:src\/(?:analyse\/(?:base|numbers|reports|go\/retention)|cli|decode|disk|shared|sources|store|words\/(?:base|problems))\/|src\/[^/]+$|node_modules\/|package\.json)/;
    expect(sources.filter((path) => !needed.test(path))).toEqual([]);
    expect(
      sources.filter((path) =>
        /^src\/(?:cli\/(?:commands|findings|doctor|tests|completions)|sources\/(?:net|pprof\/discover|processes))\//.test(
          path,
        ),
      ),
    ).toEqual([]);
    expect(own.filter((name) => network.test(name))).toEqual([]);
    // Regular expressions, a thread to read with, and a clock finer than is looked at.
    expect(sources.filter((path) => path.includes('re2js'))).toEqual([]);
    expect(own.filter((name) => /^(?:fs\/promises|perf_hooks)$/.test(name))).toEqual([]);
  });

  it('a pattern: what reads it', async () => {
    const { sources } = await loadedBy(['top', join(fixtures, 'heap.pb.gz'), '--focus', 'new[A-Z]']);
    expect(sources.some((path) => path.includes('re2js'))).toBe(true);
  });

  it.each([
    ['goroutines', join(fixtures, 'goroutine.debug2.txt')],
    ['memory', join(fixtures, 'heap.debug1.txt')],
    ['gctrace', join(fixtures, 'gctrace.txt')],
    ['completions', 'bash'],
    ['help'],
  ])('%s: no engine', async (...argv) => {
    const { sources } = await loadedBy(argv);
    expect(sources).toContain('src/cli/allCommands.ts');
    expect(sources.filter((path) => engine.test(path))).toEqual([]);
  });

  it('--version: its own entry', async () => {
    const { sources } = await loadedBy(['--version']);
    expect(sources).toContain('src/leaklens.ts');
    expect(sources).not.toContain('src/cli.ts');
  });
});
