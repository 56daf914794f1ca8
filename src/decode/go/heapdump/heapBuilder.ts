import { noObject, type HeapObjects } from '../../../shared/model/go/heapDump';
import { GrowingWords } from './growingWords';

/** The runtime's (internal/runtime/gc.PageShift, 13 on every system), in words: no page has objects of two sizes. */
const pageBits = 10;

/** How far the closures' functions are from what the linker laid out beside them, at most. */
const codeReach = 2 ** 30;

/** No program is loaded below (vm.mmap_min_addr, and a first page on other systems); numbers that are no addresses are. */
const leastCode = 64 * 1024;

/**
 * The objects of a heap as they come. An address is a number of words from the heap's beginning: 32 bits hold that of 32 GiB.
 *
 * Objects come span by span (runtime/heapdump.go, dumpobjs), so that those of one page stand together, with rising addresses.
 */
export class HeapBuilder {
  private readonly start: number;
  private readonly span: number;
  private readonly addresses = new GrowingWords();
  private readonly words = new GrowingWords();
  private readonly offsets = new GrowingWords();
  private readonly pointers = new GrowingWords();
  private readonly closures = new GrowingWords();
  private readonly code = new GrowingWords();
  /** An address near which the program's code is; null as long as none is known. */
  codeNear: number | null = null;

  /** @param start and @param end addresses, at most 32 GiB apart */
  constructor(start: number, end: number) {
    this.start = start;
    this.span = end - start;
  }

  get pointerCount(): number {
    return this.pointers.length;
  }

  /** Forgets the pointers of an object that has to be read anew. */
  truncatePointers(count: number): void {
    this.pointers.truncate(count);
  }

  private isIn(address: number): boolean {
    return address >= this.start && address < this.start + this.span;
  }

  /** Where an address lies in the heap, null where it does not. */
  wordOf(address: number): number | null {
    const offset = address - this.start;
    return offset >= 0 && offset < this.span ? Math.floor(offset / 8) : null;
  }

  /** A pointer of the object that is added next. */
  point(address: number): void {
    const offset = address - this.start;
    if (offset >= 0 && offset < this.span) this.pointers.push((offset / 8) >>> 0);
  }

  /** @param word the address of the object @param from how many pointers there were before its own @param first what stands in its first word */
  add(word: number, { bytes, from, first }: { bytes: number; from: number; first: number }): void {
    const { codeNear } = this;
    if (first > leastCode && codeNear !== null && Math.abs(first - codeNear) < codeReach && !this.isIn(first)) {
      this.closures.push(this.addresses.length);
      this.code.push(first - codeNear + codeReach);
    }
    this.addresses.push(word);
    this.words.push(Math.min(Math.ceil(bytes / 8), noObject));
    this.offsets.push(from);
  }

  /** All objects, and what finds one by its address, which is of no use any more once the pointers of roots are looked up. */
  take(): { readonly objects: HeapObjects; readonly rowAt: (word: number) => number } {
    const addresses = this.addresses.take();
    const words = this.words.take();
    this.offsets.push(this.pointers.length);
    const offsets = this.offsets.take();
    const rowAt = rowFinder(addresses, words, Math.ceil(this.span / 8));
    const base = (this.codeNear ?? 0) - codeReach;
    const code = new Float64Array(this.code.take()).map((offset) => offset + base);
    const closures = { objects: this.closures.take(), code };
    return { objects: { count: words.length, words, offsets, targets: this.pointers.take(rowAt), closures }, rowAt };
  }
}

/** Finds the object in which a word of the heap lies: by its page, and there by halves. */
function rowFinder(addresses: Uint32Array, words: Uint32Array, span: number): (word: number) => number {
  const firstIn = new Uint32Array((span >>> pageBits) + 1);
  const lastIn = new Uint32Array(firstIn.length);
  addresses.forEach((address, row) => {
    const last = Math.min((address + Math.max(1, words[row] ?? 0) - 1) >>> pageBits, firstIn.length - 1);
    for (let page = address >>> pageBits; page <= last; page += 1) {
      if (firstIn[page] === 0) firstIn[page] = row + 1;
      lastIn[page] = row;
    }
  });
  return (word) => {
    const page = word >>> pageBits;
    let low = firstIn[page] ?? 0;
    if (low === 0) return noObject;
    low -= 1;
    let high = lastIn[page] ?? 0;
    // Where no slot of the page is free, its place tells.
    const beyond = word - (addresses[low] ?? 0);
    const size = words[low] ?? 0;
    const guess = low + Math.trunc(beyond / size);
    if (beyond >= 0 && guess <= high && word - (addresses[guess] ?? 0) >= 0 && word - (addresses[guess] ?? 0) < size) {
      return guess;
    }
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((addresses[middle] ?? 0) <= word) low = middle;
      else high = middle - 1;
    }
    const offset = word - (addresses[low] ?? 0);
    return offset >= 0 && offset < (words[low] ?? 0) ? low : noObject;
  };
}
