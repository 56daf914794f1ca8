// Runs `go tool pprof` as the oracle of our reports and reads its text back into numbers.
import { execFileSync, spawnSync } from 'node:child_process';
import process from 'node:process';

let program: string | null | undefined;

/** Absolute path of pprof as this machine's Go has it; null where there is no Go. */
function pprofProgram(): string | null {
  if (program === undefined) {
    const found = spawnSync('go', ['tool', '-n', 'pprof'], { encoding: 'utf8', timeout: 120_000 });
    program = found.status === 0 ? found.stdout.trim() : null;
  }
  return program;
}

/** Whether there is an oracle on this machine. */
export function hasPprof(): boolean {
  return pprofProgram() !== null;
}

/**
 * The text of a report. Nothing is symbolised: the profile says all that counts.
 *
 * @param path Absolute path of another pprof than this machine's Go has
 * @throws Error with pprof's own words
 */
export function runPprof(options: readonly string[], path = pprofProgram()): string {
  if (path === null) throw new Error('There is no Go on this machine');
  return execFileSync(path, ['-symbolize=none', ...options], {
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 512 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PPROF_BINARY_PATH: '/nowhere' },
  });
}

/** What every report is asked with, so that nothing is cut off and values are whole. */
export interface PprofQuestion {
  readonly file: string;
  readonly sample: number;
  /** Unit of the sample type, as the profile says it. */
  readonly unit: string;
  readonly extra?: readonly string[];
  /** Absolute path of the pprof to ask; null, or none, is that of this machine's Go. */
  readonly program?: string | null;
}

function ask(report: readonly string[], { file, sample, unit, extra = [], program }: PprofQuestion): string {
  const asked = ['-nodefraction=0', '-edgefraction=0', `-sample_index=${sample}`, `-unit=${wholeUnit(unit)}`];
  return runPprof([...report, ...asked, ...extra, file], program ?? undefined);
}

/** pprof prints two decimals at most; in the unit of the profile there are none. */
function wholeUnit(unit: string): string {
  if (unit === 'bytes') return 'B';
  return unit === 'nanoseconds' ? 'ns' : 'count';
}

export interface PprofRow {
  readonly name: string;
  readonly flat: number;
  readonly cum: number;
  readonly mark: '' | 'inline' | 'partial-inline';
}

const topLine = /^\s*(-?\S+)\s+\S+%\s+\S+%\s+(-?\S+)\s+\S+% {2}(.*?)(?: \((inline|partial-inline)\))?$/;
const totalLine = /^Showing nodes accounting for \S+, \S+ of (\S+) total$/m;

/** `-top`: rows in pprof's order, and the total. */
export function pprofTop(question: PprofQuestion): { total: number; rows: PprofRow[] } {
  const text = ask(['-top'], question);
  const [, body = ''] = text.split(/^ +flat +flat% +sum% +cum +cum%\n/m);
  const rows = body
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [, flat = '', cum = '', name = '', mark = ''] = matched(topLine, line);
      return { name, flat: whole(flat), cum: whole(cum), mark: mark as PprofRow['mark'] };
    });
  return { total: whole(matched(totalLine, text)[1] ?? ''), rows };
}

export interface PprofPeek {
  readonly name: string;
  readonly flat: number;
  readonly cum: number;
  readonly callers: readonly (readonly [name: string, value: number])[];
  readonly callees: readonly (readonly [name: string, value: number])[];
}

const edgeLine = /^\s+(-?\S+)\s+\S+% \| {3}(.*?)(?: \(inline\))?$/;
const nodeLine = /^\s*(-?\S+)\s+\S+%\s+\S+%\s+(-?\S+)\s+\S+%\s+\| (.*)$/;

/** `-peek`. Throws when nothing matches. */
export function pprofPeek(question: PprofQuestion, pattern: string): PprofPeek[] {
  const blocks = ask([`-peek=${pattern}`], question)
    .split(/^-{10,}\+-{10,}\n/m)
    .slice(2);
  return blocks.filter((block) => block.includes('|')).map(readPeek);
}

function readPeek(block: string): PprofPeek {
  const lines = block.split('\n').filter(Boolean);
  const own = lines.findIndex((line) => nodeLine.test(line));
  const [, flat = '', cum = '', name = ''] = matched(nodeLine, lines[own] ?? '');
  const edges = (part: readonly string[]) =>
    part.map((line) => {
      const [, value = '', other = ''] = matched(edgeLine, line);
      return [other, whole(value)] as const;
    });
  const callers = edges(lines.slice(0, own));
  return { name, flat: whole(flat), cum: whole(cum), callers, callees: edges(lines.slice(own + 1)) };
}

export interface PprofListed {
  readonly name: string;
  readonly file: string;
  readonly flat: number;
  readonly cum: number;
  /** Empty where pprof did not find the source. */
  readonly lines: readonly {
    readonly line: number;
    readonly flat: number;
    readonly cum: number;
    readonly text: string;
  }[];
}

/** `-list`. Throws when nothing matches. */
export function pprofList(question: PprofQuestion, pattern: string): PprofListed[] {
  const routines = ask([`-list=${pattern}`], question).split(/^ROUTINE =+ /m);
  return routines.slice(1).map((routine) => {
    const [heading = '', sums = '', ...lines] = routine.split('\n').filter(Boolean);
    const [, name = '', file = ''] = matched(/^(.*) in (.*)$/, heading);
    const [, flat = '', cum = ''] = matched(/^\s*(\S+)\s+(\S+) \(flat, cum\)/, sums);
    const source = lines.filter((line) => /^\s*\S+\s+\S+\s+\d+:/.test(line));
    return { name, file, flat: whole(flat), cum: whole(cum), lines: source.map(readListed) };
  });
}

function readListed(text: string): PprofListed['lines'][number] {
  const [, flat = '', cum = '', line = '', source = ''] = matched(/^\s*(\S+)\s+(\S+)\s+(\d+):(.*)$/, text);
  return { line: Number(line), flat: whole(flat), cum: whole(cum), text: source };
}

export interface PprofTrace {
  readonly value: number;
  /** Their keys. */
  readonly labels: readonly string[];
  /** Frames as pprof names them, leaf first, `(inline)` included. */
  readonly stack: readonly string[];
}

/** The first frame of a stack, with the value before it. */
const traceLine = /^\s*(-?\d+(?:B|ns)?) {3}(.*)$/;

/** `-traces -lines`, in the order of the profile. */
export function pprofTraces(question: PprofQuestion): PprofTrace[] {
  const blocks = ask(['-traces', '-lines'], question).split(/^-{10,}\+-{10,}\n/m);
  return blocks.slice(1, -1).map((block) => {
    const lines = block.split('\n').filter(Boolean);
    const first = lines.findIndex((line) => traceLine.test(line));
    const [, value = '', leaf = ''] = matched(traceLine, lines[first] ?? '');
    return {
      value: whole(value),
      labels: lines.slice(0, first).flatMap((line) => /^\s*(\S.*?): {2}/.exec(line)?.[1] ?? []),
      stack: [leaf, ...lines.slice(first + 1).map((line) => line.slice(13))],
    };
  });
}

function whole(text: string): number {
  if (text === '.') return 0;
  const number = Number(text.replace(/(B|ns)$/, ''));
  if (!Number.isInteger(number)) throw new Error(`pprof did not print a whole number: "${text}"`);
  return number;
}

function matched(pattern: RegExp, text: string): RegExpExecArray {
  const match = pattern.exec(text);
  if (match === null) throw new Error(`unexpected line of pprof: "${text}"`);
  return match;
}
