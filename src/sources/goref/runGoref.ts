import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { readRegularFile } from '../../disk/readRegularFile';
import { LeakLensError } from '../../shared/model/errors';
import type { GorefSubject, RunGoref } from '../../shared/ports/sources/goref';
import { makeTemporaryFolder } from '../base/temporaryFolder';
import { findProgram } from '../processes/findProgram';
import { runProgram, type RunResult } from '../processes/runProgram';
import { gorefFault } from './gorefFault';
import { letRunOn, wasStopped } from './letRunOn';

/** Ten million objects take minutes; what takes longer is stuck. */
const timeoutMillis = 30 * 60_000;
const maxOutputBytes = 64 * 1024;
const maxProfileBytes = 256 * 1024 * 1024;

/** @param environment where `grf` is looked for: PATH, GOBIN, GOPATH/bin */
export function createRunGoref(environment: NodeJS.ProcessEnv = process.env): RunGoref {
  return async (subject, out, signal) => {
    const program = await requireGoref(environment);
    const folder = await makeTemporaryFolder('grf');
    try {
      const file = out === null ? join(folder, 'grf.out') : resolve(out);
      return await runIn(folder, { program, subject, file, environment, signal });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Path of `grf`. @throws LeakLensError where it is not installed */
export async function requireGoref(environment: NodeJS.ProcessEnv): Promise<string> {
  const program = await findProgram('grf', searchPath(environment));
  if (program !== null) return program;
  throw new LeakLensError({ kind: 'goref', subject: 'grf', detail: 'not on the PATH', goref: 'not-installed' });
}

interface GorefRun {
  readonly program: string;
  readonly subject: GorefSubject;
  /** Where it writes. */
  readonly file: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

async function runIn(folder: string, given: GorefRun): Promise<Uint8Array> {
  const { program, subject, file, environment, signal } = given;
  const args =
    subject.kind === 'process'
      ? ['attach', String(subject.pid), '-o', file]
      : ['core', resolve(subject.executable), resolve(subject.core), '-o', file];
  const stoodStill = subject.kind === 'process' && (await wasStopped(subject.pid));
  const result = await runProgram(program, args, {
    maxOutputBytes,
    timeoutMillis,
    signal,
    environment,
    directory: folder,
  });
  const isDone = result.code === 0 && result.stopped === null;
  // A tracer that is ended leaves what it traced where it stood.
  if (subject.kind === 'process' && !isDone && !stoodStill) letRunOn(subject.pid);
  if (!isDone) throw failure(subject, result);
  return readRegularFile(file, { maxBytes: maxProfileBytes });
}

function failure(subject: GorefSubject, { stopped, stderr, stdout }: RunResult): LeakLensError {
  const name = subject.kind === 'process' ? `process ${String(subject.pid)}` : subject.core;
  if (stopped === 'cancelled') return new LeakLensError({ kind: 'cancelled', subject: name, detail: 'grf was ended' });
  const said = `${stderr}\n${stdout}`;
  const lines = said.split('\n').filter((line) => line.trim() !== '' && !/set max reference depth/.test(line));
  const detail = stopped === 'timeout' ? 'no answer in 30 minutes' : (lines.at(-1)?.trim() ?? 'it says nothing');
  return new LeakLensError({ kind: 'goref', subject: name, detail: detail.slice(0, 300), goref: gorefFault(said) });
}

function searchPath(environment: NodeJS.ProcessEnv): string {
  const goPath = environment['GOPATH']?.split(delimiter)[0] ?? join(environment['HOME'] ?? homedir(), 'go');
  return [environment['PATH'], environment['GOBIN'], join(goPath, 'bin')].filter(Boolean).join(delimiter);
}
