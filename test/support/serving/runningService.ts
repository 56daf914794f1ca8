// A Go service that runs: what it knows of itself, its switches and its end. goService.ts starts them.
import type { ChildProcessByStdio } from 'node:child_process';
import { request } from 'node:http';
import process from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

export const serviceNames = ['sentinel', 'channelmap', 'blog', 'gateway', 'healthy'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A source line that the profiles of a service should lead to. */
export interface TruthSite {
  readonly role: 'blocked' | 'spawn' | 'allocation';
  /** `runtime-retained` is no leak: its memory is idle, and must not be reported as lost. */
  readonly kind: 'goroutine-leak' | 'heap-growth' | 'map-capacity' | 'runtime-retained';
  /** As pprof names it: `main.(*agent).check`. */
  readonly function: string;
  /** Name of a file in the service's source directory. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** What a service knows of its own leak. */
export interface Truth {
  readonly service: ServiceName;
  readonly pid: number;
  readonly goVersion: string;
  readonly leaking: boolean;
  readonly fixed: boolean;
  readonly leakedGoroutines: number;
  /** Heap bytes that the leak keeps at the least; stacks and rounding to size classes come on top. */
  readonly leakedBytes: number;
  readonly sites: readonly TruthSite[];
}

export interface ServiceExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningService {
  readonly name: ServiceName;
  /** `http://127.0.0.1:PORT`, without a slash at its end. pprof is under `/debug/pprof/`. */
  readonly url: string;
  readonly pid: number;
  /** Absolute path of the folder with the service's go.mod and its sources. */
  readonly sourceDirectory: string;
  /** Resolves when the process has ended. Never rejects. */
  readonly exited: Promise<ServiceExit>;
  /** The newest part, at most 256 KB, of what the service has written to its standard error. */
  stderr(): string;
  truth(): Promise<Truth>;
  /** Asks for the truth until it is as wanted. @throws Error with the last truth when that takes too long. */
  truthWhen(wanted: (truth: Truth) => boolean, timeoutMillis?: number): Promise<Truth>;
  /** Moves a switch: `post('/leak/start')`. @throws Error unless the service answers 2xx. */
  post(path: string): Promise<void>;
  /** Asks the service to end, insists after five seconds, and resolves when it has ended. */
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Closes the standard input of the service, as the end of its parent does. */
  closeStdin(): void;
}

const stopGraceMillis = 5_000;

export type ServiceProcess = ChildProcessByStdio<Writable, Readable, Readable>;
const running = new Set<ServiceProcess>();

function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Sees to it that a service ends with this process, and tells when it ends. */
export function own(child: ServiceProcess): Promise<ServiceExit> {
  if (running.size === 0) process.on('exit', killAll);
  running.add(child);
  // Writing to a service that has ended is no news: its end is.
  child.stdin.on('error', () => undefined);
  return new Promise((ended) => {
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      running.delete(child);
      if (running.size === 0) process.off('exit', killAll);
      ended({ code, signal });
    };
    child.once('exit', end);
    child.once('error', () => end(null, null));
  });
}

/** What `runningService` is made of. */
export interface Started {
  readonly name: ServiceName;
  readonly url: string;
  readonly sourceDirectory: string;
  readonly child: ServiceProcess;
  readonly exited: Promise<ServiceExit>;
  readonly stderr: () => string;
}

/** The handle of a service that listens. */
export function runningService({ name, url, sourceDirectory, child, exited, stderr }: Started): RunningService {
  const truth = async (): Promise<Truth> => JSON.parse(await ask('GET', `${url}/truth`)) as Truth;
  return {
    name,
    url,
    pid: child.pid ?? 0,
    sourceDirectory,
    exited,
    stderr,
    truth,
    truthWhen: (wanted, timeoutMillis = 20_000) => truthWhen(truth, wanted, timeoutMillis),
    post: async (path) => {
      await ask('POST', `${url}${path}`);
    },
    stop: async () => {
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), stopGraceMillis);
      await exited;
      clearTimeout(insist);
    },
    kill: (signal) => void child.kill(signal),
    closeStdin: () => child.stdin.end(),
  };
}

async function truthWhen(
  truth: () => Promise<Truth>,
  wanted: (truth: Truth) => boolean,
  timeoutMillis: number,
): Promise<Truth> {
  const deadline = Date.now() + timeoutMillis;
  for (;;) {
    const now = await truth();
    if (wanted(now)) return now;
    if (Date.now() > deadline) throw new Error(`Not so after ${timeoutMillis} ms: ${JSON.stringify(now)}`);
    await delay(50);
  }
}

/** One request on a connection of its own, so that none idles in the service's goroutine profile. */
function ask(method: 'GET' | 'POST', url: string): Promise<string> {
  return new Promise((answered, failed) => {
    const asking = request(url, { method, agent: false, timeout: 30_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('error', failed);
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) answered(text);
        else failed(new Error(`${method} ${url}: ${status} ${text.trim()}`));
      });
    });
    asking.on('timeout', () => asking.destroy(new Error(`${method} ${url}: no answer within 30 s`)));
    asking.on('error', failed);
    asking.end();
  });
}
