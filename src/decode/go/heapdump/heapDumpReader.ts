import {
  noObject,
  type AllocationFrame,
  type DumpSegment,
  type HeapDump,
  type ReadPart,
} from '../../../shared/model/go/heapDump';
import { LeakLensError } from '../../../shared/model/errors';
import { unreadable } from '../../base/unreadable';
import { DumpCursor, ranOut } from './dumpCursor';
import { HeapBuilder } from './heapBuilder';
import { RangeReader } from './rangeReader';

/** So begins every dump since Go 1.7. */
export const heapDumpMagic = 'go1.7 heap dump\n';

/** Of a record (runtime/heapdump.go, Go 1.24 to 1.27). */
const tags = {
  end: 0,
  object: 1,
  otherRoot: 2,
  type: 3,
  goroutine: 4,
  frame: 5,
  params: 6,
  finalizer: 7,
  itab: 8,
  queuedFinalizer: 11,
  data: 12,
  bss: 13,
  memprof: 16,
  sample: 17,
} as const;

/** Threads, runtime.MemStats, defers and panics are numbers alone that say nothing of who holds what: how many each has. */
const passedOver: Readonly<Record<number, number>> = { 9: 3, 10: 24 + 256 + 1, 14: 7, 15: 6 };

/** What heaps of more than 32 GiB would need more than 32 bits for. */
const largestSpan = 2 ** 35;

interface OpenGoroutine {
  readonly id: number;
  readonly isSystem: boolean;
  readonly reason: string;
  readonly frames: { readonly function: string; readonly words: readonly number[] }[];
}

type OpenSegment = Omit<DumpSegment, 'targets'> & { readonly words: readonly number[] };

/**
 * Reads a file that runtime/debug.WriteHeapDump wrote, part by part. Of what memory held it keeps where it points to, and nothing else.
 *
 * A file that is cut off is read as far as it goes, if it tells of any roots. @throws LeakLensError `unreadable`, `cut-off`, `too-large`
 */
export function readHeapDump(read: ReadPart, subject: string): HeapDump {
  return new HeapDumpReader(read, subject).readAll();
}

/** What comes of a packed dump, in order: there is no going back in it. */
export interface DumpStream {
  /** Gives what has come. */
  readonly read: ReadPart;
  /** Waits for more to come. */
  readonly wait: () => Promise<void>;
}

/**
 * The same of a dump that comes as a stream. One object of more than 256 MB, which a file is read around, is more than is held of it.
 *
 * @throws LeakLensError `unreadable`, `cut-off`, `too-large`; what the stream throws
 */
export function readHeapDumpStream(stream: DumpStream, subject: string): Promise<HeapDump> {
  return new HeapDumpReader(stream.read, subject, { holdsAll: true }).readStream(stream);
}

class HeapDumpReader {
  private readonly subject: string;
  private readonly cursor: DumpCursor;
  private readonly ranges: RangeReader;
  private heap: HeapBuilder | null = null;
  private goVersion = '';
  private isOver = false;
  private readonly segments: OpenSegment[] = [];
  private readonly goroutines: OpenGoroutine[] = [];
  private readonly finalizers: { isQueued: boolean; object: number; closure: number; code: number }[] = [];
  private readonly otherRoots: { description: string; address: number }[] = [];
  private readonly siteRows = new Map<number, number>();
  private readonly sites: (readonly AllocationFrame[])[] = [];
  private readonly frames = new Map<string, AllocationFrame>();
  private readonly names = new Map<string, string>();
  private readonly sampled: number[] = [];
  private readonly sampledSites: number[] = [];

  /** What reads the records of each kind; the others are passed over. */
  private readonly readers: Readonly<Record<number, () => void>> = {
    [tags.end]: () => (this.isOver = true),
    [tags.object]: () => this.object(),
    [tags.otherRoot]: () => this.otherRoot(),
    [tags.type]: () => this.type(),
    [tags.goroutine]: () => this.goroutine(),
    [tags.frame]: () => this.frame(),
    [tags.params]: () => this.params(),
    [tags.finalizer]: () => this.finalizer(false),
    [tags.itab]: () => this.itab(),
    [tags.queuedFinalizer]: () => this.finalizer(true),
    [tags.data]: () => this.segment('data'),
    [tags.bss]: () => this.segment('bss'),
    [tags.memprof]: () => this.site(),
    [tags.sample]: () => this.sample(),
  };

