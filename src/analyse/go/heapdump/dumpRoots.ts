import { noObject, type DumpGoroutine, type HeapDump } from '../../../shared/model/go/heapDump';
import type { DumpHolderKind } from '../../../shared/model/go/dumpHolders';
import { isRuntime } from '../../../shared/base/symbols/goRuntime';
import { isStandardFunction } from '../sites/codeOwners';
import type { ProgramNames } from './programNames';

/**
 * In this order roots are asked whether they hold an object, and the first answer is it: a variable of the program, though the runtime's list of
 * timers leads there, too; a function of the program before what a library keeps.
 */
export const rootRanks = {
  ownVariable: 0,
  ownFrame: 1,
  otherVariable: 2,
  otherFrame: 3,
  finalizer: 4,
  timers: 5,
  runtime: 6,
} as const;

export const rankCount = 7;

export interface DumpRoot {
  readonly kind: DumpHolderKind;
  readonly name: string;
  readonly rank: number;
  /** Row of the frame that has called it, null where there is none. */
  readonly caller: number | null;
  /** True where the caller is of another rank, or there is none: then it is asked by itself. */
  readonly isFirst: boolean;
  goroutines: number;
  readonly waits: Map<string, number>;
  /** Rows of frames that it has called and that are of the same rank. */
  readonly called: number[];
  readonly targets: number[];
}

/** The roots of a dump by name: one for each variable, and for each stack of functions, whatever number of goroutines stands there. */
export function dumpRoots(dump: HeapDump, names: ProgramNames): readonly DumpRoot[] {
  const roots = new RootList();
  addVariables(roots, dump, names);
  for (const goroutine of dump.goroutines) addStack(roots, goroutine);
  addFinalizers(roots, dump, names);
  for (const { description, target } of dump.otherRoots) {
    roots.named('runtime', description, rootRanks.runtime).targets.push(target);
  }
  return roots.all;
}

/** Functions of a stack that are told: a recursion may be a million deep. */
const longestPath = 64;

/** The functions down to a frame, outermost first; of a deep stack the innermost ones. */
export function pathTo(roots: readonly DumpRoot[], root: DumpRoot): readonly string[] {
  const path: string[] = [];
  for (
    let at: DumpRoot | undefined = root;
    at !== undefined && path.length < longestPath;
    at = roots[at.caller ?? -1]
  ) {
    if (at.name !== '') path.push(at.name);
  }
  return path.reverse();
}

class RootList {
  readonly all: DumpRoot[] = [];
  private readonly rows = new Map<string, number>();

  named(kind: DumpHolderKind, name: string, rank: number): DumpRoot {
    const key = `${kind} ${name}`;
    const known = this.all[this.rows.get(key) ?? -1];
    if (known !== undefined) return known;
    this.rows.set(key, this.all.length);
    return this.add({ kind, name, rank, caller: null, isFirst: true });
  }

  /** @param caller row of the frame above it */
  frame(caller: number | null, name: string, isSystem: boolean): number {
    const above = caller === null ? undefined : this.all[caller];
    // A function that calls itself is one, however deep it is.
    if (caller !== null && above?.name === name) return caller;
    const key = `${String(caller)} ${isSystem ? 'system' : ''} ${name}`;
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const rank = isSystem ? rootRanks.runtime : frameRank(name);
    const row = this.all.length;
    this.rows.set(key, row);
    const isSame = above?.rank === rank;
    this.add({ kind: 'goroutine', name, rank, caller, isFirst: !isSame });
    if (isSame) above.called.push(row);
    return row;
  }

  private add(root: Pick<DumpRoot, 'kind' | 'name' | 'rank' | 'caller' | 'isFirst'>): DumpRoot {
    const added = { ...root, goroutines: 0, waits: new Map<string, number>(), called: [], targets: [] };
    this.all.push(added);
    return added;
  }
}

function addVariables(roots: RootList, { segments }: HeapDump, names: ProgramNames): void {
  const holder = staticParts(segments, names);
  for (const { start, slots, targets } of segments) {
    slots.forEach((offset, at) => {
      const address = start + offset;
      const own = names.variableAt(address);
      const name = own === null ? `0x${address.toString(16)}` : (holder.get(own) ?? own);
      roots.named('variable', name, variableRank(own === null ? null : name)).targets.push(targets[at] ?? noObject);
    });
  }
}

/** What stands behind `&` in the initial value of a variable is a variable without a name (`main..stmp_1`): it is the one that points there. */
function staticParts(segments: HeapDump['segments'], names: ProgramNames): ReadonlyMap<string, string> {
  const holders = new Map<string, string | null>();
  for (const { start, links } of segments) {
    for (const { offset, address } of links) {
      const [from, to] = [names.variableAt(start + offset), names.variableAt(address)];
      if (from === null || to === null || from === to || !/\.\.stmp_\d+$/.test(to)) continue;
      holders.set(to, holders.has(to) && holders.get(to) !== from ? null : from);
    }
  }
  const outermost = (name: string, left = 8): string => {
    const above = holders.get(name) ?? null;
    return above === null || left === 0 ? name : outermost(above, left - 1);
  };
  return new Map([...holders.keys()].map((name) => [name, outermost(name)]));
}

function variableRank(name: string | null): number {
  if (name === null) return rootRanks.otherVariable;
  // The processors of the scheduler, to which timers belong; all else of the runtime leads there, too.
  if (name === 'runtime.allp') return rootRanks.timers;
  if (isRuntime(name)) return rootRanks.runtime;
  return isStandardFunction(name) ? rootRanks.otherVariable : rootRanks.ownVariable;
}

function frameRank(name: string): number {
  if (isRuntime(name)) return rootRanks.runtime;
  return isStandardFunction(name) ? rootRanks.otherFrame : rootRanks.ownFrame;
}

function addStack(roots: RootList, { frames, isSystem, reason }: DumpGoroutine): void {
  let caller: number | null = null;
  const counted = new Set<DumpRoot>();
  for (const { function: name, targets } of [...frames].reverse()) {
    // Where every goroutine begins: it says nothing.
    if (name === 'runtime.goexit') continue;
    caller = roots.frame(caller, name, isSystem);
    const root = roots.all[caller];
    if (root === undefined) continue;
    if (!counted.has(root)) {
      counted.add(root);
      root.goroutines += 1;
      root.waits.set(reason, (root.waits.get(reason) ?? 0) + 1);
    }
    for (const target of targets) root.targets.push(target);
  }
}

/**
 * A finalizer keeps what its object points to, and its own closure, but not the object (runtime/mgcmark.go, markrootSpans). One whose turn has
 * come keeps the object itself.
 */
function addFinalizers(roots: RootList, { finalizers, objects }: HeapDump, names: ProgramNames): void {
  for (const { isQueued, object, closure, code } of finalizers) {
    const { targets } = roots.named('finalizer', names.functionAt(code) ?? '', rootRanks.finalizer);
    targets.push(closure);
    if (object === noObject) continue;
    if (isQueued) targets.push(object);
    else
      for (const one of objects.targets.subarray(objects.offsets[object], objects.offsets[object + 1]))
        targets.push(one);
  }
}
