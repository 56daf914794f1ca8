import type { ListedFunction } from '../../shared/model/report/report';
import type { SourceQuery, SourceWindow } from '../../shared/model/views/sourceView';
import type { FrameKey } from '../../shared/model/views/viewFrames';
import { packagePath } from '../../shared/base/symbols/functionName';
import { listedFunctions } from '../reports/listReport';
import { cutName, FrameTableBuilder, type OwnerOf } from './frameTables';
import type { PreparedView } from './preparedView';

/** A package may have hundreds; nobody reads more than these. */
const mostFunctions = 40;

/** Of all functions together: a listing is for reading. */
const mostLines = 3000;

/** What the lines of a frame's functions cost, without their texts: `go tool pprof -list`. */
export function sourceView(view: PreparedView, { frame }: SourceQuery, ownerOf: OwnerOf): SourceWindow {
  const all = view.remembered('source', '', () => listedFunctions(view.bySource, () => true));
  const asked = frame === null ? heaviest(all) : all.filter((one) => standsFor(frame, one));
  const shown = readable(asked);
  const frames = new FrameTableBuilder((row) => {
    const { function: name = '', file = '', startLine = 0 } = shown[row] ?? {};
    return { function: name, file, line: startLine, startLine, isNamed: true };
  }, ownerOf);
  for (const row of shown.keys()) frames.add(row);
  const lines = shown.flatMap((one) => one.lines);
  let offset = 0;
  return {
    ...view.head,
    functions: frames.table(),
    functionCount: asked.length,
    flat: Float64Array.from(shown, ({ flat }) => Number(flat)),
    cum: Float64Array.from(shown, ({ cum }) => Number(cum)),
    firstLine: Float64Array.from(shown, ({ firstLine }) => firstLine),
    lastLine: Float64Array.from(shown, ({ lastLine }) => lastLine),
    states: new Uint8Array(shown.length),
    shifts: new Float64Array(shown.length),
    offsets: Uint32Array.from([0, ...shown.map((one) => (offset += one.lines.length))]),
    line: Float64Array.from(lines, ({ line }) => line),
    lineFlat: Float64Array.from(lines, ({ flat }) => Number(flat)),
    lineCum: Float64Array.from(lines, ({ cum }) => Number(cum)),
    texts: lines.map(() => ''),
  };
}

/** A function by its name, of whatever file, as every view has it; a frame without a function is a file, and one without a file may be a package. */
function standsFor({ function: name, file }: FrameKey, listed: ListedFunction): boolean {
  if (name === '') return cutName(listed.file) === file;
  return cutName(listed.function) === name || (file === '' && cutName(packagePath(listed.function)) === name);
}

function heaviest(all: readonly ListedFunction[]): readonly ListedFunction[] {
  let best: ListedFunction | undefined;
  for (const one of all) if (best === undefined || size(one.flat) > size(best.flat)) best = one;
  return best === undefined ? [] : [best];
}

/** The heaviest of many, in their order. */
function readable(asked: readonly ListedFunction[]): readonly ListedFunction[] {
  const byCum = [...asked].sort((a, b) => size(b.cum) - size(a.cum)).slice(0, mostFunctions);
  let lines = 0;
  const kept = new Set(byCum.filter((one, at) => (lines += one.lines.length) <= mostLines || at === 0));
  return asked
    .filter((one) => kept.has(one))
    .map((one) => (one.lines.length <= mostLines ? one : { ...one, lines: one.lines.slice(0, mostLines) }));
}

function size(value: number | bigint): number {
  return Math.abs(Number(value));
}