  /** @param about.holdsAll what was read cannot be read again */
  constructor(read: ReadPart, subject: string, about: { readonly holdsAll: boolean } = { holdsAll: false }) {
    this.subject = subject;
    this.cursor = new DumpCursor(read, subject);
    this.ranges = new RangeReader(this.cursor, about.holdsAll ? null : read);
  }

  async readStream({ wait }: DumpStream): Promise<HeapDump> {
    do await wait();
    while (!this.cursor.has(heapDumpMagic.length) && this.cursor.more());
    this.readHeader();
    while (!this.isOver) {
      try {
        this.readWindow();
      } catch (error) {
        if (error !== ranOut) throw error;
        await wait();
        if (!this.cursor.more()) break;
      }
    }
    return this.finish();
  }

  readAll(): HeapDump {
    this.readHeader();
    while (!this.isOver) {
      try {
        this.readWindow();
      } catch (error) {
        if (error !== ranOut) throw error;
        if (!this.cursor.more()) break;
      }
    }
    return this.finish();
  }

  /** As many records as are in memory. @throws ranOut where one of them ends elsewhere */
  private readWindow(): void {
    do {
      this.cursor.begin();
      this.record(this.cursor.uint());
    } while (!this.isOver);
  }

  private readHeader(): void {
    while (!this.cursor.has(heapDumpMagic.length) && this.cursor.more());
    const start = Buffer.from(this.cursor.bytes.subarray(0, heapDumpMagic.length)).toString('latin1');
    if (!this.cursor.has(heapDumpMagic.length) || start !== heapDumpMagic)
      throw unreadable(this.subject, 'it does not begin with “go1.7 heap dump”');
    this.cursor.skip(heapDumpMagic.length);
  }

  private record(tag: number): void {
    const read = this.readers[tag];
    if (read === undefined) this.passOver(tag);
    else read();
  }

  private passOver(tag: number): void {
    const count = passedOver[tag];
    if (count === undefined) throw this.cursor.broken(`a record of the unknown kind ${String(tag)}`);
    for (let at = 0; at < count; at += 1) this.cursor.uint();
  }

  private params(): void {
    const { cursor, subject } = this;
    const isBigEndian = cursor.uint() !== 0;
    const pointerSize = cursor.uint();
    const [start, end] = [cursor.uint(), cursor.uint()];
    const architecture = cursor.text();
    const version = cursor.text();
    cursor.uint();
    if (isBigEndian || pointerSize !== 8) {
      const detail = `it is of ${architecture}; heap dumps are read of 64-bit processors with the low byte first`;
      throw unreadable(subject, detail);
    }
    if (!(end >= start)) throw cursor.broken('the heap ends before it begins');
    if (end - start > largestSpan) {
      const detail = `its heap spreads over ${String(Math.ceil((end - start) / 2 ** 30))} GiB of addresses, and 32 are read`;
      throw new LeakLensError({ kind: 'too-large', subject, detail });
    }
    this.goVersion = version;
    this.heap = new HeapBuilder(start, end);
  }

  private get builder(): HeapBuilder {
    if (this.heap === null) throw this.cursor.broken('nothing says where the heap lies');
    return this.heap;
  }

  /** Types tell of interfaces alone; where they lie, code is near. */
  private type(): void {
    const address = this.cursor.uint();
    this.cursor.uint();
    this.cursor.text();
    this.cursor.uint();
    this.builder.codeNear ??= address;
  }

  private itab(): void {
    const address = this.cursor.uint();
    this.cursor.uint();
    this.builder.codeNear ??= address;
  }

  private object(): void {
    const heap = this.builder;
    const word = heap.wordOf(this.cursor.uint());
    const from = heap.pointerCount;
    try {
      const { bytes, first } = this.ranges.read((value) => heap.point(value));
      if (word !== null) heap.add(word, { bytes, from, first });
      else heap.truncatePointers(from);
    } catch (error) {
      heap.truncatePointers(from);
      throw error;
    }
  }

