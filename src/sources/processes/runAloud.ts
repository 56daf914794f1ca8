import { spawn } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { leadsGroup, ownGroup } from './processGroup';
import { withAbsolutePath } from './programPath';

export interface AloudOptions {
  readonly directory: string;
  /** In place of this process's own. */
  readonly environment: NodeJS.ProcessEnv;
  /** Of the end of each stream that is kept, characters. */
  readonly kept: number;
  /** Takes what the program writes, as it comes. */
  readonly write: (text: string, stream: 'stdout' | 'stderr') => void;
}

export interface AloudResult {
  /** Null where a signal ended it, or where it could not be started. */
  readonly code: number | null;
  /** The end of what it wrote. */
  readonly stdout: string;
  readonly stderr: string;
  /** Why it could not be started; null where it was. */
  readonly failure: string | null;
}

/**
 * Runs a program whose words a person reads as they come, without a shell, as the leader of a group of its own: when the signal says
 * so, it ends with all that it has started. Never rejects; nothing of it is left when it resolves.
 */
export async function runAloud(
  program: string,
  args: readonly string[],
  { directory, environment, kept, write }: AloudOptions,
  signal: AbortSignal,
): Promise<AloudResult> {
  const said = { stdout: '', stderr: '' };
  if (signal.aborted) return { code: null, ...said, failure: null };
  const child = spawn(program, args, {
    cwd: directory,
    env: withAbsolutePath(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: leadsGroup,
    windowsHide: true,
  });
  const group = child.pid === undefined ? null : ownGroup(child.pid);
  for (const name of ['stdout', 'stderr'] as const) {
    const decoder = new StringDecoder('utf8');
    child[name].on('data', (bytes: Buffer) => {
      const text = decoder.write(bytes);
      said[name] = (said[name] + text).slice(-kept);
      write(text, name);
    });
  }
  const stop = () => void group?.end();
  signal.addEventListener('abort', stop, { once: true });
  const { code, failure } = await new Promise<Pick<AloudResult, 'code' | 'failure'>>((resolve) => {
    child.once('error', (error) => resolve({ code: null, failure: error.message }));
    // Not `close`: what it left running may hold its output open for ever.
    child.once('exit', (exited) => setTimeout(() => resolve({ code: exited, failure: null }), drainMillis));
    child.once('close', (exited) => resolve({ code: exited, failure: null }));
  });
  signal.removeEventListener('abort', stop);
  await group?.end();
  child.stdout.destroy();
  child.stderr.destroy();
  return { code, ...said, failure };
}

/** For what is in the pipes when a program has ended and somebody else holds them. */
const drainMillis = 2_000;
