import type { ListedFunction } from '../../shared/model/report/report';
import type { SourceQuery, SourceWindow } from '../../shared/model/views/sourceView';
import type { FrameKey } from '../../shared/model/views/viewFrames';
import { packagePath } from '../../shared/base/symbols/functionName';
import { compareTexts } from '../reports/compareTexts';
import { listedFunctions, type SourceNodes } from '../reports/listReport';
import type { NodeName } from '../reports/nodeTable';
import { cutName, FrameTableBuilder, type OwnerOf } from './frameTables';
import type { PreparedView } from './preparedView';

/** A package may have hundreds; nobody reads more than these. */
const mostFunctions = 40;

/** Of all functions together: a listing is for reading. */
const mostLines = 3000;

/** What the lines of a frame's functions cost, without their texts: `go tool pprof -list`. */
export function sourceView(view: PreparedView, { frame }: SourceQuery, ownerOf: OwnerOf): SourceWindow {
  const asked = view.remembered('source', JSON.stringify(frame), () =>
    frame === null ? heaviestFunction(view) : functionsOf(view, frame),
  );
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

function functionsOf(view: PreparedView, frame: FrameKey): readonly ListedFunction[] {
  const isWanted = (name: NodeName) => standsFor(frame, name);
  // A frame that the view does not tell apart from others as the listing does is looked for in all lines.
  const isTold = view.granularity === 'line' || (view.granularity === 'function' && frame.function !== '');
  return listedFunctions(isTold ? view.bySourceOf(isWanted) : view.bySource, isWanted);
}

function heaviestFunction(view: PreparedView): readonly ListedFunction[] {
  const isTold = view.granularity === 'function';
  const name = isTold ? heaviestFrame(view) : null;
  if (isTold && name === null) return [];
  const source = name === null ? view.bySource : view.bySourceOf((one) => one.isNamed && one.function === name);
  const only = heaviest(source, name);
  return listedFunctions(source, (one) => one.function === only?.function && one.file === only.file);
}

/** The function that costs most itself, the first of equals by name; null where nothing has a name. */
function heaviestFrame(view: PreparedView): string | null {
  const { frames, flats } = view.sums;
  let most = -1;
  let best: string | null = null;
  for (const frame of frames) {
    const size = Math.abs(flats[frame] ?? 0);
    if (size < most) continue;
    const { function: name, isNamed } = view.report.table.name(frame);
    if (!isNamed || (size === most && best !== null && compareTexts(name, best) >= 0)) continue;
    [most, best] = [size, name];
  }
  return best;
}

/** A function by its name, of whatever file, as every view has it; a frame without a function is a file, and one without a file may be a package. */
function standsFor({ function: name, file }: FrameKey, listed: Pick<NodeName, 'function' | 'file'>): boolean {
  if (name === '') return cutName(listed.file) === file;
  return cutName(listed.function) === name || (file === '' && cutName(packagePath(listed.function)) === name);
}

/**
 * The function of one file that costs most itself, the first of equals by name; null where nothing has a name.
 *
 * @param called the name that it has; null for any
 */
function heaviest({ table, sums }: SourceNodes, called: string | null): Pick<NodeName, 'function' | 'file'> | null {
  const functions = new Map<string, { readonly name: NodeName; flat: number }>();
  for (let node = 0; node < table.count; node += 1) {
    const flat = Number(sums.flat(node));
    if (flat === 0 && Number(sums.cum(node)) === 0) continue;
    const name = table.name(node);
    if (!name.isNamed || (called !== null && name.function !== called)) continue;
    const key = `${name.function}\0${name.file}`;
    const known = functions.get(key);
    if (known === undefined) functions.set(key, { name, flat });
    else known.flat += flat;
  }
  let [best] = functions.values();
  for (const one of functions.values()) {
    const more = Math.abs(one.flat) - Math.abs(best?.flat ?? 0);
    if (more > 0 || (more === 0 && compareTexts(one.name.function, best?.name.function ?? '') < 0)) best = one;
  }
  return best?.name ?? null;
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
