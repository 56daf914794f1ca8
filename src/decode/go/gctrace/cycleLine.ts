import type { GcCycle } from '../../../shared/model/process/gctrace';

/** The runtime prints `bytes >> 20`. */
const mebibyte = 2 ** 20;
const microsPerMilli = 1000;

/**
 * Since Go 1.5 (gcMarkTermination in runtime/mgc.go): `gc 16 @30.681s 0%: 0.11+0.41+0.004 ms clock, 0.23+0/0.12/0.59+0.008 ms
 * cpu, 33->33->22 MB, 42 MB goal, 0 MB stacks, 0 MB globals, 2 P (forced)`, all on one line. Stacks and globals came with
 * Go 1.18, a remark behind the percentage with 1.26.
 */
const modern =
  /gc #?(\d{1,15}) @([\d.]{1,20})s \d{1,15}%(?: \([^)]{0,80}\))?: ([\d.+]{1,120}) ms clock, [\d.+/]{1,200} ms cpu, (\d{1,15})->(\d{1,15})->(\d{1,15}) MB, (\d{1,15}) MB goal,(?: (\d{1,15}) MB stacks, (\d{1,15}) MB globals,)? (\d{1,9}) P( \(forced\))?/g;

/**
 * Before Go 1.5 (runtime/mgc0.c): `gc781(1): 1+2385+17891+0 us, 60 -> 60 MB, 21971 (3503906-3481935) objects, …`. Up to Go 1.2
 * in milliseconds and with the objects before the collection in front.
 */
const old =
  /gc(\d{1,15})\((\d{1,9})\): ([\d+]{1,120}) (ms|us),? (\d{1,15}) -> (\d{1,15}) MB,? (?:\d{1,15} -> )?(\d{1,15}) \(\d{1,20}-\d{1,20}\) objects/g;

/** What begins like one of the two. */
const beginning = /gc(?: #?\d+ @[\d.]+s|\d+\(\d+\): \d)/g;

/** A line with what it holds, in its order. A line that was mixed with other output holds more or fewer than it begins. */
export interface CycleLine {
  readonly cycles: readonly GcCycle[];
  readonly damaged: number;
}

/** Finds the cycles in a line of a log, behind whatever prefix. */
export function readCycleLine(line: string): CycleLine {
  const begun = line.match(beginning)?.length ?? 0;
  if (begun === 0) return { cycles: [], damaged: 0 };
  const cycles = [...Array.from(line.matchAll(modern), modernCycle), ...Array.from(line.matchAll(old), oldCycle)];
  return { cycles, damaged: Math.max(0, begun - cycles.length) };
}

function modernCycle(match: RegExpExecArray): GcCycle {
  const [, number, seconds, clock = '', before, after, live, goal, stacks, globals, processors, forced] = match;
  return {
    number: Number(number),
    seconds: Number(seconds),
    heapBefore: Number(before) * mebibyte,
    heapAfter: Number(after) * mebibyte,
    live: Number(live) * mebibyte,
    goal: goalOf(Number(goal) * mebibyte),
    stacks: stacks === undefined ? null : Number(stacks) * mebibyte,
    globals: globals === undefined ? null : Number(globals) * mebibyte,
    objects: null,
    forced: forced !== undefined,
    phaseMillis: clock.split('+').map(Number),
    service: '',
    processors: Number(processors),
  };
}

/** With GOGC=off the runtime prints the largest size there is, less what its allocator needs. */
function goalOf(bytes: number): number | null {
  return bytes >= 2 ** 62 ? null : bytes;
}

function oldCycle(match: RegExpExecArray): GcCycle {
  const [, number, processors, phases = '', unit, before, after, objects] = match;
  const perMilli = unit === 'us' ? microsPerMilli : 1;
  return {
    number: Number(number),
    seconds: null,
    heapBefore: Number(before) * mebibyte,
    heapAfter: Number(after) * mebibyte,
    live: Number(after) * mebibyte,
    goal: null,
    stacks: null,
    globals: null,
    objects: Number(objects),
    forced: false,
    phaseMillis: phases.split('+').map((phase) => Number(phase) / perMilli),
    service: '',
    processors: Number(processors),
  };
}
