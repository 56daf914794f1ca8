// What is true of a program of test/services/patterns or beam-programs, as the marks in its source say. See test/services/README.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const leakKinds = ['goroutine-leak', 'heap-growth', 'map-capacity', 'stack-growth', 'native-growth'] as const;
/** Of nodes of Erlang's. */
const beamLeakKinds = [
  'monitor-leak',
  'process-growth',
  'mailbox-growth',
  'binary-growth',
  'state-growth',
  'ets-growth',
  'atom-growth',
  'timer-growth',
  'port-growth',
  'persistent-growth',
] as const;

export type LeakKind = (typeof leakKinds)[number] | (typeof beamLeakKinds)[number];

/** A line of a program's own source. */
export interface SourceLine {
  /** Path of the file from the program's folder, with forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** A leak on a line; null is the process as a whole. */
export interface LeakTruth {
  readonly kind: LeakKind;
  readonly at: SourceLine | null;
}

export interface ProgramTruth {
  readonly name: string;
  /** None in a healthy program. */
  readonly leaks: readonly LeakTruth[];
  /** Lines that an expert would accept as well: `// also: heap-growth`. */
  readonly otherLines: readonly LeakTruth[];
  /** Functions outside the program that hold the evidence, where no profile leads to the line: `// also: net/http.…`. */
  readonly otherFunctions: readonly string[];
  /** Functions in which the leak shows a second time; naming them is neither right nor wrong: `// allowed: net/http.…`. */
  readonly allowedFunctions: readonly string[];
  /** Lines that allocate what leaked goroutines keep alive: `// held`. */
  readonly held: readonly SourceLine[];
  /** An explanation that a careful reader would give: `// info: retained-by-runtime`. */
  readonly explanations: readonly string[];
}

export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

interface Mark {
  readonly word: string;
  readonly value: string;
  readonly at: SourceLine;
  /** The mark is alone on its line, so it speaks of the whole program. */
  readonly alone: boolean;
}

/** After the sign for a comment in Go, Erlang or Elixir. */
const markPattern = /^(.*?)(?:\/\/|%+|#) (leak|also|allowed|info): (\S+)\s*$|^(.*?)\/\/ (held)\s*$/;

/** Whether the mark names a kind of leak. */
function isLeakKind(value: string): value is LeakKind {
  return ([...leakKinds, ...beamLeakKinds] as readonly string[]).includes(value);
}

function readMarks({ name, text }: SourceFile): Mark[] {
  return text.split('\n').flatMap((line, index) => {
    const match = markPattern.exec(line);
    if (match === null) return [];
    const code = match[1] ?? match[4] ?? '';
    const mark = { word: match[2] ?? match[5] ?? '', value: match[3] ?? '' };
    return [{ ...mark, at: { file: name, line: index + 1 }, alone: code.trim() === '' }];
  });
}

/** Reads the marks of a program's sources. @throws Error for a mark that means nothing: a typing error would hide a leak. */
export function truthOf(name: string, files: readonly SourceFile[]): ProgramTruth {
  const marks = files.flatMap(readMarks);
  const leaks = (word: string): LeakTruth[] =>
    marks
      .filter((mark) => mark.word === word)
      .flatMap(({ value, at, alone }) => (isLeakKind(value) ? [{ kind: value, at: alone ? null : at }] : []));
  const functions = (word: string): string[] =>
    marks.filter((mark) => mark.word === word && mark.alone && !isLeakKind(mark.value)).map(({ value }) => value);
  const meaningless = marks.find(
    ({ word, value, alone }) =>
      (word === 'leak' && !isLeakKind(value)) || (word === 'also' && alone === isLeakKind(value)),
  );
  if (meaningless !== undefined) {
    throw new Error(
      `${name}/${meaningless.at.file}:${meaningless.at.line}: the mark "${meaningless.value}" means nothing`,
    );
  }
  return {
    name,
    leaks: leaks('leak'),
    otherLines: leaks('also'),
    otherFunctions: functions('also'),
    allowedFunctions: functions('allowed'),
    held: marks.filter((mark) => mark.word === 'held').map(({ at }) => at),
    explanations: marks.filter((mark) => mark.word === 'info').map(({ value }) => value),
  };
}

/** The truth of every program in a folder with one folder for each, by name. */
export function readTruth(folder: string, sources = /\.go$/): ProgramTruth[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'internal')
    .map(({ name }) => {
      const all = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' });
      const files = all.filter((file) => sources.test(file)).map((file) => file.replaceAll('\\', '/'));
      return truthOf(
        name,
        files.map((file) => ({ name: file, text: readFileSync(join(folder, name, file), 'utf8') })),
      );
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** Whether a path from a profile is this line's: it ends in the program's folder and the file's name. */
export function isLine(
  program: string,
  at: SourceLine,
  place: { readonly file: string; readonly line: number },
): boolean {
  const path = place.file.replaceAll('\\', '/');
  return place.line === at.line && (path === at.file || path.endsWith(`${program}/${at.file}`));
}

/** `main.go:42`, or what stands for the process. */
export function lineText(at: SourceLine | null): string {
  return at === null ? 'the process' : `${at.file}:${at.line}`;
}
