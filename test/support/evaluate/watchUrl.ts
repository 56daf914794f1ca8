// Watches a service with the command line that people use, as a process of its own.
import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { patternsFolder } from './buildPrograms.ts';
import { commandFolder } from './commandFolder.ts';
import type { WatchFinding } from './score.ts';

/** Pause between two polls. */
export const watchEverySeconds = 2;

export interface WatchOptions {
  readonly seconds: number;
  /** Where the command runs: the workspace whose sources it may read. Default: the suite's. */
  readonly folder?: string;
  /** The script of the command line. Default: as it was built. */
  readonly command?: string;
  /** Added to this process's own environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface WatchAnswer {
  readonly findings: readonly WatchFinding[];
  /** When the watch began, as it says. */
  readonly startedAt: string | null;
  /** All that was answered, for a person who wants to know why. */
  readonly report: unknown;
}

/** Beyond the time that was asked for: the start, and a last poll of a busy service. */
const graceMillis = 60_000;

/** @throws Error when the command line cannot be run, or does not answer JSON with findings */
export function watchUrl(url: string, options: WatchOptions): Promise<WatchAnswer> {
  const line = ['watch', url, '--for', `${options.seconds}s`, '--every', `${watchEverySeconds}s`, '--format', 'json'];
  const run = [options.command ?? join(commandFolder(), 'cli.js'), ...line];
  return new Promise((answered, failed) => {
    const limits = { timeout: options.seconds * 1000 + graceMillis, maxBuffer: 64 * 1024 * 1024 };
    const env = { ...process.env, ...options.environment };
    const settings = { ...limits, env, cwd: options.folder ?? patternsFolder, encoding: 'utf8' } as const;
    const child = execFile(process.execPath, run, settings, (error, stdout, stderr) => {
      watching.delete(child);
      if (watching.size === 0) process.off('exit', endAll);
      // Status 1 is an answer: there is a finding at or above --fail-on.
      if (error !== null && child.exitCode !== 1) {
        failed(new Error(`leaklens ${line.join(' ')}: ${stderr.trim() || error.message}`));
        return;
      }
      try {
        answered(readAnswer(stdout));
      } catch (unreadable) {
        failed(new Error(`leaklens ${line.join(' ')}: ${String(unreadable)}: ${stdout.slice(0, 200)}`));
      }
    });
    if (watching.size === 0) process.on('exit', endAll);
    watching.add(child);
  });
}

const watching = new Set<ChildProcess>();

function endAll(): void {
  for (const child of watching) child.kill('SIGKILL');
}

function readAnswer(text: string): WatchAnswer {
  const report: unknown = JSON.parse(text);
  const findings = typeof report === 'object' && report !== null && 'findings' in report ? report.findings : null;
  if (!Array.isArray(findings)) throw new Error('no findings in the answer');
  const { startedAt } = report as { readonly startedAt?: unknown };
  return {
    findings: findings as WatchFinding[],
    startedAt: typeof startedAt === 'string' ? startedAt : null,
    report,
  };
}
