// Watches the process that fuzzes, and goes on behind a run that ended it.
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { bundleScript } from '../bundleScript.ts';
import { repositoryRoot } from '../paths.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly runs: number;
  /** The first run; those before it are left out. */
  readonly from?: number;
  /** Every so many runs, what was read goes through all outputs, which takes three times as long as reading; default: each. */
  readonly shownEvery?: number;
  /** Where inputs are kept that something is wrong with. */
  readonly findings: string;
  /** Called now and then. */
  readonly onProgress?: (done: number) => void;
}

export interface Finding {
  readonly run: number;
  readonly verdict: string;
  /** Where the input is kept; empty when the process ended before it could be. */
  readonly file: string;
}

export interface FuzzReport {
  readonly runs: number;
  /** How often each came out: `read`, or a kind of problem. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly slowestMillis: number;
}

/** Without a word for so long, a run hangs: none has more than a few megabytes, and each may take a second for one. */
const silenceMillis = 30_000;
const heapMegabytes = 1024;

interface Message {
  readonly begins?: number;
  readonly run?: number;
  readonly verdict?: string;
  readonly failed?: boolean;
  readonly file?: string;
  readonly cpuMillis?: number;
}

export async function fuzzRuns(options: FuzzOptions): Promise<FuzzReport> {
  const script = await bundleScript(resolve(import.meta.dirname, 'fuzzChild.ts'));
  const tally = new Tally();
  const end = (options.from ?? 0) + options.runs;
  for (let next = options.from ?? 0; next < end;) {
    const problem = await runChild(script, options, { first: next, count: end - next }, tally);
    if (tally.lastBegun < next) throw new Error(`the process that fuzzes does not start: ${problem ?? ''}`);
    if (problem !== null) tally.findings.push({ run: tally.lastBegun, verdict: problem, file: '' });
    next = tally.lastBegun + 1;
  }
  const findings: Finding[] = [];
  for (const finding of tally.findings) if (await isSure(script, options, finding)) findings.push(finding);
  const { verdicts, slowestMillis } = tally;
  return { runs: options.runs, verdicts: Object.fromEntries([...verdicts].sort()), findings, slowestMillis };
}

/** What a run takes also depends on those before it: one that took too much is asked again, alone. */
async function isSure(script: string, options: FuzzOptions, { run, verdict, file }: Finding): Promise<boolean> {
  if (!/^(slow|memory):/.test(verdict)) return true;
  const alone = new Tally();
  const problem = await runChild(script, options, { first: run, count: 1 }, alone);
  if (problem !== null || alone.findings.length > 0) return true;
  await rm(file, { force: true });
  return false;
}

class Tally {
  readonly verdicts = new Map<string, number>();
  readonly findings: Finding[] = [];
  lastBegun = -1;
  slowestMillis = 0;

  take({ begins, run, verdict = '', failed, file = '', cpuMillis = 0 }: Message): void {
    if (begins !== undefined) this.lastBegun = begins;
    if (run === undefined) return;
    if (failed === true) this.findings.push({ run, verdict, file });
    else this.verdicts.set(verdict, (this.verdicts.get(verdict) ?? 0) + 1);
    this.slowestMillis = Math.max(this.slowestMillis, cpuMillis);
  }
}

/** What ended the process before its time, or null. */
async function runChild(
  script: string,
  { seed, findings, shownEvery = 1, onProgress }: FuzzOptions,
  { first, count }: { first: number; count: number },
  tally: Tally,
): Promise<string | null> {
  const fixtures = resolve(repositoryRoot, 'test/fixtures');
  const limits = [`--max-old-space-size=${heapMegabytes}`, '--max-semi-space-size=2'];
  const flags = [...limits, script, fixtures, findings, seed, first, count, shownEvery].map(String);
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'pipe'] });
  let lastWords = '';
  const silence = new AbortController();
  const watch = setTimeout(() => silence.abort(), silenceMillis);
  silence.signal.addEventListener('abort', () => child.kill('SIGKILL'));
  child.stderr.on('data', (words: Buffer) => (lastWords = (lastWords + words.toString()).slice(-500)));
  const ended = new Promise<number | null>((settle) => child.once('close', settle));
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      watch.refresh();
      tally.take(JSON.parse(line) as Message);
      if (tally.lastBegun % 1000 === 0) onProgress?.(tally.lastBegun);
    }
    const code = await ended;
    if (code === 0) return null;
    return silence.signal.aborted
      ? `hang: no word for ${silenceMillis / 1000} s`
      : `the process ended with ${String(code)}: ${lastWords}`;
  } finally {
    clearTimeout(watch);
    child.kill('SIGKILL');
  }
}
