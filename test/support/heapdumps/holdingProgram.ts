// The program of test/services/heapdumps, which holds memory in every known way and writes a dump of it.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { repositoryFolder } from '../repositoryFolder';

const run = promisify(execFile);
export const holdingSource = join(repositoryFolder(), 'test/services/heapdumps');

/** @param toolchain `go1.24.13`; null is the Go of this machine @param into folder of the program @returns its path */
export async function buildHolding(into: string, toolchain: string | null = null): Promise<string> {
  const program = join(into, process.platform === 'win32' ? 'heapdumps.exe' : 'heapdumps');
  await run('go', ['build', '-trimpath', '-o', program, '.'], { cwd: holdingSource, env: goEnvironment(toolchain) });
  return program;
}

/** @param megabytes null holds a little of every kind */
export async function writeDump(program: string, file: string, megabytes: number | null = null): Promise<void> {
  await run(program, [file, ...(megabytes === null ? [] : [String(megabytes)])]);
}

export function goEnvironment(toolchain: string | null): NodeJS.ProcessEnv {
  return toolchain === null ? process.env : { ...process.env, GOTOOLCHAIN: toolchain };
}

/** The line of its source on which a text stands, which is there once. */
export function holdingLine(text: string): number {
  const lines = readFileSync(join(holdingSource, 'main.go'), 'utf8').split('\n');
  const found = lines.flatMap((line, at) => (line.includes(text) ? [at + 1] : []));
  if (found.length !== 1) throw new Error(`“${text}” stands on ${String(found.length)} lines`);
  return found[0] ?? 0;
}

/** Who holds what, by what was written down before any reader was there: kind, name, and the line that allocates it. */
export const holdingTruth = [
  { what: 'a global map', kind: 'variable', name: 'main.sessions', made: 'body := make([]byte, 8<<10)' },
  { what: 'a slice of slices', kind: 'variable', name: 'main.grid', made: 'grid = append(grid' },
  { what: 'a closure in a timer', kind: 'variable', name: 'runtime.allp', made: 'captured := make' },
  { what: 'the buffer of a channel', kind: 'variable', name: 'main.queue', made: 'queue <- make' },
  { what: 'the stacks of goroutines', kind: 'goroutine', name: 'main.goroutineStack', made: 'local := make' },
  { what: 'a sync.Pool', kind: 'variable', name: 'main.pool', made: 'return new([10 << 10]byte)' },
  { what: 'finalizers', kind: 'finalizer', name: 'main.closeSession', made: 'owner.body = make' },
  { what: 'a short slice of a long one', kind: 'variable', name: 'main.heads', made: 'whole := make' },
  { what: 'a value of a context', kind: 'variable', name: 'main.request', made: 'request = context.WithValue' },
  { what: 'two maps', kind: 'variable', name: 'main.byName', made: 'both := &session' },
] as const;
