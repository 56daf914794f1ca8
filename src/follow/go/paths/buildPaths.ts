import type { SourceNow } from '../../../shared/ports/runtime/analyser';
import type {
  LearnedPaths,
  LineRange,
  RecordedFiles,
  RecordedFunction,
  ResolvedFile,
} from '../../../shared/model/sourcePaths';
import { withoutTypeArguments } from '../../../shared/base/symbols/withoutTypeArguments';

/** A program has some thousand files. A service that names more than this, or new ones for ever, gets no answer for them. */
const maxFiles = 20_000;
const maxFunctionsOfFile = 500;
const maxTexts = 4_000;

/** A file of the workspace as it was when it was looked at first for this build. Only what a verdict looks for is kept of each line. */
export interface FileText extends Omit<SourceNow, 'recorded'> {
  /** By name as declared, and by symbol name where a parser was asked. */
  readonly declared: Map<string, LineRange>;
  /** Of the file as it was read; null when it could not be. */
  readonly stamp: string | null;
}

/** What is known of one build: the functions it has named so far, and the files found for them. */
export class BuildPaths {
  /** Null for a file that is not here. */
  readonly found = new Map<string, ResolvedFile | null>();
  /** By local path. Kept when files are looked up again: lines are told for the text of the first look. */
  readonly texts = new Map<string, FileText>();
  learned: LearnedPaths = { prefixes: [], goRoot: null, packages: new Map() };
  private readonly functions = new Map<string, Map<string, RecordedFunction>>();

  /** Takes in what a round names. @returns true when there was something new */
  add(files: RecordedFiles): boolean {
    if (this.functions.size >= maxFiles) this.startOver();
    let isNew = false;
    for (const [file, functions] of files) {
      if (!this.functions.has(file) && this.functions.size >= maxFiles) continue;
      const known = this.functions.get(file) ?? new Map<string, RecordedFunction>();
      this.functions.set(file, known);
      for (const one of functions) isNew = addFunction(known, one) || isNew;
    }
    return isNew;
  }

  /** All that the build has named so far. */
  recorded(): RecordedFiles {
    return new Map([...this.functions].map(([file, functions]) => [file, [...functions.values()]]));
  }

  functionsOf(file: string): readonly RecordedFunction[] {
    return [...(this.functions.get(file)?.values() ?? [])];
  }

  /** Where the function begins in the build; 0 when no profile has said. A dump writes generic names without their types. */
  startLine(file: string, name: string): number {
    const exact = this.functions.get(file)?.get(name)?.startLine ?? 0;
    if (exact > 0 || !name.includes('[')) return exact;
    const plain = withoutTypeArguments(name);
    return this.functionsOf(file).find((one) => withoutTypeArguments(one.name) === plain)?.startLine ?? 0;
  }

  /** Paths here by recorded file, of the workspace. */
  ownPaths(): ReadonlyMap<string, string> {
    const paths = [...this.found].flatMap(([file, found]): [string, string][] =>
      found?.inWorkspace === true && found.why === null ? [[file, found.path]] : [],
    );
    return new Map(paths);
  }

  keepText(path: string, text: FileText): void {
    if (this.texts.size < maxTexts) this.texts.set(path, text);
  }

  private startOver(): void {
    this.functions.clear();
    this.found.clear();
  }
}

function addFunction(known: Map<string, RecordedFunction>, one: RecordedFunction): boolean {
  const before = known.get(one.name);
  if (before === undefined ? known.size >= maxFunctionsOfFile : before.startLine > 0 || one.startLine === 0)
    return false;
  known.set(one.name, one);
  return true;
}
