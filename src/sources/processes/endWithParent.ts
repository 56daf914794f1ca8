import { findProgram } from './findProgram';
import { runProgram } from './runProgram';

export interface Command {
  /** Absolute path. */
  readonly program: string;
  readonly args: readonly string[];
}

const limits = { maxOutputBytes: 1024, timeoutMillis: 5_000 };

/**
 * The same command in such a way that it ends with this process even when that is killed, which leaves it no time to end its
 * children. Linux can do so (prctl(2), PR_SET_PDEATHSIG), through a program of util-linux that becomes the other one; Windows
 * does so for all children of Node (libuv: src/win/process.c, uv__init_global_job_handle). Elsewhere it is the command itself.
 * @param path folders to look for programs in, as PATH has them
 */
export async function endWithParent(command: Command, path: string, signal: AbortSignal): Promise<Command> {
  if (process.platform !== 'linux') return command;
  const setpriv = await findProgram('setpriv', path);
  if (setpriv === null) return command;
  const before = ['--pdeathsig', 'TERM', '--'];
  // Busybox has one that does not know the option.
  const trial = await runProgram(setpriv, [...before, setpriv, '--version'], { ...limits, signal });
  return trial.code === 0 ? { program: setpriv, args: [...before, command.program, ...command.args] } : command;
}
