import type { ScavengeReport, ScavengeTrace } from '../../../shared/model/process/gctrace';

const mebibyte = 2 ** 20;
const kibibyte = 2 ** 10;

/** `scvg1: 57 MB released`, in front of its report; Go before 1.4 has the number in hexadecimal. */
const released = /\bscvg(-?\d*): (0x[\da-f]{1,13}|\d{1,15}) MB released/;

/** Up to Go 1.15 (mheap.scavenge and its predecessors in runtime/mheap.go). The number is -1, or missing, when it was forced. */
const report =
  /\bscvg(-?\d*): inuse: (\d{1,15}), idle: (\d{1,15}), sys: (\d{1,15}), released: (\d{1,15}), consumed: (\d{1,15}) \(MB\)/;

/** Since Go 1.15 (printScavTrace in runtime/mgcscavenge.go); Go 1.15 puts a generation in front, 1.21 tells two kinds of work. */
const trace =
  /\bscav (?:\d{1,15} )?(\d{1,15}) KiB work(?: \(bg\), (\d{1,15}) KiB work \(eager\))?, (\d{1,15}) KiB (?:total|now), (\d{1,15})% util( \(forced\))?/;

const beginning = /\bscvg-?\d*: (?:inuse|(?:0x)?[\da-f]+ MB)|\bscav \d+ (?:\d+ )?KiB work/;

/** Whether a line begins like one of the scavenger, whole or not. */
export function isScavengeLine(line: string): boolean {
  return beginning.test(line);
}

/** What the line in front of a report says: bytes. Null when the line is another. */
export function readReleasedLine(line: string): number | null {
  const megabytes = released.exec(line)?.[2];
  return megabytes === undefined ? null : Number(megabytes) * mebibyte;
}

export function readReportLine(line: string, releasedNow: number): ScavengeReport | null {
  const match = report.exec(line);
  if (match === null) return null;
  const [, number = '', ...megabytes] = match;
  const [inuse = 0, idle = 0, sys = 0, returned = 0, consumed = 0] = megabytes.map((value) => Number(value) * mebibyte);
  const count = /^\d+$/.test(number) ? Number(number) : null;
  return { kind: 'report', number: count, releasedNow, inuse, idle, sys, released: returned, consumed };
}

export function readTraceLine(line: string): ScavengeTrace | null {
  const match = trace.exec(line);
  if (match === null) return null;
  const [, background, eager = '0', total, percent, forced] = match;
  return {
    kind: 'trace',
    releasedNow: (Number(background) + Number(eager)) * kibibyte,
    released: Number(total) * kibibyte,
    utilisation: Number(percent) / 100,
    forced: forced !== undefined,
  };
}
