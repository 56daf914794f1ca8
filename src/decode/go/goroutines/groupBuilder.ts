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
  ids: number[];
  /** Of `ids`, where they are not all those of the header. */
  minutesEach: number[] | null;
  locked: number;
  /** Goroutines by the number of their chain of ancestors; null where the text has none. */
  origins: Map<number, number> | null;
}

/** Of a group, the most frequent. */
const maxOrigins = 8;

/** What a stack of no frames shares. */
const noFrames: readonly Frame[] = [];

/** What groups share of which no goroutine is known: most groups have one, and an array that grows has room for seventeen. */
const noIds: number[] = [];

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
    noteMember(group, id, header.minutes);
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
      const opened = { header, count, minutes, ids: noIds, minutesEach: null, locked: 0, origins: null };
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

  private toGroup(
    { header, count, minutes, ids, minutesEach, locked, origins }: OpenGroup,
    at: number,
  ): GoroutineGroup {
    const { state, labels, leaked } = header;
    const sequence = this.sequences.get(at);
    const createdBy = this.frames[(sequence[1] ?? 0) - 1] ?? null;
    const group = { count, state, minutes, stack: this.stackOf(sequence), createdBy, labels, leaked };
    const named = ids === noIds ? group : { ...group, ids };
    if (minutesEach === null && header.minutes === null && origins === null && locked === 0) return named;
    return {
      ...named,
      ...(ids !== noIds && minutesOf({ header, ids, minutesEach })),
      ...(origins !== null && { origins: this.originsOf(origins) }),
      ...(locked > 0 && { lockedToThread: locked }),
    };
  }

  /** Behind the number of the header and the creator's row. */
  private stackOf(sequence: Uint32Array): readonly Frame[] {
    if (sequence.length === 2) return noFrames;
    const stack: Frame[] = [];
    for (let at = 2; at < sequence.length; at += 1) {
      const frame = this.frames[sequence[at] ?? 0];
      if (frame !== undefined) stack.push(frame);
    }
    return stack;
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

function noteMember(group: OpenGroup, id: number, minutes: number | null): void {
  if (group.ids === noIds) {
    group.ids = [id];
    return;
  }
  if (group.minutesEach === null && minutes !== group.header.minutes)
    group.minutesEach = group.ids.map(() => group.header.minutes ?? 0);
  group.ids.push(id);
  group.minutesEach?.push(minutes ?? 0);
}

function minutesOf({ header, ids, minutesEach }: Pick<OpenGroup, 'header' | 'ids' | 'minutesEach'>) {
  if (minutesEach !== null) return { minutesEach };
  const { minutes } = header;
  return minutes === null ? {} : { minutesEach: ids.map(() => minutes) };
}

/** Minutes of a group: of those members for which the runtime prints any, which it does from one minute on. */
function span(known: OpenGroup['minutes'], minutes: number | null): OpenGroup['minutes'] {
  if (minutes === null) return known;
  if (known === null) return { min: minutes, max: minutes };
  return { min: Math.min(known.min, minutes), max: Math.max(known.max, minutes) };
}
