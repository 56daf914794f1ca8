import type { GoroutineDump } from '../../../shared/model/go/goroutine';
import { decodeText } from '../../base/textLines';
import type { TextLines } from '../../base/textLines';
import { endOfDump, type EndOfText } from './dumpEnd';
import { FrameTable } from './frameTable';
import { GroupBuilder } from './groupBuilder';
import type { KeyedHeader } from './groupBuilder';
import { parseGoroutineHeader } from './goroutineHeader';
import { findHeader, headerSpan, isGoroutineHeader } from './headerLine';
import { SpanInterner } from './spanInterner';
import { argumentsStart, creatorEnd, hasElidedArguments, placeEnd } from './stackLine';
import { behindIndent, isCall, isPlace, isWithinDump } from './stackLineShape';

const tab = 9;
const creatorMark = 'created by ';

/** Dumps of one text that are told apart; what follows is counted with the last of them. */
const maxDumps = 1000;

/** A dump with the line of its text at which it begins, from 1. */
export interface DumpAtLine {
  readonly line: number;
  readonly dump: GoroutineDump;
}

/** Groups the goroutines of a `debug=2` text, from the current line of `lines` on, as one dump. Lines outside a goroutine are skipped. */
export function readGoroutineStacks(lines: TextLines): GoroutineDump {
  const [only] = new StackReader(lines, false).read();
  return only?.dump ?? { total: 0, truncated: false, groups: [] };
}

/** The same of a log, which may hold several: another one begins where a number comes again, or behind text of another kind. */
export function readStackDumps(lines: TextLines): DumpAtLine[] {
  return new StackReader(lines, true).read();
}

/** A line that is a function if its file follows, or if it looks like a call. */
interface PendingLine {
  readonly start: number;
  readonly end: number;
  readonly isCreator: boolean;
}

/** Reads one goroutine after the other, as sequences of frame numbers: text is made once for each distinct frame. */
class StackReader {
  private readonly lines: TextLines;
  private readonly splits: boolean;
  private readonly dumps: DumpAtLine[] = [];
  private readonly table: FrameTable;
  private groups: GroupBuilder;
  private readonly headers: SpanInterner;
  private readonly parsedHeaders: (KeyedHeader | null | undefined)[] = [];
  /** Of the dump that is read, when dumps are told apart. */
  private readonly ids = new Set<number>();
  private dumpLine: number;
  private open: KeyedHeader | null = null;
  private openId = 0;
  private createdBy = -1;
  private pending: PendingLine | null = null;
  /** Whether anything stands below the header of the open goroutine. */
  private hasBody = false;
  /** Behind the creator's file or "[originating from goroutine N]:", where stacks are not this goroutine's own. */
  private isDone = false;
  /** Behind the latter: what comes are the stacks of those who started it. */
  private isOrigin = false;
  /** Behind text that is no part of a stack, where a call without a file is none. */
  private hasStrayed = false;
  private isAfterBlank = false;
  /** Whether text of another kind stands behind the last goroutine. */
  private isSeparated = false;

  constructor(lines: TextLines, splits: boolean) {
    this.lines = lines;
    this.splits = splits;
    this.dumpLine = lines.number;
    this.table = new FrameTable(lines.bytes);
    this.groups = new GroupBuilder(this.table.frames);
    this.headers = new SpanInterner(lines.bytes);
  }

  read(): DumpAtLine[] {
    const { lines } = this;
    do {
      lines.trimEnd();
      // Blank lines are lost and doubled on the way; they say nothing.
      if (!lines.isEmpty) this.readLine();
      this.isAfterBlank = lines.isEmpty || (this.isAfterBlank && !lines.hasMore);
    } while (lines.next());
    const end = endOfDump(lines, this.endState());
    // What the cut left of the last goroutine is not its stack, and would make a group of its own; its ancestors come behind that.
    if (end !== 'within' || this.isOrigin) this.close();
    this.finishDump(end !== 'whole');
    return this.dumps;
  }

  private readLine(): void {
    const { lines } = this;
    const { bytes, start, end } = lines;
    if (this.open !== null && bytes[start] === tab && this.readPlace(start + 1, placeEnd(bytes, start + 1, end)))
      return;
    if (isGoroutineHeader(lines)) this.readHeader();
    else if (bytes[end - 1] === 58 && this.readOtherHeader()) return;
    else if (this.open !== null) this.readBody(behindIndent(bytes, start, end));
    else this.stray(start);
  }

  /** Where a goroutine has its function and the line has a place, that is the usual case, and nothing else is looked at. */
  private readPlace(start: number, stop: number): boolean {
    if (stop < 0) return false;
    this.hasBody = true;
    const { bytes } = this.lines;
    if (!this.isDone || this.isOrigin)
      this.finishFrame(this.table.places.intern(behindIndent(bytes, start, stop), stop));
    return true;
  }

  private readHeader(): void {
    const span = headerSpan(this.lines);
    if (span === null) return;
    const id = this.headers.intern(span.start, span.end);
    if (this.parsedHeaders[id] === undefined) {
      const header = parseGoroutineHeader(decodeText(this.lines.bytes, span.start, span.end));
      this.parsedHeaders[id] = header === null ? null : this.groups.keyed(header);
    }
    this.begin(this.parsedHeaders[id] ?? null, span.id);
  }

