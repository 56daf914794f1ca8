// What a program takes from its start to its end.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

export const timeoutMillis = 20 * 60_000;

/** One run of a process. */
export interface ProcessCost {
  readonly seconds: number;
  /** Null where this machine does not tell. */
  readonly megabytes: number | null;
}

/** The shortest of several runs, and the most memory. */
export async function bestOf(times: number, command: readonly string[]): Promise<ProcessCost> {
  const costs: ProcessCost[] = [];
  for (let round = 0; round < times; round += 1) costs.push(await runToEnd(command));
  const megabytes = costs.flatMap((cost) => cost.megabytes ?? []);
  return {
    seconds: Math.min(...costs.map(({ seconds }) => seconds)),
    megabytes: megabytes.length === 0 ? null : Math.max(...megabytes),
  };
}

const pollMillis = 20;

/** Runs a program to its end. @throws Error when it fails */
export function runToEnd(
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProcessCost> {
  return new Promise((done, failed) => {
    const started = performance.now();
    const child = spawn(program, args, { stdio: 'ignore', env: { ...process.env, ...env }, timeout: timeoutMillis });
    let megabytes: number | null = null;
    // The kernel's high-water mark only rises, so that the last look before the end is the peak.
    const poll = setInterval(() => {
      megabytes = peakMegabytes(child.pid) ?? megabytes;
    }, pollMillis);
    child.on('error', (error) => {
      clearInterval(poll);
      failed(error);
    });
    child.on('exit', (code) => {
      clearInterval(poll);
      if (code === 0) done({ seconds: (performance.now() - started) / 1000, megabytes });
      else failed(new Error(`${program} ended with ${code}`));
    });
  });
}

/** VmHWM of /proc; null where there is no such thing. */
function peakMegabytes(pid: number | undefined): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
