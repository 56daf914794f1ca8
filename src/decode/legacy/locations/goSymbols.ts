import { addressBefore } from '../../base/int64';
import type { Int64 } from '../../base/int64';
import { parseSymbolLine } from '../../base/symbolLine';
import type { SymbolLine } from '../../base/symbolLine';
import type { LegacyLocations } from './legacyLocations';

/**
 * The comments behind a record of a Go text, which name its frames. pprof skips them and looks the addresses up in the
 * binary; they are read here, because a text is often all there is.
 *
 * printStackRecord (Go's runtime/pprof/pprof.go) writes one line for each logical frame. It leaves out runtime.goexit, and the
 * runtime's own frames at the leaf unless the stack has no others.
 */
export class GoSymbols {
  private lines: SymbolLine[] = [];

  /** Takes a comment that names a frame; other comments say nothing of the stack. */
  read(comment: string): void {
    const line = parseSymbolLine(comment);
    if (line !== null) this.lines.push(line);
  }

  /**
   * Names the addresses of a record and forgets its comments.
   *
   * @param counters Program counters as the record has them: return addresses, leaf first.
   * @returns The part of the stack that is shown. goexit at the root is what Go's own proto leaves out too.
   */
  take(counters: readonly Int64[], locations: LegacyLocations): ShownFrames {
    const { lines } = this;
    this.lines = [];
    if (lines.length === 0) return { start: 0, end: counters.length };
    const matcher = new FrameMatcher(counters, locations);
    for (const line of lines) matcher.match(line);
    matcher.finish();
    return matcher.first < 0 ? { start: 0, end: counters.length } : { start: matcher.first, end: matcher.last + 1 };
  }
}

/** Frames that are compared with one comment: more than any stack a runtime records. */
const maxLookAhead = 1024;

/** Frames of a record from the first to the last that has a comment. */
export interface ShownFrames {
  readonly start: number;
  readonly end: number;
}

/** Goes down a stack and its comments at once. */
class FrameMatcher {
  first = -1;
  last = -1;
  private readonly counters: readonly Int64[];
  private readonly locations: LegacyLocations;
  /** Lines of the frame at `last`, as long as nobody has named its address. */
  private pending: SymbolLine[] = [];

  constructor(counters: readonly Int64[], locations: LegacyLocations) {
    this.counters = counters;
    this.locations = locations;
  }

  match(line: SymbolLine): void {
    const at = this.find(line.address);
    if (at < 0) {
      // A call that was inlined has no counter of its own in older texts: it belongs to the frame before.
      if (this.pending.length > 0) this.pending.push(line);
      return;
    }
    this.finish();
    if (this.first < 0) this.first = at;
    this.last = at;
    if (line.name !== '' && !this.locations.isSymbolised(this.address(at))) this.pending = [line];
  }

  finish(): void {
    const { pending } = this;
    this.pending = [];
    if (pending.length > 0) this.locations.symbolise(this.address(this.last), pending);
  }

  /** Go since 1.6 shows the counter less one, older ones the counter itself. */
  private find(shown: Int64): number {
    const { counters } = this;
    const end = Math.min(counters.length, this.last + 1 + maxLookAhead);
    let same = -1;
    for (let at = this.last + 1; at < end; at += 1) {
      if (this.address(at) === shown) return at;
      if (same < 0 && counters[at] === shown) same = at;
    }
    return same;
  }

  private address(at: number): Int64 {
    return addressBefore(this.counters[at] ?? 0);
  }
}
