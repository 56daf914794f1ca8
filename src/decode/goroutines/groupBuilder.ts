import type { GoroutineDump, GoroutineGroup } from '../../shared/goroutine';
import type { Frame } from '../../shared/sourceLocation';
import type { GoroutineHeader } from './goroutineHeader';

interface OpenGroup {
  readonly header: GoroutineHeader;
  readonly stack: readonly Frame[];
  readonly createdBy: Frame | null;
  count: number;
  minutes: { min: number; max: number } | null;
}

/** Groups goroutines by state, whole stack, creator, labels and leak mark. Frames are named by their row in a table. */
export class GroupBuilder {
  private total = 0;
  private readonly frames: readonly Frame[];
  private readonly groups = new Map<string, OpenGroup>();
  private readonly headerKeys = new Map<GoroutineHeader, string>();

  constructor(frames: readonly Frame[]) {
    this.frames = frames;
  }

  /** Counts goroutines of one kind. `frames` are leaf first, `createdBy` is -1 when unknown. */
  add(header: GoroutineHeader, frames: readonly number[], createdBy: number, count = 1): void {
    this.total += count;
    const key = `${this.headerKey(header)}|${createdBy}|${frames.join(',')}`;
    const group = this.groups.get(key);
    if (group === undefined) {
      const stack = frames.flatMap((number) => this.frames[number] ?? []);
      const creator = this.frames[createdBy] ?? null;
      this.groups.set(key, { header, stack, createdBy: creator, count, minutes: span(null, header.minutes) });
    } else {
      group.count += count;
      group.minutes = span(group.minutes, header.minutes);
    }
  }

  /** Largest group first; groups of one size in the order of the text. */
  build(truncated: boolean): GoroutineDump {
    const groups = [...this.groups.values()].sort((a, b) => b.count - a.count).map(toGroup);
    return { total: this.total, truncated, groups };
  }

  /** Headers are shared objects, so their key is made once. */
  private headerKey(header: GoroutineHeader): string {
    const known = this.headerKeys.get(header);
    if (known !== undefined) return known;
    const labels = Object.entries(header.labels).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([header.state, header.leaked, labels]);
    this.headerKeys.set(header, key);
    return key;
  }
}

function toGroup({ header, stack, createdBy, count, minutes }: OpenGroup): GoroutineGroup {
  const { state, labels, leaked } = header;
  return { count, state, minutes, stack, createdBy, labels, leaked };
}

/** Minutes of a group: of those members for which the runtime prints any, which it does from one minute on. */
function span(known: OpenGroup['minutes'], minutes: number | null): OpenGroup['minutes'] {
  if (minutes === null) return known;
  if (known === null) return { min: minutes, max: minutes };
  return { min: Math.min(known.min, minutes), max: Math.max(known.max, minutes) };
}
