import type { LocalTarget } from '../../../shared/model/target/localTarget';

/** A program under a Go debugger. */
export interface DebuggedProgram {
  /** Of the session. */
  readonly name: string;
  /** Of the launch configuration, variables resolved; written by a person, so anything may stand in it. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /**
   * What the debugger said that it started: the program, and child processes that it follows. Empty while it has not said;
   * Delve says nothing of programs that run without debugging or were attached to, and nothing new of those that it started again.
   */
  readonly processIds: readonly number[];
}

/**
 * Whether a process is the one that is debugged: by its pid, or by its path: the program itself (`mode: exec`), or what
 * Delve builds in the folder of the package, `__debug_bin…` (`output` in the configuration names another).
 */
export function isDebugged({ pid, commandLine }: LocalTarget, program: DebuggedProgram): boolean {
  const { configuration, processIds } = program;
  if (processIds.includes(pid) || pid === configuration['processId']) return true;
  const folder = buildFolder(configuration);
  const isBuilt =
    folder !== null && ['/', '\\'].some((slash) => commandLine.startsWith(`${folder}${slash}__debug_bin`));
  return isBuilt || binaries(configuration).some((path) => runs(commandLine, path));
}

/**
 * The Go extension starts Delve in the folder of the package, which it notes as `__buildDir`, and leaves of `program` what is
 * relative to it: `.` or `./main.go`.
 */
function buildFolder(configuration: DebuggedProgram['configuration']): string | null {
  const noted = text(configuration['__buildDir']);
  const program = text(configuration['program'])?.replace(/[/\\][^/\\]*\.go$/, '') ?? null;
  const folder = noted ?? (program !== null && isAbsolute(program) ? program : null);
  return folder?.replace(/[/\\]$/, '') ?? null;
}

function binaries(configuration: DebuggedProgram['configuration']): readonly string[] {
  const output = text(configuration['output']);
  const program = configuration['mode'] === 'exec' ? text(configuration['program']) : null;
  return [output, program].filter((path) => path !== null);
}

/** Whether a command line begins with this path as its first word; on Windows the path may have been given without `.exe`. */
function runs(commandLine: string, path: string): boolean {
  return commandLine.startsWith(path) && /^(\.exe)?(\s|$)/i.test(commandLine.slice(path.length));
}

/** Of any system: a window may show the files of another machine. */
function isAbsolute(path: string): boolean {
  return /^([/\\]|[a-z]:)/i.test(path);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
