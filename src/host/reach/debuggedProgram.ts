import type { LocalTarget } from '../../shared/localTargets';

/** A program under a Go debugger. */
export interface DebuggedProgram {
  /** Of the session. */
  readonly name: string;
  /** Of the launch configuration, variables resolved; written by a person, so anything may stand in it. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Null while the debugger has not said. */
  readonly processId: number | null;
}

/**
 * Whether a process is the one that is debugged: by its pid, or by its path: the program itself (`mode: exec`), or what
 * Delve builds beside the package, `__debug_bin…` (`output` in the configuration names another).
 */
export function isDebugged({ pid, commandLine }: LocalTarget, program: DebuggedProgram): boolean {
  const { configuration, processId } = program;
  if (pid === processId || pid === configuration['processId']) return true;
  return binaryPrefixes(configuration).some((prefix) => commandLine.startsWith(prefix));
}

function binaryPrefixes(configuration: DebuggedProgram['configuration']): readonly string[] {
  const path = text(configuration['program']);
  const output = text(configuration['output']);
  const folder = path?.replace(/[/\\][^/\\]*\.go$/, '').replace(/[/\\]$/, '');
  return [
    ...(output === null ? [] : [output]),
    ...(path === null || configuration['mode'] !== 'exec' ? [] : [path]),
    ...(folder === undefined ? [] : [`${folder}/__debug_bin`, `${folder}\\__debug_bin`]),
  ];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
