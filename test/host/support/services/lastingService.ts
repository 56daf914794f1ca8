// Services that outlive the extension host that starts them: a reload ends it, and who comes after it asks the same processes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { buildService } from '../../../support/go/goService';
import type { ServiceName, Truth } from '../../../support/serving/runningService';

/** Nobody may be left to end it: it ends by itself then. */
const longestMinutes = 6;

/** Holds the standard input of a service, with which it ends. */
const holder = `
  const { spawn } = require('node:child_process');
  const [program, ...flags] = process.argv.slice(1);
  const child = spawn(program, flags, { stdio: ['pipe', 'inherit', 'ignore'] });
  child.on('exit', () => process.exit());
  setTimeout(() => process.exit(), ${String(longestMinutes * 60_000)});
`;

export interface LastingService {
  readonly url: string;
  /** Of whoever holds it. */
  readonly pid: number;
}

export async function startLasting(name: ServiceName): Promise<LastingService> {
  const program = await buildService(name);
  const flags = ['-e', holder, program, '-addr', '127.0.0.1:0', '-exit-with-stdin'];
  const child = spawn(process.execPath, flags, {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  child.unref();
  const url = /^listening on (http:\/\/\S+)$/.exec(line)?.[1];
  if (url === undefined || child.pid === undefined) throw new Error(`${name} did not start: ${line}`);
  return { url, pid: child.pid };
}

export function endLasting({ pid }: LastingService): void {
  try {
    process.kill(pid);
  } catch {
    // It has ended by itself.
  }
}

export async function truthOf({ url }: LastingService): Promise<Truth> {
  return (await (await fetch(`${url}/truth`)).json()) as Truth;
}

export async function switchOf({ url }: LastingService, path: string): Promise<void> {
  const { ok, status } = await fetch(`${url}${path}`, { method: 'POST' });
  if (!ok) throw new Error(`${url}${path}: ${String(status)}`);
}
