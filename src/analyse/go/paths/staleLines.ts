import type { SourceNow } from '../../../shared/ports/runtime/analyser';
import type {
  LineHunk,
  LineRange,
  LineReason,
  LineVerdict,
  RecordedFunction,
  RecordedPlace,
} from '../../../shared/model/sourcePaths';
import { functionRange, isInnerFunction } from './declaredName';

/**
 * Where a line of the build stands in the file as it is now, and how sure that is. A line is never placed outside the
 * function that the build names. What is known: the line where each function begins in the build (Go 1.20 and later) and in
 * the file; with a revision also what has changed since.
 */
export function placeLine(place: RecordedPlace, source: SourceNow): LineVerdict {
  if (source.lines === null) return verdict(place.line, 'unsure', 'unread');
  const range = functionRange(source.declared, place.name);
  if (range === null) return verdict(place.line, 'stale', 'function-gone');
  // Initialisers of variables stand in no declaration: anywhere in the file.
  const within = range ?? { first: 1, last: source.lines.length };
  const byFunction = byStartLine(place, within, source);
  const told = byRevision(place, within, source);
  if (told === null) return byFunction;
  const isTold = source.isRevisionClean || source.isRevisionDeployed === true;
  return isTold || isVouchedFor(place, anchors(source)) ? told : agreed(told, byFunction);
}

/** Line now of a line then, by `git diff -U0`; null when the line itself has changed. */
export function lineAfter(hunks: readonly LineHunk[], line: number): number | null {
  let shift = 0;
  for (const { oldStart, oldCount, newCount } of hunks) {
    // An insertion stands behind the line it names.
    if (oldCount === 0 ? line <= oldStart : line < oldStart) break;
    if (line < oldStart + oldCount) return null;
    shift += newCount - oldCount;
  }
  return line + shift;
}

/** Null when the revision is not what was built: then functions do not begin where it says. */
function byRevision(place: RecordedPlace, range: LineRange, source: SourceNow): LineVerdict | null {
  const { hunks, isRevisionClean } = source;
  if (hunks === null || !(isRevisionClean || isProven(hunks, source))) return null;
  const start = place.startLine > 0 ? lineAfter(hunks, place.startLine) : null;
  if (!isInnerFunction(place.name) && start !== null && start !== range.first) return null;
  const line = lineAfter(hunks, place.line);
  if (line === null) return verdict(place.line, 'stale', 'line-changed');
  if (!contains(range, line)) return verdict(place.line, 'stale', 'outside-function');
  return verdict(line, line === place.line ? 'exact' : 'shifted', 'revision');
}

/** Whether all functions that the build records begin where a revision says that they would, and there are any. */
function isProven(hunks: readonly LineHunk[], { recorded, declared }: SourceNow): boolean {
  const told = recorded.flatMap(({ name, startLine }) => {
    const range = functionRange(declared, name);
    const line = startLine > 0 && !isInnerFunction(name) ? lineAfter(hunks, startLine) : null;
    return line === null || range === undefined ? [] : [range?.first === line];
  });
  return told.length > 0 && told.every(Boolean);
}

/**
 * Behind the last function that the build records nothing proves what a revision says: somebody may have built this commit
 * with changes. There it has to say the same as the functions do.
 */
function agreed(byRevision: LineVerdict, byFunction: LineVerdict): LineVerdict {
  if (byFunction.certainty === 'stale') return byFunction;
  const isSame = byRevision.certainty !== 'stale' && byRevision.line === byFunction.line;
  return isSame ? byRevision : verdict(byFunction.line, 'unsure', 'edited');
}

function byStartLine(place: RecordedPlace, range: LineRange, source: SourceNow): LineVerdict {
  if (place.startLine <= 0) {
    if (!contains(range, place.line)) return verdict(place.line, 'stale', 'outside-function');
    return source.isSavedAfterBuild
      ? verdict(place.line, 'unsure', 'saved-after-build')
      : verdict(place.line, 'exact', 'no-start-line');
  }
  const offset = isInnerFunction(place.name) ? innerOffset(place, range, source) : range.first - place.startLine;
  const line = place.line + (offset ?? 0);
  if (!contains(range, line)) return verdict(place.line, 'stale', 'outside-function');
  if (offset === null || isEdited(place, offset, source)) return verdict(line, 'unsure', 'edited');
  const inFile = source.recorded.filter(({ name }) => functionRange(source.declared, name) !== null);
  if (source.isSavedAfterBuild && !isVouchedFor(place, inFile)) return verdict(line, 'unsure', 'saved-after-build');
  return offset === 0 ? verdict(line, 'exact', 'same-start') : verdict(line, 'shifted', 'moved');
}

/**
 * How far a closure has moved: as far as the functions around it, or not at all, if a function literal begins there now. Null
 * when none of these fits.
 */
function innerOffset(place: RecordedPlace, range: LineRange, source: SourceNow): number | null {
  const before = anchors(source).filter(({ startLine }) => startLine <= place.startLine);
  const after = anchors(source).filter(({ startLine }) => startLine > place.startLine);
  const offsets = [before.at(-1)?.offset, after[0]?.offset, 0];
  const fitting = offsets.find(
    (offset) =>
      offset !== undefined &&
      beginsFunction(source, place.startLine + offset) &&
      contains(range, place.startLine + offset),
  );
  return fitting ?? null;
}

/** True when what stands behind or inside the function has moved otherwise: lines came or went in between, nobody knows where. */
function isEdited(place: RecordedPlace, offset: number, source: SourceNow): boolean {
  const next = anchors(source).find(({ startLine }) => startLine > place.startLine);
  if (next !== undefined && next.offset !== offset) return true;
  const end = next?.startLine ?? Infinity;
  const inner = source.recorded.filter(
    ({ name, startLine }) => isInnerFunction(name) && startLine > place.startLine && startLine < end,
  );
  const isInFile = ({ name }: RecordedFunction) => functionRange(source.declared, name) !== null;
  return inner.some((one) => isInFile(one) && !beginsFunction(source, one.startLine + offset));
}

/** True where one of the functions, which all stand where they should, begins on the line or behind it: as those have moved, so has the line. */
function isVouchedFor({ line }: RecordedPlace, functions: readonly Pick<RecordedFunction, 'startLine'>[]): boolean {
  return functions.some(({ startLine }) => startLine >= line);
}

/** Declared functions of the build that are still there, with how far each has moved, in the build's order. */
function anchors({ recorded, declared }: SourceNow): { readonly startLine: number; readonly offset: number }[] {
  return recorded
    .flatMap(({ name, startLine }) => {
      const range = functionRange(declared, name);
      const isAnchor = startLine > 0 && range !== null && range !== undefined && !isInnerFunction(name);
      return isAnchor ? [{ startLine, offset: range.first - startLine }] : [];
    })
    .sort((a, b) => a.startLine - b.startLine);
}

function beginsFunction({ lines }: SourceNow, line: number): boolean {
  return /\bfunc\b/.test(lines?.[line - 1] ?? '');
}

function contains({ first, last }: LineRange, line: number): boolean {
  return line >= first && line <= last;
}

function verdict(line: number, certainty: LineVerdict['certainty'], why: LineReason): LineVerdict {
  return { line, certainty, why };
}
