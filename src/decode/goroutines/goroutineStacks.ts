import type { GoroutineDump } from '../../shared/model/goroutine';
import { decodeText } from '../base/textLines';
import type { TextLines } from '../base/textLines';
import { FrameTable } from './frameTable';
import { GroupBuilder } from './groupBuilder';
import type { KeyedHeader } from './groupBuilder';
import { parseGoroutineHeader } from './goroutineHeader';
import { SpanInterner } from './spanInterner';
import { argumentsStart, creatorEnd, hasElidedArguments, indexWithin, placeEnd } from './stackLine';

/** runtime/pprof stops growing its buffer here and cuts the text wherever it is full (writeGoroutineStacks). */
const runtimeCap = 64 * 1024 * 1024;

const tab = 9;
const colon = 58;
const openBracket = 91;

const creatorMark = 'created by ';
const headerMark = 'goroutine ';

/** A line of `goroutine?debug=2` (or of a crash) that opens a goroutine. */
export function isGoroutineHeader(lines: TextLines): boolean {
  if (!lines.startsWith(headerMark) || lines.bytes[lines.end - 1] !== colon) return false;
  const digit = lines.bytes[lines.start + headerMark.length] ?? 0;
  return digit >= 48 && digit <= 57;
}

/** The decimal number that begins at `at`. */
function numberAt(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let next = at; ; next += 1) {
    const digit = (bytes[next] ?? 0) - 48;
    if (!(digit >= 0 && digit <= 9)) return value;
    value = value * 10 + digit;
  }
}

/** Groups the goroutines of a `debug=2` text, from the first line of `lines` on. Lines outside a goroutine are skipped. */
export function readGoroutineStacks(lines: TextLines): GoroutineDump {
  return new StackReader(lines).read();
}

/** A function line whose file line has not come yet. */
interface PendingFrame {
  readonly function: number;
  readonly inlined: boolean;
  readonly isCreator: boolean;
}

/** Reads one goroutine after the other, as sequences of frame numbers: text is made once for each distinct frame. */
class StackReader {
  private readonly lines: TextLines;
  private readonly table: FrameTable;
  private readonly groups: GroupBuilder;
  private readonly headers: SpanInterner;
  private readonly parsedHeaders: (KeyedHeader | null | undefined)[] = [];
  private open: KeyedHeader | null = null;
  private openId = 0;
  private createdBy = -1;
  private pending: PendingFrame | null = null;
  /** Whether anything stands below the header of the open goroutine. */
  private hasBody = false;
  /** Behind "[originating from goroutine N]:", where stacks are not this goroutine's own. */
  private inAncestors = false;

  constructor(lines: TextLines) {
    this.lines = lines;
    this.table = new FrameTable(lines.bytes);
    this.groups = new GroupBuilder(this.table.frames);
    this.headers = new SpanInterner(lines.bytes);
  }

  read(): GoroutineDump {
    const { lines } = this;
    do this.readLine();
    while (lines.next());
    const truncated = this.isCut();
    // What the cut left of the last goroutine is not its stack, and would make a group of its own.
    if (!truncated) this.close();
    return this.groups.build(truncated);
  }

  private readLine(): void {
    const { lines } = this;
    if (lines.isEmpty) this.close();
    else if (isGoroutineHeader(lines)) this.readHeader();
    else if (this.open !== null) this.readBody();
  }

  private readBody(): void {
    this.hasBody = true;
    if (this.inAncestors) return;
    if (this.lines.bytes[this.lines.start] === tab) this.readPlace();
    else this.readFunction();
  }

  private readHeader(): void {
    this.close();
    const { bytes, start, end } = this.lines;
    const bracket = indexWithin(bytes, openBracket, start, end);
    if (bracket < 0) return;
    const id = this.headers.intern(bracket, end);
    if (this.parsedHeaders[id] === undefined) {
      const header = parseGoroutineHeader(decodeText(bytes, bracket, end));
      this.parsedHeaders[id] = header === null ? null : this.groups.keyed(header);
    }
    this.open = this.parsedHeaders[id] ?? null;
    this.openId = numberAt(bytes, start + headerMark.length);
  }

  private readFunction(): void {
    const { lines } = this;
    const { bytes, start, end } = lines;
    this.finishFrame(-1);
    if (lines.startsWith('[originating from goroutine ')) {
      this.inAncestors = true;
    } else if (lines.startsWith(creatorMark)) {
      const name = this.table.functions.intern(start + creatorMark.length, creatorEnd(bytes, start, end));
      this.pending = { function: name, inlined: false, isCreator: true };
    } else {
      const nameEnd = argumentsStart(bytes, start, end);
      const inlined = hasElidedArguments(bytes, nameEnd, end);
      this.pending = { function: this.table.functions.intern(start, nameEnd), inlined, isCreator: false };
    }
    // "...23 frames elided..." and "non-Go function at pc=…" have no file line.
    if (lines.startsWith('...') || lines.startsWith('non-Go function at ')) this.finishFrame(-1);
  }

  private readPlace(): void {
    const { bytes, start, end } = this.lines;
    const stop = placeEnd(bytes, start + 1, end);
    this.finishFrame(stop < 0 ? -1 : this.table.places.intern(start + 1, stop));
  }

  private finishFrame(place: number): void {
    const { pending } = this;
    if (pending === null) return;
    this.pending = null;
    const row = this.table.rowOf({ function: pending.function, place, inlined: pending.inlined });
    if (pending.isCreator) this.createdBy = row;
    else this.groups.addFrame(row);
  }

  private close(): void {
    this.finishFrame(-1);
    if (this.open !== null) this.groups.closeOne(this.open, this.createdBy, this.openId);
    else this.groups.drop();
    this.open = null;
    this.createdBy = -1;
    this.hasBody = false;
    this.inAncestors = false;
  }

  /**
   * Whether the text ends inside a goroutine. A text without a last line feed counts as whole when its last line is a
   * complete file line: people paste dumps without it.
   */
  private isCut(): boolean {
    const { lines } = this;
    if (lines.bytes.length === runtimeCap) return true;
    if (lines.terminated) return this.open !== null && (this.pending !== null || !this.hasBody);
    const last = lines.text();
    if (this.open === null) return headerMark.startsWith(last) || last.startsWith(headerMark);
    return this.pending !== null || !/^\t.+:\d+ \+0x[0-9a-f]+/.test(last);
  }
}
