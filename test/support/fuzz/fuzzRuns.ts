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
  /** Ends it early, with a report of the runs until then. */
  readonly signal?: AbortSignal;
}

export interface Finding {
  readonly run: number;
  readonly verdict: string;
  /** Where the input is kept; empty when the process ended before it could be. */
  readonly file: string;
}

export interface FuzzReport {
  /** Runs that were begun; fewer than asked for where it was ended early. */
  readonly runs: number;
  /** Those of them that came to an answer, a finding included. The others took the process with them, and are findings, too. */
  readonly answered: number;
  /** How often each came out, by what it was read as: `read`, `peeled` or a kind of problem. */
  readonly verdicts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly findings: readonly Finding[];
  readonly slowestMillis: number;
}

/** Without a word for so long, a run hangs: none has more than a few megabytes, and each may take a second for one. */
const silenceMillis = 30_000;
const heapMegabytes = 1024;

interface Message {
  readonly begins?: number;
  readonly run?: number;
  readonly reading?: string;
  readonly verdict?: string;
  readonly failed?: boolean;
  readonly file?: string;
  readonly cpuMillis?: number;
}

export async function fuzzRuns(options: FuzzOptions): Promise<FuzzReport> {
  const { from = 0, runs, signal } = options;
  const isEnded = () => signal?.aborted === true;
  const script = await bundleScript(resolve(import.meta.dirname, 'fuzzChild.ts'));
  const tally = new Tally();
  let next = from;
  while (next < from + runs && !isEnded()) {
    const problem = await runChild(script, options, { first: next, count: from + runs - next }, tally);
    if (tally.lastBegun < next && !isEnded())
      throw new Error(`the process that fuzzes does not start: ${problem ?? ''}`);
    // The run that was ended with all others is none that was lost.
    next = isEnded() && tally.isUnanswered ? Math.max(next, tally.lastBegun) : Math.max(next, tally.lastBegun + 1);
    if (problem === null || isEnded()) continue;
    tally.findings.push({ run: tally.lastBegun, verdict: problem, file: '' });
  }
  const findings: Finding[] = [];
  for (const finding of tally.findings) if (await isSure(script, options, finding, tally)) findings.push(finding);
  const { answered, slowestMillis } = tally;
  return { runs: next - from, answered, verdicts: tally.verdicts(), findings, slowestMillis };
}

/** What a run takes also depends on those before it, and on what else the machine does: one that took too much is asked again, alone. */
async function isSure(
  script: string,
  { seed, runs, findings, shownEvery = 1 }: FuzzOptions,
  { run, verdict, file }: Finding,
  tally: Tally,
): Promise<boolean> {
  if (!/^(slow|memory|hang):/.test(verdict)) return true;
  const alone = new Tally();
  const problem = await runChild(script, { seed, runs, findings, shownEvery }, { first: run, count: 1 }, alone);
  if (problem !== null || alone.findings.length > 0) return true;
  tally.addAnswerOf(alone, { isNew: file === '' });
  await rm(file, { force: true });
  return false;
}

class Tally {
  readonly findings: Finding[] = [];
  lastBegun = -1;
  answered = 0;
  slowestMillis = 0;
  private lastAnswered = -1;
  private readonly counts = new Map<string, Map<string, number>>();

  /** Whether the run that began last has not come to an answer. */
  get isUnanswered(): boolean {
    return this.lastAnswered < this.lastBegun;
  }

  take({ begins, run, reading = '', verdict = '', failed, file = '', cpuMillis = 0 }: Message): void {
    if (begins !== undefined) this.lastBegun = begins;
    if (run === undefined) return;
    this.lastAnswered = run;
    this.answered += 1;
    if (failed === true) this.findings.push({ run, verdict, file });
    else this.count(reading, verdict, 1);
    this.slowestMillis = Math.max(this.slowestMillis, cpuMillis);
  }

  /** @param isNew false where the run has been counted as answered already */
  addAnswerOf(alone: Tally, { isNew }: { readonly isNew: boolean }): void {
    if (isNew) this.answered += alone.answered;
    for (const [reading, counts] of alone.counts)
      for (const [verdict, times] of counts) this.count(reading, verdict, times);
  }

  verdicts(): FuzzReport['verdicts'] {
    return Object.fromEntries(
      [...this.counts].sort().map(([reading, counts]) => [reading, Object.fromEntries([...counts].sort())]),
    );
  }

  private count(reading: string, verdict: string, times: number): void {
    const counts = this.counts.get(reading) ?? new Map<string, number>();
    this.counts.set(reading, counts.set(verdict, (counts.get(verdict) ?? 0) + times));
  }
}

/** What ended the process before its time, or null. */
async function runChild(
  script: string,
  { seed, findings, shownEvery = 1, onProgress, signal }: FuzzOptions,
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
  const kill = () => child.kill('SIGKILL');
  silence.signal.addEventListener('abort', kill);
  signal?.addEventListener('abort', kill);
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
    signal?.removeEventListener('abort', kill);
    kill();
  }
}