  private readOtherHeader(): boolean {
    const { lines } = this;
    if (lines.text().endsWith('runtime stack:')) {
      // The stack of a thread, not of a goroutine.
      this.close();
      return true;
    }
    const found = findHeader(lines);
    if (found !== null) this.begin(this.groups.keyed(found.header), found.id);
    return found !== null;
  }

  private begin(header: KeyedHeader | null, id: number): void {
    // goleak before 1.3 writes a line of its own above the runtime's.
    const isSame = this.open !== null && this.openId === id && !this.hasBody;
    if (isSame) this.drop();
    else this.close();
    if (this.splits && !isSame && (this.isSeparated || this.ids.has(id))) this.finishDump(false);
    this.isSeparated = false;
    if (this.groups.isEmpty) this.dumpLine = this.lines.number;
    // Goroutine 0 is the stack on which a thread schedules: none of the program's.
    this.open = id === 0 ? null : header;
    this.openId = id;
    if (this.splits) this.ids.add(id);
  }

  private readBody(start: number): void {
    const { lines } = this;
    const { bytes, end } = lines;
    if (this.pending !== null && isPlace(bytes, start, end)) {
      const stop = placeEnd(bytes, start, end);
      this.finishFrame(stop < 0 ? -1 : this.table.places.intern(start, stop));
      this.hasBody = true;
    } else this.readFunction(start);
  }

  private readFunction(start: number): void {
    const { lines } = this;
    this.settle();
    if (lines.startsWithAt('[originating from goroutine ', start)) this.beginOrigin();
    // "...23 frames elided..." stands for frames, and is none.
    else if (lines.startsWithAt('...', start) || lines.startsWithAt('goroutine running on ', start))
      this.hasBody = true;
    else if (this.isDone && !this.isOrigin) this.stray(start);
    else {
      const isCreator = lines.startsWithAt(creatorMark, start);
      this.pending = { start: isCreator ? start + creatorMark.length : start, end: lines.end, isCreator };
      if (lines.startsWithAt('non-Go function at ', start)) this.finishFrame(-1);
    }
  }

  private beginOrigin(): void {
    this.isDone = true;
    this.isOrigin = true;
  }

  /** Decides about a line whose file did not follow: a call is a frame all the same, other text is none. */
  private settle(): void {
    const { pending } = this;
    if (pending === null) return;
    const { bytes } = this.lines;
    const isFrame = pending.isCreator || isCall(bytes, pending.start, pending.end) || isNonGo(bytes, pending);
    if (isFrame && !this.hasStrayed) this.finishFrame(-1);
    else {
      this.pending = null;
      this.stray(pending.start, pending.end);
    }
  }

  /** Text that is no part of a stack. */
  private stray(start: number, end = this.lines.end): void {
    this.hasStrayed = true;
    const longest = 200;
    if (!this.splits || this.isSeparated) return;
    this.isSeparated = !isWithinDump(decodeText(this.lines.bytes, start, Math.min(end, start + longest)));
  }

  private finishFrame(place: number): void {
    const { pending } = this;
    if (pending === null) return;
    const { bytes } = this.lines;
    const { start, end, isCreator } = pending;
    this.pending = null;
    this.hasBody = true;
    this.isSeparated = false;
    const nameEnd = isCreator ? creatorEnd(bytes, start, end) : argumentsStart(bytes, start, end);
    // Of ancestors no arguments are known, whether they were inlined or not.
    const inlined = !isCreator && !this.isOrigin && hasElidedArguments(bytes, nameEnd, end);
    const row = this.table.rowOf({ function: this.table.functions.intern(start, nameEnd), place, inlined });
    if (this.isOrigin) this.groups.addOrigin(row);
    else if (isCreator) {
      this.createdBy = row;
      this.isDone = true;
    } else this.groups.addFrame(row);
  }

  private close(): void {
    this.settle();
    if (this.open !== null) this.groups.closeOne(this.open, this.createdBy, this.openId);
    this.drop();
  }

  private drop(): void {
    this.groups.drop();
    this.open = null;
    this.pending = null;
    this.createdBy = -1;
    this.hasBody = false;
    this.isDone = false;
    this.isOrigin = false;
    this.hasStrayed = false;
  }

  private finishDump(truncated: boolean): void {
    if (this.groups.isEmpty && this.dumps.length > 0 && !truncated) return;
    const isLast = this.dumps.length === maxDumps - 1 && this.lines.hasMore;
    if (isLast) return;
    this.dumps.push({ line: this.dumpLine, dump: this.groups.build(truncated) });
    this.groups = this.groups.next();
    this.ids.clear();
    this.isSeparated = false;
  }

  private endState(): EndOfText {
    const { open, pending, hasBody, isDone, isAfterBlank } = this;
    return { isOpen: open !== null, pending, hasBody, isDone, isAfterBlank };
  }
}

function isNonGo(bytes: Uint8Array, { start, end }: PendingLine): boolean {
  return decodeText(bytes, start, Math.min(end, start + 40)).startsWith('non-Go function');
}
