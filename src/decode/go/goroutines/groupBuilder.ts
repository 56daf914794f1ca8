import type { GoroutineDump, GoroutineGroup, GoroutineOrigin } from '../../../shared/model/go/goroutine';
import type { Frame } from '../../../shared/model/sourceLocation';
import type { GoroutineHeader } from './goroutineHeader';
import { OriginTable } from './originTable';
import { SequenceInterner } from './sequenceInterner';

/** A header with a number for what it says but for the minutes. */
export interface KeyedHeader extends GoroutineHeader {
  readonly key: number;
}

interface OpenGroup {
  /** Of the first member. */
  readonly header: KeyedHeader;
  count: number;
  minutes: { min: number; max: number } | null;
  readonly ids: number[];
  /** Of `ids`, as far as any has minutes. */
  readonly minutesEach: number[];
  locked: number;
  /** Goroutines by the number of their chain of ancestors; null where the text has none. */
  origins: Map<number, number> | null;
}

/** Of a group, the most frequent. */
const maxOrigins = 8;

/** What a stack of no frames shares. */
const noFrames: readonly Frame[] = [];

/** Groups goroutines by state, whole stack, creator, labels and leak mark. Frames are named by their row in a table. */
export class GroupBuilder {
  private total = 0;
  private readonly frames: readonly Frame[];
  private readonly groups: OpenGroup[] = [];
  /** What makes a group: number of the header's key, row of the creator plus one, rows of the frames. */
  private readonly sequences = new SequenceInterner();
  private sequence = new Uint32Array(128);
  private length = 2;
  private readonly keyNumbers: Map<string, number>;
  private readonly origins: OriginTable;

  constructor(frames: readonly Frame[], keyNumbers = new Map<string, number>(), origins = new OriginTable(frames)) {
    this.frames = frames;
    this.keyNumbers = keyNumbers;
    this.origins = origins;
  }

  /** For the next dump of the same text: headers keep their numbers. */
  next(): GroupBuilder {
    return new GroupBuilder(this.frames, this.keyNumbers, this.origins);
  }

  get isEmpty(): boolean {
    return this.groups.length === 0;
  }

  /** Takes the next frame of the goroutine that `close` will count, leaf first. */
  addFrame(row: number): void {
    if (this.length === this.sequence.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.sequence);
      this.sequence = grown;
    }
    this.sequence[this.length] = row;
    this.length += 1;
  }

  /** Takes the next frame of the ancestors of that goroutine, the nearest first. They tell no groups apart. */
  addOrigin(row: number): void {
    this.origins.addFrame(row);
  }

  /** Counts one goroutine, with the frames added since the last call. `createdBy` is -1 when unknown. */
  closeOne(header: KeyedHeader, createdBy: number, id: number): void {
    const origin = this.origins.close();
    const group = this.close(header, createdBy);
    group.ids.push(id);
    if (header.minutes !== null) padTo(group.minutesEach, group.ids.length - 1).push(header.minutes);
    if (origin >= 0) {
      group.origins ??= new Map();
      group.origins.set(origin, (group.origins.get(origin) ?? 0) + 1);
    }
    if (header.isLocked) group.locked += 1;
  }

  /** Counts goroutines of one kind, with the frames added since the last call. `createdBy` is -1 when unknown. */
  close(header: KeyedHeader, createdBy: number, count = 1): OpenGroup {
    this.sequence[0] = header.key;
    this.sequence[1] = createdBy + 1;
    const group = this.sequences.intern(this.sequence, this.length);
    this.drop();
    this.total += count;
    const known = this.groups[group];
    if (known === undefined) {
      const minutes = span(null, header.minutes);
      const opened = { header, count, minutes, ids: [], minutesEach: [], locked: 0, origins: null };
      this.groups.push(opened);
      return opened;
    }
    known.count += count;
    if (header.minutes !== null) known.minutes = span(known.minutes, header.minutes);
    return known;
  }

  /** Forgets the frames added since the last call of `close`. */
  drop(): void {
    this.length = 2;
    this.origins.close();
  }

  /** Largest group first; groups of one size in the order of the text. */
  build(truncated: boolean): GoroutineDump {
    const groups = this.groups.map((group, at) => this.toGroup(group, at)).sort((a, b) => b.count - a.count);
    return { total: this.total, truncated, groups };
  }

  private toGroup(opened: OpenGroup, at: number): GoroutineGroup {
    const { header, count, minutes, ids, minutesEach, locked, origins } = opened;
    const { state, labels, leaked } = header;
    const [, creator = 0, ...rows] = this.sequences.get(at);
    const stack = rows.length === 0 ? noFrames : rows.flatMap((row) => this.frames[row] ?? []);
    const group = { count, state, minutes, stack, createdBy: this.frames[creator - 1] ?? null, labels, leaked };
    const named = {
      ...group,
      ...(ids.length > 0 && { ids }),
      ...(minutesEach.length > 0 && { minutesEach: padTo(minutesEach, ids.length) }),
      ...(origins !== null && { origins: this.originsOf(origins) }),
    };
    return locked === 0 ? named : { ...named, lockedToThread: locked };
  }

  private originsOf(counts: ReadonlyMap<number, number>): GoroutineOrigin[] {
    const most = [...counts].sort(([, one], [, other]) => other - one).slice(0, maxOrigins);
    return most.map(([chain, count]) => ({ count, stack: this.origins.stackOf(chain) }));
  }

  /** To be asked once for each header, because it makes text. */
  keyed(header: GoroutineHeader): KeyedHeader {
    const { state, leaked, labels } = header;
    const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
    const text = pairs.length === 0 && !leaked ? state : JSON.stringify([state, leaked, pairs]);
    const key = this.keyNumbers.get(text) ?? this.keyNumbers.size;
    this.keyNumbers.set(text, key);
    return { ...header, key };
  }
}

function padTo(minutes: number[], length: number): number[] {
  while (minutes.length < length) minutes.push(0);
  return minutes;
}

/** Minutes of a group: of those members for which the runtime prints any, which it does from one minute on. */
function span(known: OpenGroup['minutes'], minutes: number | null): OpenGroup['minutes'] {
  if (minutes === null) return known;
  if (known === null) return { min: minutes, max: minutes };
  return { min: Math.min(known.min, minutes), max: Math.max(known.max, minutes) };
}
