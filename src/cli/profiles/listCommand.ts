import { readableSymbol } from '../../shared/base/symbols/symbolName';
import { packagePath } from '../../shared/base/symbols/functionName';
import { t } from '@vscode/l10n';
import type { Amount } from '../../shared/model/report/amount';
import type { LineCost, ListedFunction, ListReport } from '../../shared/model/report/report';
import { jsonDocument } from '../../shared/base/said/jsonText';
import { ownText, type Said } from '../../shared/base/said/said';
import { terminalSource, terminalText } from '../../shared/base/said/terminalText';
import { padColumnStart } from '../../shared/base/textWidth';
import type { ProfileParts } from '../base/cliParts';
import type { Command, ProfileRun } from '../arguments/command';
import { formatOf } from '../arguments/commonOptions';
import { takenJson, withTaken } from './loadProfile';
import { loadMatched, matchedFunctionsForm, noMatch } from './matchedFunctions';
import { formatAmount, formatPercent, reportScale, type Scale } from '../text/measure';
import { listedSources, type ListedSource } from './listedSources';
import { asLines, writeAll } from '../base/writeAll';

export function listCommand(): Command<ProfileParts> {
  return {
    name: 'list',
    summary: t('source with the cost of each line, of the functions that match'),
    ...matchedFunctionsForm(),
    examples: [["leaklens list heap.pb.gz 'main\\.'", t('run it where the sources are')]],
    run,
  };
}

async function run(run: ProfileRun): Promise<void> {
  const { line, parts, terminal, progress } = run;
  const format = formatOf(line);
  const matched = await loadMatched(run);
  const { profile, scope, pattern, taken } = matched;
  const report = parts.reports.list(profile, scope, pattern);
  progress.show(t('looking for sources'));
  const sourceOf = await listedSources(await parts.sources(), terminal, report.functions);
  const functions: AnnotatedFunction[] = [];
  for (const listed of report.functions) functions.push(annotate(listed, await sourceOf(listed)));
  progress.clear();
  if (format === 'json') await writeAll(terminal, listJson(report, functions, takenJson(taken)));
  else if (functions.length === 0) await writeAll(terminal, asLines([noMatch(matched)]));
  else await writeAll(terminal, [...asLines(withTaken(taken, [])), ...listText(report, functions)]);
}

interface AnnotatedLine extends LineCost {
  /** Null when the source was not found. */
  readonly text: string | null;
}

interface AnnotatedFunction {
  readonly listed: ListedFunction;
  readonly lines: readonly AnnotatedLine[];
  /** Null when it was not found. */
  readonly source: ListedSource | null;
}

/** All lines of the function's part of the source; without a source that fits, those that cost something. */
function annotate(listed: ListedFunction, source: ListedSource | null): AnnotatedFunction {
  const without = () => ({ listed, lines: listed.lines.map((cost) => ({ ...cost, text: null })), source });
  if (source === null || source.shift === null) return without();
  const costs = new Map(listed.lines.map((cost) => [cost.line, cost]));
  const count = lineCount(source);
  const { shift } = source;
  const lines: AnnotatedLine[] = [];
  for (let line = listed.firstLine; line <= Math.min(listed.lastLine, count - shift); line += 1) {
    const text = source.lines[line + shift - 1] ?? '';
    lines.push({ ...(costs.get(line) ?? { line, flat: 0, cum: 0 }), text });
  }
  // The source may be another version, which is shorter.
  const beyond = listed.lines.filter(({ line }) => line < listed.firstLine || line + shift > count);
  return { listed, lines: [...lines, ...beyond.map((cost) => ({ ...cost, text: null }))], source };
}

/** A source ends with a line feed, behind which there is no line. */
function lineCount({ lines }: ListedSource): number {
  return lines.at(-1) === '' ? lines.length - 1 : lines.length;
}

function listJson(
  { sampleType, total }: ListReport,
  functions: readonly AnnotatedFunction[],
  peeled: object | null,
): Iterable<Said> {
  const items = functions.map(({ listed, lines, source }) => ({
    function: listed.function,
    file: listed.file,
    flat: listed.flat,
    cum: listed.cum,
    sourceFound: source !== null,
    source: sourceJson(source),
    lines: lines.map(({ line, flat, cum, text }) => ({ line, flat, cum, text: text ?? '' })),
  }));
  return jsonDocument({ sampleType, total, peeled }, 'functions', items);
}

function sourceJson(source: ListedSource | null): object | null {
  if (source === null) return null;
  const { path, shift, isOfUnknownGo } = source;
  return { path, fits: shift !== null, shift: shift ?? 0, certain: shift !== null && !isOfUnknownGo };
}

/** Which file was read where that is not plain, and what a reader has to know of it. */
function sourceNotes({ listed, lines, source }: AnnotatedFunction): readonly string[] {
  if (source === null) {
    return isStandardLibrary(listed)
      ? [t(' The source of Go’s own library is not found here.')]
      : [t(' The source is not found; run leaklens in the folder of the module.')];
  }
  const path = terminalText(source.path);
  if (source.shift === null) {
    return [
      t(
        ' {0} is of another version than the build: its lines are not those that were recorded, and are left out.',
        path,
      ),
    ];
  }
  const notes = source.path === listed.file && !source.isOfUnknownGo ? [] : [t(' read from {0}', path)];
  if (source.isOfUnknownGo)
    notes.push(
      t(' The profile does not say which Go built it: if it was another than this one, these are not its lines.'),
    );
  if (source.shift > 0)
    notes.push(t(' It has changed since the build: each line stands {0} lines further down there.', source.shift));
  if (source.shift < 0)
    notes.push(t(' It has changed since the build: each line stands {0} lines further up there.', -source.shift));
  if (lines.some(({ text }) => text === null))
    notes.push(t(' {0} ends at line {1}: it is of another version.', path, lineCount(source)));
  return notes;
}

/** Import paths of the standard library have no dot in their first part; those of a person's module may have none either. */
function isStandardLibrary({ function: name, file }: ListedFunction): boolean {
  const importPath = packagePath(name);
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  const isPlain = importPath !== '' && importPath !== 'main' && !/^[^/]*\./.test(importPath);
  return isPlain && (folder === importPath || folder.endsWith(`/src/${importPath}`));
}

/** The listing of `go tool pprof -list`; the tabs of the source stay. */
function* listText({ total, sampleType }: ListReport, functions: readonly AnnotatedFunction[]): Generator<Said> {
  const values = functions.flatMap(({ listed }) => [listed.flat, listed.cum, ...listed.lines.map(({ cum }) => cum)]);
  const scale = reportScale(values, total, sampleType.unit);
  yield* asLines([`Total: ${formatAmount(total, scale)}`]);
  for (const annotated of functions) {
    const { listed, lines } = annotated;
    const sums = [listed.flat, listed.cum].map((value) => padColumnStart(formatAmount(value, scale), 10)).join(' ');
    yield* asLines([
      `ROUTINE ======================== ${terminalText(readableSymbol(listed.function))} in ${terminalText(listed.file)}`,
      `${sums} (flat, cum) ${formatPercent(listed.cum, total)} of Total`,
      ...sourceNotes(annotated),
    ]);
    for (const { line, flat, cum, text } of lines) {
      const costs = `${cell(flat, scale)} ${cell(cum, scale)} ${String(line).padStart(6)}`;
      yield ownText(`${costs}:${terminalSource(text ?? '')}\n`);
    }
  }
}

function cell(value: Amount, scale: Scale): string {
  return padColumnStart(value === 0 ? '.' : formatAmount(value, scale), 10);
}
