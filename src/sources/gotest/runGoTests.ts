import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GoTestOutcome, GoTestRequest, RunGoTests } from '../../shared/ports/sources/goTests';
import { makeTemporaryFolder } from '../base/temporaryFolder';
import { findProgram } from '../processes/findProgram';
import { runProgram } from '../processes/runProgram';
import { overlayTesting, type InstalledGo } from './overlayTesting';
import { readTestedPackages } from './readTestedPackages';
import { folderVariable } from './testingHook';

/** A toolchain that is fetched first takes its time. */
const longestAnswerMillis = 120_000;

/** Of the goroutines that started a goroutine, and those that started these: a test's helper and the test. */
const ancestors = 5;

export const runGoTests: RunGoTests = async (request, signal) => {
  const go = await findProgram('go', request.environment['PATH'] ?? '');
  if (go === null) return { kind: 'no-go', detail: 'no go on the PATH' };
  const [where, rest] = chosenFolder(request.args);
  const answer = await runProgram(go, [...where, 'env', 'GOROOT', 'GOVERSION', 'GOMODCACHE'], {
    maxOutputBytes: 64 * 1024,
    timeoutMillis: longestAnswerMillis,
    signal,
    environment: request.environment,
    directory: request.directory,
  });
  const [root = '', version = '', cache = ''] = answer.stdout.split(/\r?\n/);
  if (answer.code !== 0 || root === '') return { kind: 'no-go', detail: answer.stderr.trim() };
  const folder = await makeTemporaryFolder('test');
  try {
    return await runWith(go, { root, version, cache }, { ...request, args: rest, where, folder }, signal);
  } finally {
    // A program that a test has left running may hold a file in it.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
};

interface Placed extends GoTestRequest {
  /** `-C DIR`, which has to come first; empty where it is not given. */
  readonly where: readonly string[];
  readonly folder: string;
}

/** `go test -C DIR` changes to a folder first (Go 1.20 and later). */
function chosenFolder(args: readonly string[]): readonly [where: readonly string[], rest: readonly string[]] {
  const [first = ''] = args;
  if (/^--?C=/.test(first)) return [['-C', first.slice(first.indexOf('=') + 1)], args.slice(1)];
  return /^--?C$/.test(first) ? [['-C', args[1] ?? ''], args.slice(2)] : [[], args];
}

async function runWith(
  go: string,
  installed: InstalledGo,
  placed: Placed,
  signal: AbortSignal,
): Promise<GoTestOutcome> {
  const overlay = await overlayTesting(installed, join(placed.folder, 'overlay'));
  if (overlay === null) return { kind: 'unknown-go', version: installed.version };
  const packages = join(placed.folder, 'packages');
  await mkdir(packages);
  const debug = [placed.environment['GODEBUG'], `tracebackancestors=${String(ancestors)}`].filter(Boolean).join(',');
  const environment = { ...placed.environment, ...overlay.environment, GODEBUG: debug, [folderVariable]: packages };
  // What is kept of an earlier run would not be run; what a person says of -count comes later, and counts.
  const args = ['test', ...placed.where, '-count=1', ...overlay.args, ...placed.args];
  const status = await runOpenly(go, args, { ...placed, environment }, signal);
  return { kind: 'ran', status, packages: await readTestedPackages(packages) };
}

/** Runs a program whose words a person reads as they come. It hears of a Ctrl+C by itself, and of what else stops us from here. */
function runOpenly(
  program: string,
  args: readonly string[],
  { directory, environment, write }: GoTestRequest,
  signal: AbortSignal,
): Promise<number | null> {
  const child = spawn(program, args, {
    cwd: directory,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => write(text, 'stdout'));
  child.stderr.setEncoding('utf8').on('data', (text: string) => write(text, 'stderr'));
  const stop = () => child.kill('SIGINT');
  signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve) => {
    const end = (status: number | null) => {
      signal.removeEventListener('abort', stop);
      resolve(status);
    };
    child.once('error', () => end(null));
    child.once('close', end);
  });
}
