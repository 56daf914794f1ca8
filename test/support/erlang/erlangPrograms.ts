// Compiles the Erlang programs of test/services once for each run.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { repositoryFolder } from '../repositoryFolder.ts';

export const erlangPrograms = join(repositoryFolder(), 'test/services/beam-erlang');

let built: string | null = null;

/** The folder of the compiled modules. */
export function buildErlangPrograms(): string {
  if (built !== null) return built;
  const folder = join(repositoryFolder(), '.test-out', 'beam-erlang', String(process.pid));
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(erlangPrograms).filter((file) => file.endsWith('.erl'));
  execFileSync('erlc', ['+debug_info', '-o', folder, ...files.map((file) => join(erlangPrograms, file))]);
  built = folder;
  return folder;
}

/** Arguments of `erl` that run a function of a program. */
export function running(program: string, call = 'start'): readonly string[] {
  return ['-pa', buildErlangPrograms(), '-s', program, call];
}
