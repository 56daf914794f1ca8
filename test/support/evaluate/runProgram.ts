// Runs one program of the suite for as long as somebody looks at it. It ends with this process, however this one ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { own } from '../serving/runningService.ts';

export interface RunningProgram {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly pid: number;
  /** The text of `/debug/pprof/PATH`. @throws Error when it does not answer 200 */
  profileText(path: string): Promise<string>;
}

export interface ProgramToRun {
  readonly binary: string;
  /** Where it runs. */
  readonly folder: string;
  /** Added to this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

const startMillis = 20_000;
const answerMillis = 30_000;

async function profileText(url: string, path: string): Promise<string> {
  const response = await fetch(`${url}/debug/pprof/${path}`, { signal: AbortSignal.timeout(answerMillis) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text.trim()}`);
  return text;
}

/** Starts the program, hands it to `use`, and ends it. @throws Error when it does not start, or ends before `use` does */
export async function withProgram<Result>(
  { binary, folder, environment }: ProgramToRun,
  use: (program: RunningProgram) => Promise<Result>,
): Promise<Result> {
  const child = spawn(binary, ['-addr', '127.0.0.1:0', '-exit-with-stdin'], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = own(child);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-4096)));
  const over = new AbortController();
  const early = exited.then(({ code, signal }) => {
    throw new Error(`${binary} ended with ${code ?? signal ?? 'an error'}: ${stderr.trim()}`);
  });
  early.catch(() => undefined);
  try {
    const lines = createInterface({ input: child.stdout });
    const late = delay(startMillis, null, { signal: over.signal }).then(() => {
      throw new Error(`${binary} does not listen after ${startMillis / 1000} s`);
    });
    late.catch(() => undefined);
    const [line] = (await Promise.race([once(lines, 'line'), early, late])) as [string];
    const url = /^listening on (http:\/\/\S+)$/.exec(line)?.[1];
    if (url === undefined) throw new Error(`${binary}: unexpected first line: ${line}`);
    const program = { url, pid: child.pid ?? 0, profileText: (path: string) => profileText(url, path) };
    return await Promise.race([use(program), early]);
  } finally {
    over.abort();
    child.kill('SIGKILL');
    await exited;
  }
}
