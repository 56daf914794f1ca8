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
  built ??= compiled('beam-erlang', '+debug_info', (file) => join(erlangPrograms, file));
  return built;
}

/** The same as a release would hold them: nothing in them tells where they were built. */
export function buildPlacelessPrograms(): string {
  return compiled('beam-placeless', '+deterministic', (file) => file);
}

function compiled(name: string, option: string, pathOf: (file: string) => string): string {
  const folder = join(repositoryFolder(), '.test-out', name, String(process.pid));
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(erlangPrograms).filter((file) => file.endsWith('.erl'));
  execFileSync('erlc', [option, '-o', folder, ...files.map(pathOf)], { cwd: erlangPrograms });
  return folder;
}

/** Arguments of `erl` that run a function of a program. */
export function running(program: string, call = 'start'): readonly string[] {
  return ['-pa', buildErlangPrograms(), '-s', program, call];
}
