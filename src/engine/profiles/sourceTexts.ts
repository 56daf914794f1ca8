import { cutText } from '../../shared/base/said/cutText';
import type { PreparedSources } from '../../shared/model/sourcePaths';
import { sourceStates, type SourceState, type SourceWindow } from '../../shared/model/views/sourceView';

export interface SourceTextParts {
  readonly sources: Pick<PreparedSources, 'source'>;
  /** Of a file that was found on this machine. @throws LeakLensError */
  readonly readText: (path: string) => Promise<string>;
}

/** A line that nobody wrote by hand, as of a generated table. */
const longestLine = 500;

/** Lines of a text that are shown for one function, whatever the profile says of where it ends. */
const mostLines = 5000;

/** The source of one function as it is here. */
interface FoundText {
  readonly state: SourceState;
  readonly shift: number;
  /** The whole file; the first line at index 0. */
  readonly lines: readonly string[];
}

const notFound: FoundText = { state: 'none', shift: 0, lines: [] };

/** The same listing with the texts of those functions whose source is on this machine, and is that of the build. */
export async function withTexts(window: SourceWindow, parts: SourceTextParts): Promise<SourceWindow> {
  const rows = new ListedRows();
  const found: FoundText[] = [];
  for (const at of window.functions.functions.keys()) {
    const text = await textOf(window, at, parts);
    found.push(text);
    rows.add(window, at, text);
  }
  return {
    ...window,
    ...rows.columns(),
    states: Uint8Array.from(found, ({ state }) => sourceStates.indexOf(state)),
    shifts: Float64Array.from(found, ({ shift }) => shift),
  };
}

/** All lines that cost something have to stand as far away as the others, and surely: else the text is that of another build. */
async function textOf(window: SourceWindow, at: number, { sources, readText }: SourceTextParts): Promise<FoundText> {
  const [name = '', file = ''] = [window.functions.functions[at], window.functions.files[at]];
  const recorded = window.line.subarray(window.offsets[at], window.offsets[at + 1]).filter((line) => line > 0);
  const verdicts = Array.from(recorded, (line) => ({ line, found: sources.source({ function: name, file, line }) }));
  const path = verdicts[0]?.found?.path;
  if (path === undefined) return notFound;
  const shifts = new Set(
    verdicts.map(({ line, found }) => {
      const isSure = found?.verdict.certainty === 'exact' || found?.verdict.certainty === 'shifted';
      return isSure && found.sure ? found.verdict.line - line : null;
    }),
  );
  const [shift = null] = shifts;
  if (shifts.size > 1 || shift === null) return { ...notFound, state: 'other' };
  const text = await readText(path).catch(() => null);
  // Gone meanwhile, or too large to be anybody's source.
  if (text === null) return notFound;
  const lines = text.split(/\r?\n/);
  const start = window.functions.lines[at] ?? 0;
  const begins = start === 0 || /\bfunc\b/.test(lines[start + shift - 1] ?? '');
  return begins || !file.endsWith('.go') ? { state: 'here', shift, lines } : { ...notFound, state: 'other' };
}

/** Rows of all functions, one after the other. */
class ListedRows {
  private readonly offsets = [0];
  private readonly line: number[] = [];
  private readonly flat: number[] = [];
  private readonly cum: number[] = [];
  private readonly texts: string[] = [];

  add(window: SourceWindow, at: number, { state, shift, lines }: FoundText): void {
    const costs = new Map<number, number>();
    for (let row = window.offsets[at] ?? 0; row < (window.offsets[at + 1] ?? 0); row += 1) {
      costs.set(window.line[row] ?? 0, row);
    }
    if (state === 'here') {
      const first = window.firstLine[at] ?? 1;
      const last = Math.min(window.lastLine[at] ?? 0, lines.length - shift, first + mostLines);
      for (let line = first; line <= last; line += 1) {
        this.push(window, line, costs.get(line), cutText(lines[line + shift - 1] ?? '', longestLine));
        costs.delete(line);
      }
    }
    // What lies beyond the text, or has none.
    for (const [line, row] of costs) this.push(window, line, row, '');
    this.offsets.push(this.line.length);
  }

  columns(): Pick<SourceWindow, 'offsets' | 'line' | 'lineFlat' | 'lineCum' | 'texts'> {
    return {
      offsets: Uint32Array.from(this.offsets),
      line: Float64Array.from(this.line),
      lineFlat: Float64Array.from(this.flat),
      lineCum: Float64Array.from(this.cum),
      texts: this.texts,
    };
  }

  private push(window: SourceWindow, line: number, row: number | undefined, text: string): void {
    this.line.push(line);
    this.flat.push(row === undefined ? 0 : (window.lineFlat[row] ?? 0));
    this.cum.push(row === undefined ? 0 : (window.lineCum[row] ?? 0));
    this.texts.push(text);
  }
}
