import { startChild } from './ownedChild';

export interface RunOptions {
  readonly maxOutputBytes: number;
  readonly timeoutMillis: number;
  readonly signal: AbortSignal;
  /** In place of this process's own. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Where it runs; the home folder when left out. */
  readonly directory?: string | undefined;
}

export interface RunResult {
  /** 0 when all went well; null when it was ended or could not be started. */
  readonly code: number | null;
  readonly stdout: string;
  /** The first 16 KB. */
  readonly stderr: string;
  /** Why it was ended, or could not be started. */
  readonly stopped: 'cancelled' | 'timeout' | 'too-large' | 'not-started' | null;
}

const maxErrorBytes = 16 * 1024;

/** Runs a program to its end. @param program absolute path. Never throws; nothing of it is left when it resolves. */
export async function runProgram(program: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  if (options.signal.aborted) return { code: null, stdout: '', stderr: '', stopped: 'cancelled' };
  const child = startChild(program, args, options.environment, options.directory);
  const why: { stopped: RunResult['stopped'] } = { stopped: null };
  const stop = (reason: RunResult['stopped']) => {
    why.stopped ??= reason;
    child.dispose();
  };
  const cancel = () => stop('cancelled');
  options.signal.addEventListener('abort', cancel, { once: true });
  const timer = setTimeout(() => stop('timeout'), options.timeoutMillis);
  const stdout = collect(child.process.stdout, options.maxOutputBytes, () => stop('too-large'));
  const stderr = collect(child.process.stderr, maxErrorBytes, () => undefined);
  const { code, failure } = await child.ended;
  clearTimeout(timer);
  options.signal.removeEventListener('abort', cancel);
  if (failure !== null) return { code: null, stdout: '', stderr: failure, stopped: 'not-started' };
  return { code: why.stopped === null ? code : null, stdout: stdout(), stderr: stderr(), stopped: why.stopped };
}

/** Keeps the first bytes; the rest is read and dropped, so that the program is not held up. */
function collect(stream: NodeJS.ReadableStream, maxBytes: number, onOverflow: () => void): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    if (length + chunk.length <= maxBytes) chunks.push(chunk);
    else if (length <= maxBytes) {
      chunks.push(chunk.subarray(0, maxBytes - length));
      onOverflow();
    }
    length += chunk.length;
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
