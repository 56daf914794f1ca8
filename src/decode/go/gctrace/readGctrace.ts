import type { GcCycle, GcTrace, Scavenge } from '../../../shared/model/process/gctrace';
import { peelText } from '../../text/peel/peelText';
import { gctraceMarks } from './gctraceMarks';
import { TextLines } from '../../base/textLines';
import { unreadable } from '../../base/unreadable';
import { recogniseFormat } from '../../formats/formats';
import { looksLikeOther, unrecognised } from '../../formats/lookalikes';
import { readCycleLine } from './cycleLine';
import { isScavengeLine, readReleasedLine, readReportLine, readTraceLine } from './scavengeLine';

/**
 * Reads the garbage collector's traces out of a log: between other lines, behind the prefixes of loggers and container
 * runtimes, of any Go version.
 *
 * @throws LeakLensError `unreadable` when there is none.
 */
export function readGctrace(text: Uint8Array, subject: string): GcTrace {
  const { peeled, streams } = peelText(text, gctraceMarks);
  const traces = streams.map(({ service, bytes }) => readStream(bytes, service));
  const cycles = traces.flatMap((trace) => trace.cycles);
  const scavenges = traces.flatMap((trace) => trace.scavenges);
  const damagedLines = traces.reduce((sum, trace) => sum + trace.damagedLines, 0);
  if (cycles.length > 0 || scavenges.length > 0) return { peeled, cycles, scavenges, damagedLines };
  const found = damagedLines > 0 ? `${damagedLines} lines that are cut or mixed with others` : 'none';
  const expected = 'lines like "gc 1 @0.012s 2%: …", as GODEBUG=gctrace=1 writes them to standard error';
  const lines = traces.reduce((sum, trace) => sum + trace.lines, 0);
  if (damagedLines === 0 && isOfAnotherKind(text)) throw unrecognised(text, subject, expected);
  throw unreadable(subject, `expected ${expected}; found ${found} in ${lines} lines`);
}

/** A profile, a dump or the like, and no log. */
function isOfAnotherKind(text: Uint8Array): boolean {
  return recogniseFormat(text) !== 'text' || looksLikeOther(text);
}

interface StreamTrace {
  readonly cycles: readonly GcCycle[];
  readonly scavenges: readonly Scavenge[];
  readonly damagedLines: number;
  readonly lines: number;
}

function readStream(bytes: Uint8Array, service: string): StreamTrace {
  const reader = new TraceReader(service);
  const lines = new TextLines(bytes);
  while (lines.next()) if (mayTrace(bytes, lines.start, lines.end)) reader.read(lines.text());
  return { ...reader.finish(), lines: lines.number };
}

const lowerC = 0x63;
const upperC = 0x43;
/** g, s, G */
const openings = [0x67, 0x73, 0x47];

/** Whether "gc", "sc" or "GC" stands in a line. Most lines of a log have none, and need not be made text of. */
function mayTrace(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at += 1) {
    const byte = bytes[at];
    if ((byte === lowerC || byte === upperC) && openings.includes(bytes[at - 1] ?? 0)) return true;
  }
  return false;
}

class TraceReader {
  private readonly service: string;
  private readonly cycles: GcCycle[] = [];
  private readonly scavenges: Scavenge[] = [];
  private damagedLines = 0;
  /** Since Go 1.5, "GC forced" stands in front of the cycle that the two-minute timer starts. */
  private forcesNext = false;
  /** What a line in front of a scavenger's report said. */
  private releasedNow: number | null = null;

  constructor(service: string) {
    this.service = service;
  }

  read(line: string): void {
    if (/\bGC forced\b/.test(line)) this.readForced(line);
    else if (isScavengeLine(line)) this.readScavenge(line);
    else this.readCycles(line);
  }

  finish(): Omit<StreamTrace, 'lines'> {
    return { cycles: this.cycles, scavenges: this.scavenges, damagedLines: this.damagedLines };
  }

  private readCycles(line: string): void {
    const { cycles, damaged } = readCycleLine(line);
    if (damaged > 0) this.damagedLines += 1;
    for (const cycle of cycles) {
      this.cycles.push({ ...cycle, service: this.service, forced: cycle.forced || this.forcesNext });
      this.forcesNext = false;
    }
  }

  /** Before Go 1.5 the scavenger forces the collection, waits for its end and then says so: "scvg0: GC forced". */
  private readForced(line: string): void {
    const last = this.cycles.at(-1);
    if (!/\bscvg\d+: GC forced/.test(line)) this.forcesNext = true;
    else if (last !== undefined) this.cycles[this.cycles.length - 1] = { ...last, forced: true };
  }

  private readScavenge(line: string): void {
    const released = readReleasedLine(line);
    const scavenge = readTraceLine(line) ?? readReportLine(line, this.releasedNow ?? 0);
    if (scavenge !== null) this.scavenges.push(scavenge);
    else if (released === null) this.damagedLines += 1;
    this.releasedNow = scavenge === null ? released : null;
  }
}
