import type { FunctionName } from '../../../shared/model/beam/nodeProcess';
import type { Pid } from '../../../shared/model/beam/term';

/** Processes that follow each other, by serial and first and last number: those of one kind are often started in a row. */
export type PidRange = readonly [serial: number, from: number, to: number];

/** Which processes were counted as started since somebody watches. */
export interface BirthMemory {
  /** Serial and number of the newest process that was seen. */
  readonly newest: readonly [serial: number, number: number];
  readonly groups: readonly { readonly call: FunctionName; readonly pids: readonly PidRange[] }[];
}

/** Ranges of one kind that are remembered; of more its processes are not. */
export const mostRanges = 5000;

/** Pids are given in their order (erts: erl_ptab.c), until they begin anew after many millions. */
export function isNewer({ serial, id }: Pid, [newestSerial, newestId]: BirthMemory['newest']): boolean {
  return serial > newestSerial || (serial === newestSerial && id > newestId);
}

export function rangesOf(pids: readonly Pid[]): readonly PidRange[] {
  const sorted = [...pids].sort((a, b) => a.serial - b.serial || a.id - b.id);
  const ranges: [number, number, number][] = [];
  for (const { serial, id } of sorted) {
    const last = ranges.at(-1);
    if (last?.[0] === serial && last[2] + 1 === id) last[2] = id;
    else ranges.push([serial, id, id]);
  }
  return ranges;
}

/** Whether a process is of such ranges, which are in order. */
export function isWithin({ serial, id }: Pid, ranges: readonly PidRange[]): boolean {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [of, from, to] = ranges[middle] ?? [0, 0, 0];
    if (of === serial && id >= from && id <= to) return true;
    if (of < serial || (of === serial && to < id)) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
