// What is true of a service of test/services/field, as the marks in its source say. See test/services/README.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LeakKind, SourceFile, SourceLine } from '../truth.ts';
import { leakKinds } from '../truth.ts';
import type { Mistake } from './mistakes.ts';
import { isMistake } from './mistakes.ts';

export interface FieldLeak {
  readonly kind: LeakKind;
  /** The goroutines were started in the library, so that the service's own line is in no stack of theirs. */
  readonly isStartedByLibrary: boolean;
  /** Beginnings of the functions in libraries in which it shows; none where it shows on the service's own line only. */
  readonly showsIn: readonly string[];
  /** Lines of the service's own source that a person would have to change, or would look at first; never empty. */
  readonly ownLines: readonly SourceLine[];
  readonly mistake: Mistake;
}

export interface FieldTruth {
  readonly name: string;
  /** Null for a healthy service. */
  readonly leak: FieldLeak | null;
  /** A healthy service that fills a cache, which looks like a leak until it is full. */
  readonly fills: boolean;
  /** What is asked of it beside orders, as tools/load takes it: `/geo?id={id} 2`. */
  readonly load: readonly string[];
  /** Seconds of a long pause in the load: from, to; null without one. */
  readonly quiet: readonly [number, number] | null;
}

interface Marks {
  readonly name: string;
  readonly load: string[];
  readonly ownLines: SourceLine[];
  readonly mistakes: Set<string>;
  leak: (Pick<FieldLeak, 'isStartedByLibrary' | 'showsIn'> & { readonly kind: string }) | null;
  fills: boolean;
  quiet: [number, number] | null;
}

const alone = /^\/\/ (load|leak|fills|quiet): (.+)$/;
const onLine = /^.*\S.*\/\/ mistake: (\S+)$/;

function readAlone(marks: Marks, word: string, value: string): void {
  switch (word) {
    case 'load':
      marks.load.push(value);
      break;
    case 'leak': {
      const [, kind = '', started, places] = /^(\S+)(?: (started )?in (.+))?$/.exec(value) ?? [];
      marks.leak = { kind, isStartedByLibrary: started !== undefined, showsIn: places?.split(', ') ?? [] };
      break;
    }
    case 'fills':
      marks.fills = true;
      break;
    default: {
      const [, from = '', to = ''] = /^(\d+)s to (\d+)s$/.exec(value) ?? [];
      marks.quiet = [Number(from), Number(to)];
    }
  }
}

function readMarks(name: string, files: readonly SourceFile[]): Marks {
  const marks: Marks = {
    name,
    load: [],
    ownLines: [],
    mistakes: new Set(),
    leak: null,
    fills: false,
    quiet: null,
  };
  for (const file of files) {
    for (const [index, line] of file.text.split('\n').entries()) {
      const [, word, value = ''] = alone.exec(line) ?? [];
      if (word !== undefined) readAlone(marks, word, value);
      const mistake = onLine.exec(line)?.[1];
      if (mistake === undefined) continue;
      marks.mistakes.add(mistake);
      marks.ownLines.push({ file: file.name, line: index + 1 });
    }
  }
  return marks;
}

function leakOf({ name, leak, mistakes, ownLines }: Marks): FieldLeak | null {
  const [mistake, ...others] = mistakes;
  if (leak === null && mistake === undefined) return null;
  const kind = leakKinds.find((one) => one === leak?.kind);
  if (leak === null || kind === undefined) throw new Error(`${name}: a mistake without “leak: KIND”`);
  if (mistake === undefined || others.length > 0) throw new Error(`${name}: a leak is one mistake, on its lines`);
  if (!isMistake(mistake)) throw new Error(`${name}: “${mistake}” is no mistake of the list`);
  return { ...leak, kind, ownLines, mistake };
}

/** Reads the marks of a service's sources. @throws Error for marks that mean nothing: a typing error would hide a leak */
export function fieldTruthOf(name: string, files: readonly SourceFile[]): FieldTruth {
  const marks = readMarks(name, files);
  const leak = leakOf(marks);
  if (marks.fills && leak !== null) throw new Error(`${name}: what leaks does not fill`);
  return { name, leak, fills: marks.fills, load: marks.load, quiet: marks.quiet };
}

const notServices: readonly string[] = ['internal', 'tools'];

/** The truth of every service in the folder, by name. */
export function readFieldTruth(folder: string): FieldTruth[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notServices.includes(entry.name))
    .map(({ name }) => {
      const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.go'));
      const texts = files.map((file) => ({ name: file, text: readFileSync(join(folder, name, file), 'utf8') }));
      return fieldTruthOf(name, texts);
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}
