import { spawn } from 'node:child_process';
import type { CommandExit, StartedCommand } from '../../shared/ports/sources/startedCommand';
import { leadsGroup, ownGroup } from './processGroup';

/**
 * Starts a command line for as long as it is watched. It leads a group of its own, so that a Ctrl+C in the terminal reaches this process
 * alone, which ends the whole group: the shell, the service, its load. Windows has no groups; there it is the tree below the shell.
 */
export function startCommand(command: string, directory: string): StartedCommand {
  const child = spawn(command, {
    cwd: directory,
    shell: true,
    detached: leadsGroup,
    // Standard output is for the answer.
    stdio: ['ignore', 2, 2],
    windowsHide: true,
  });
  let exit: CommandExit | null = null;
  child.once('error', (error) => (exit ??= { code: null, failure: error.message }));
  child.once('exit', (code) => (exit ??= { code, failure: null }));
  const { pid } = child;
  if (pid === undefined) return { exit: () => exit, stop: () => Promise.resolve() };
  const group = ownGroup(pid);
  return { exit: () => exit, stop: () => group.end() };
}
