import { t } from '@vscode/l10n';
import { fileLine } from '../../../shared/base/fileLine';
import { jsonText } from '../../../shared/base/said/jsonText';
import { ownText, type Said } from '../../../shared/base/said/said';
import { terminalText } from '../../../shared/base/said/terminalText';
import { formatBytes, formatCount, formatShare } from '../../../shared/base/units';
import type { DumpHolders, HeldPart, PlacedHolder } from '../../../shared/model/go/dumpHolders';
import type { AllocationFrame } from '../../../shared/model/go/heapDump';

/** What is told of who holds the memory of a heap dump. */
export interface ToldDump {
  readonly name: string;
  readonly read: DumpHolders;
  readonly holders: readonly PlacedHolder[];
  readonly shown: readonly PlacedHolder[];
}

const indent = ' '.repeat(17);
/** Lines of allocations that are told of one holder. */
const mostMakers = 3;
const leastShareTold = 0.01;

/** @param notes what a person must know of the dump */
export function* dumpHoldersText(
  { name, read, holders, shown }: ToldDump,
  notes: readonly string[],
): Generator<string> {
  const { held } = read;
  yield terminalText(t('{0}: {1} held in {2} objects.', name, formatBytes(held.bytes), formatCount(held.objects)));
  for (const note of notes) yield terminalText(note);
  for (const holder of shown) {
    yield '';
    const share = formatShare(held.bytes === 0 ? 0 : holder.bytes / held.bytes);
    yield terminalText(`${formatBytes(holder.bytes).padStart(9)}  ${share.padStart(4)}  ${titleOf(holder)}`);
    for (const line of linesOf(holder)) yield terminalText(`${indent}${line}`);
  }
  if (shown.length < holders.length) yield t('… and {0} more', holders.length - shown.length);
}

function titleOf({ kind, name, place }: PlacedHolder): string {
  const where = place === null ? '' : ` (${fileLine(place.path, place.line)})`;
  if (kind === 'finalizer') return name === '' ? t('finalizers') : t('finalizer {0}', name);
  if (name === 'runtime.allp') return t('timers ({0})', name);
  return `${name}${where}`;
}

function* linesOf(holder: PlacedHolder): Generator<string> {
  const { kind, objects, others, goroutines, waitsFor, path, bytes, parts } = holder;
  if (kind === 'goroutine' && waitsFor !== '') {
    yield goroutines === 1
      ? t('on the stack of a goroutine in {0}', waitsFor)
      : t('on the stacks of {0} goroutines, most in {1}', formatCount(goroutines), waitsFor);
  }
  yield t('{0} objects', formatCount(objects));
  if (path.length > 1) yield t('called by {0}', path.slice(0, -1).reverse().join(' ← '));
  if (others.length > 0) yield t('also held by {0}: it is freed when all of them let go', others.join(', '));
  const [most] = parts;
  if (most !== undefined && most.through.length > 0) {
    yield t('most of it hangs on {0}', most.through.map(frameText).join(' → '));
  }
  for (const { made, bytes: own } of makersOf(parts).slice(0, mostMakers)) {
    const share = formatShare(bytes === 0 ? 0 : own / bytes);
    if (own < leastShareTold * bytes) continue;
    yield made === null
      ? t('{0} of it was not sampled', share)
      : t('{0} of it was allocated at {1}', share, frameText(made));
  }
}

/** What each line has made of a holder, whatever it hangs on. */
function makersOf(parts: readonly HeldPart[]): readonly Pick<HeldPart, 'made' | 'bytes'>[] {
  const sums = new Map<AllocationFrame | null | string, { made: AllocationFrame | null; bytes: number }>();
  for (const { made, bytes } of parts) {
    const key = made === null ? '' : `${made.function} ${made.file}:${String(made.line)}`;
    const sum = sums.get(key) ?? { made, bytes: 0 };
    sum.bytes += bytes;
    sums.set(key, sum);
  }
  return [...sums.values()].sort((a, b) => b.bytes - a.bytes);
}

/** `main.load (main.go:28)`; of a closure its name alone. */
function frameText({ function: name, file, line }: AllocationFrame): string {
  return file === '' ? name : `${fileLine(file.replaceAll('\\', '/'), line)} (${name})`;
}

export function dumpHoldersJson({ name, read, holders, shown }: ToldDump): readonly Said[] {
  const { goVersion, isWhole, names, held, unreached } = read;
  const rows = shown.map((holder) => ({
    name: holder.name,
    kind: holder.kind,
    file: holder.place?.path ?? null,
    line: holder.place?.line ?? null,
    objects: holder.objects,
    bytes: holder.bytes,
    stack: holder.path,
    alsoHeldBy: holder.others,
    goroutines: holder.goroutines,
    waitsFor: holder.waitsFor,
    allocated: holder.parts.map(({ through, made, objects, bytes }) => ({
      ...(made ?? noMaker),
      objects,
      bytes,
      through,
    })),
  }));
  const whole = { subject: name, go: goVersion, isWhole, names, total: held.bytes, unreached: unreached.bytes };
  return [jsonText({ ...whole, rowCount: holders.length, rows }), ownText('\n')];
}

const noMaker = { function: null, file: null, line: null };
