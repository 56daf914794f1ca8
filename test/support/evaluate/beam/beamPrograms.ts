// The programs of test/services/beam-programs: a folder each, in Erlang or in Elixir, with a module of the folder's name that has `start/0`.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { outputFolder, repositoryRoot } from '../../paths.ts';

export const beamProgramsFolder = join(repositoryRoot, 'test/services/beam-programs');

/** A program that was compiled: its modules, and what it is started with. */
export interface BuiltBeamProgram {
  readonly name: string;
  /** Where its sources are. */
  readonly folder: string;
  /** Arguments of `erl`. */
  readonly args: readonly string[];
}

/** Release of the Erlang that `erl` is: 25. */
export function otpRelease(): number {
  const asked = 'io:format("~s", [erlang:system_info(otp_release)]), halt().';
  return Number(execFileSync('erl', ['-noinput', '-eval', asked], { encoding: 'utf8' }));
}

/** Whether there is an Elixir on this machine. */
export function hasElixir(): boolean {
  return spawnSync('elixirc', ['--version']).status === 0;
}

/** Compiles them all at once, which is much faster than one after the other. @throws Error when one does not compile */
export function buildBeamPrograms(names: readonly string[]): readonly BuiltBeamProgram[] {
  const output = join(outputFolder, 'beam-programs', String(process.pid));
  mkdirSync(output, { recursive: true });
  const files = names.flatMap((name) => filesOf(name));
  const of = (ending: string) => files.filter((file) => file.endsWith(ending));
  if (of('.erl').length > 0) execFileSync('erlc', ['+debug_info', '-o', output, ...of('.erl')]);
  if (of('.ex').length > 0)
    execFileSync('elixirc', ['-o', output, ...of('.ex')], { stdio: ['ignore', 'ignore', 'inherit'] });
  return names.map((name) => ({ name, folder: join(beamProgramsFolder, name), args: startArguments(name, output) }));
}

function filesOf(name: string): readonly string[] {
  const folder = join(beamProgramsFolder, name);
  return readdirSync(folder).map((file) => join(folder, file));
}

function startArguments(name: string, output: string): readonly string[] {
  if (!filesOf(name).some((file) => file.endsWith('.ex'))) return ['-pa', output, '-s', name, 'start'];
  const run = `{ok, _} = application:ensure_all_started(logger), '${moduleOf(name)}':start().`;
  return [...elixirPaths(), '-pa', output, '-eval', run];
}

/** `Elixir.PhotoStore` of `photo_store`. */
function moduleOf(name: string): string {
  const words = name.split('_').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `Elixir.${words.join('')}`;
}

/** Elixir's own modules, which `erl` does not know of. */
let known: readonly string[] | undefined;

function elixirPaths(): readonly string[] {
  const asked = 'for app <- [:elixir, :logger], do: IO.puts(:code.lib_dir(app) |> Path.join("ebin"))';
  known ??= execFileSync('elixir', ['-e', asked], { encoding: 'utf8' }).trim().split('\n');
  return known.flatMap((path) => ['-pa', path]);
}