  private goroutine(): void {
    const { cursor } = this;
    const numbers = (count: number) => Array.from({ length: count }, () => cursor.uint());
    const [, , id = 0, , , system = 0] = numbers(8);
    const reason = this.known(cursor.text());
    numbers(4);
    this.goroutines.push({ id, isSystem: system !== 0, reason, frames: [] });
  }

  private frame(): void {
    const { cursor } = this;
    for (let at = 0; at < 3; at += 1) cursor.uint();
    const words: number[] = [];
    let name = '';
    this.ranges.read(
      (value) => this.rootWord(words, value),
      () => {
        for (let at = 0; at < 3; at += 1) cursor.uint();
        name = this.known(cursor.text());
      },
    );
    const goroutine = this.goroutines.at(-1);
    if (goroutine === undefined) throw cursor.broken('a frame of no goroutine');
    goroutine.frames.push({ function: name, words });
  }

  private segment(kind: OpenSegment['kind']): void {
    const start = this.cursor.uint();
    const slots: number[] = [];
    const words: number[] = [];
    const links: { offset: number; address: number }[] = [];
    const { bytes } = this.ranges.read((value, offset) => {
      if (this.rootWord(words, value)) slots.push(offset);
      else if (value !== 0) links.push({ offset, address: value });
    });
    this.segments.push({ kind, start, size: bytes, slots, words, links });
  }

  private rootWord(words: number[], address: number): boolean {
    const word = this.builder.wordOf(address);
    if (word === null) return false;
    words.push(word);
    return true;
  }

  private finalizer(isQueued: boolean): void {
    const [object, closure, code] = [this.cursor.uint(), this.cursor.uint(), this.cursor.uint()];
    this.cursor.uint();
    this.cursor.uint();
    this.finalizers.push({ isQueued, object, closure, code });
  }

  private otherRoot(): void {
    const description = this.known(this.cursor.text());
    this.otherRoots.push({ description, address: this.cursor.uint() });
  }

  private site(): void {
    const { cursor } = this;
    const id = cursor.uint();
    cursor.uint();
    const stack: AllocationFrame[] = [];
    for (let left = cursor.uint(); left > 0; left -= 1) {
      const [name, file, line] = [cursor.text(), cursor.text(), cursor.uint()];
      const key = `${name}\n${file}\n${String(line)}`;
      const known = this.frames.get(key) ?? { function: name, file, line };
      this.frames.set(key, known);
      stack.push(known);
    }
    cursor.uint();
    cursor.uint();
    this.siteRows.set(id, this.sites.push(stack) - 1);
  }

  private sample(): void {
    const [address, id] = [this.cursor.uint(), this.cursor.uint()];
    const site = this.siteRows.get(id);
    if (site === undefined) return;
    this.sampled.push(address);
    this.sampledSites.push(site);
  }

  /** The same text for the same name: a service has thousands of goroutines that are alike. */
  private known(name: string): string {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    this.names.set(name, name);
    return name;
  }

  private finish(): HeapDump {
    if (!this.isOver && this.segments.length === 0 && this.goroutines.length === 0) {
      const detail = 'it ends before it says who holds the memory, which stands at the end of a dump';
      throw new LeakLensError({ kind: 'cut-off', subject: this.subject, detail });
    }
    const heap = this.builder;
    const { objects, rowAt } = heap.take();
    const rowOf = (address: number) => {
      const word = heap.wordOf(address);
      return word === null ? noObject : rowAt(word);
    };
    return {
      goVersion: this.goVersion,
      isWhole: this.isOver,
      objects,
      segments: this.segments.map(({ words, ...segment }) => ({ ...segment, targets: words.map(rowAt) })),
      goroutines: this.goroutines.map(({ frames, ...goroutine }) => ({
        ...goroutine,
        frames: frames.map(({ words, ...frame }) => ({ ...frame, targets: words.map(rowAt) })),
      })),
      finalizers: this.finalizers.map(({ object, closure, ...finalizer }) => ({
        ...finalizer,
        object: rowOf(object),
        closure: rowOf(closure),
      })),
      otherRoots: this.otherRoots.map(({ description, address }) => ({ description, target: rowOf(address) })),
      sites: this.sites,
      samples: { objects: Uint32Array.from(this.sampled, rowOf), sites: Uint32Array.from(this.sampledSites) },
    };
  }
}
