import type { ListedFunction } from '../../shared/model/report/report';
import type { LineVerdict, RecordedFunction, ResolvedFile } from '../../shared/model/sourcePaths';
import type { SourceParts, Terminal } from '../base/cliParts';

/** Names that compilers record for what no person wrote or no file holds. */
const sourceName = /\.(?:go|s|S|c|cc|cpp|cxx|h|hh|hpp|inc|m|y|rs|java|py|js|ts)$/;

/** The source of a listed function, as it is on this machine. */
export interface ListedSource {
  /** The file that was read. */
  readonly path: string;
  /** The first at index 0. */
  readonly lines: readonly string[];
  /** How many lines further down the function stands than in the build; null where the text is not that of the build. */
  readonly shift: number | null;
  /** Nothing says which Go wrote the lines that were recorded, so that Go's own source here may be that of another. */
  readonly isOfUnknownGo: boolean;
}

/** Null when the source is not found or cannot be read. */
export type SourceOf = (listed: ListedFunction) => Promise<ListedSource | null>;

/**
 * Finds the sources that a profile names by the rules of all others: in the working directory and the modules around and below it, in
 * what those replace, require and vendor, and in Go's own folders. A profile is asked to name sources, not whatever else lies on this
 * machine. Whether a text is that of the build is told as for an editor: by where its functions begin.
 */
export async function listedSources(
  { paths, tree, rules }: SourceParts,
  { workingDirectory }: Pick<Terminal, 'workingDirectory'>,
  listed: readonly ListedFunction[],
): Promise<SourceOf> {
  const files = new Map<string, RecordedFunction[]>();
  for (const { file, function: name, startLine } of listed) {
    if (!sourceName.test(file)) continue;
    const functions = files.get(file) ?? [];
    functions.push({ name, startLine });
    files.set(file, functions);
  }
  paths.setFolders([workingDirectory]);
  const locate = await paths.locate(files);
  return async (one) => {
    const found = locate(one.file);
    const text = found === null ? null : await readOrNull(tree, found);
    if (found === null || text === null) return null;
    const lines = text.split(/\r?\n/);
    const recorded = files.get(one.file) ?? [];
    const shift = shiftOf(rules, one, { text, lines, recorded, found });
    return { path: found.path, lines, shift, isOfUnknownGo: isOfUnknownGo(one, found) };
  };
}

/** Since Go 1.20 a function is told by where it begins; a path may name the Go that was used, and then it has been compared. */
function isOfUnknownGo({ startLine, file }: ListedFunction, { mappedBy, why }: ResolvedFile): boolean {
  return mappedBy === 'goroot' && startLine === 0 && why === null && !/1\.\d/.test(file);
}

async function readOrNull(tree: SourceParts['tree'], { path }: ResolvedFile): Promise<string | null> {
  try {
    return await tree.readText(path);
  } catch {
    // Gone meanwhile, or too large to be anybody's source: a listing has its numbers without it.
    return null;
  }
}

interface FoundText {
  readonly text: string;
  readonly lines: readonly string[];
  readonly recorded: readonly RecordedFunction[];
  readonly found: ResolvedFile;
}

/** All lines that cost something have to stand as far away as the others, and surely; a text that declares nothing cannot be judged. */
function shiftOf(
  rules: SourceParts['rules'],
  listed: ListedFunction,
  { text, lines, recorded, found }: FoundText,
): number | null {
  const declared = rules.declaredFunctions(text);
  if (!listed.file.endsWith('.go') || declared.size === 0) return found.why === 'another-version' ? null : 0;
  const source = { lines, declared, recorded, hunks: null, isSavedAfterBuild: false, isRevisionClean: false };
  const { function: name, file, startLine } = listed;
  const shifts = listed.lines
    .filter(({ line }) => line > 0)
    .map(({ line }) => shiftOfLine(line, rules.placeLine({ name, file, line, startLine }, source)));
  const [first = 0] = shifts;
  // Without start lines a function of another version may well have as many lines.
  if (startLine === 0 && found.why === 'another-version') return null;
  // Nobody edits Go's own library: where its lines have moved, it is that of another Go.
  if (found.mappedBy === 'goroot' && first !== 0) return null;
  return shifts.every((shift) => shift === first) ? first : null;
}

function shiftOfLine(line: number, verdict: LineVerdict): number | null {
  return verdict.certainty === 'exact' || verdict.certainty === 'shifted' ? verdict.line - line : null;
}
