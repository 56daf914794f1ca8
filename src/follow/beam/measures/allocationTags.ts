import type { Measure, TaggedMaker } from '../../../shared/model/beam/measure';
import type { Asker } from '../questions/ask';
import { readTags, type TagCounts } from '../questions/readTags';

/** What lies in memory of each kind, as erl_alloc.types of the runtime calls it. Nothing of the others is tagged with who made it. */
const typesOf: Readonly<Record<string, readonly string[]>> = {
  'monitor-leak': ['monitor', 'monitor_extended'],
  'ets-growth': ['db_term'],
  'binary-growth': ['binary'],
  'atom-growth': ['atom_entry'],
  'process-growth': ['proc'],
  'timer-growth': ['bif_timer'],
};

/** The node reads all its blocks for an answer: it is asked so rarely that this is half a percent of one core. */
const pausePerMillis = 200;

/** What is counted in blocks must agree with them within a half; of what is counted in bytes, one function must have made most. */
const shares = { least: 0.5, most: 1.5, ofBytes: 0.6 } as const;
const leastBlocks = 10;

interface Baseline {
  readonly value: number;
  readonly tags: TagCounts;
}

/** Who makes what grows, by the allocators' own tags, in a node that was started with them. */
export class AllocationTags {
  private readonly first = new Map<string, Baseline>();
  private tags: TagCounts | null = null;
  private isOff = false;
  private askAtMillis = 0;

  /** Asks for the tags when it is time to. @returns the measures, each with its maker where the tags agree on one */
  async made(ask: Asker, atMillis: number, measures: readonly Measure[]): Promise<readonly Measure[]> {
    await this.read(ask, atMillis);
    const { tags } = this;
    return tags === null ? measures : measures.map((measure) => this.withMaker(measure, tags));
  }

  private async read(ask: Asker, atMillis: number): Promise<void> {
    if (this.isOff || atMillis < this.askAtMillis) return;
    const { millis } = ask.cost;
    this.tags = await readTags(ask);
    this.isOff = this.tags === null;
    this.askAtMillis = atMillis + (ask.cost.millis - millis) * pausePerMillis;
  }

  private withMaker(measure: Measure, tags: TagCounts): Measure {
    const types = typesOf[measure.kind];
    if (types === undefined) return measure;
    const key = `${measure.kind} ${measure.key}`;
    const base = this.first.get(key);
    if (base === undefined) {
      this.first.set(key, { value: measure.value, tags });
      return measure;
    }
    const maker = makerOf(measure, types, base, tags);
    return maker === null ? measure : { ...measure, maker };
  }
}

function makerOf(measure: Measure, types: readonly string[], base: Baseline, tags: TagCounts): TaggedMaker | null {
  const grown = types
    .flatMap((type) => grownOf(type, base.tags, tags))
    .filter((one) => one.grown > 0)
    .sort((a, b) => b.grown - a.grown);
  const [top] = grown;
  if (top === undefined || top.grown < leastBlocks) return null;
  if (measure.unit === 'bytes') {
    const all = grown.reduce((sum, one) => sum + one.grown, 0);
    return top.grown >= all * shares.ofBytes ? top : null;
  }
  const growth = measure.value - base.value;
  const distance = (one: TaggedMaker) => Math.abs(one.grown - growth);
  const nearest = grown.reduce((best, one) => (distance(one) < distance(best) ? one : best), top);
  const agrees = nearest.grown >= growth * shares.least && nearest.grown <= growth * shares.most;
  return agrees && nearest.grown >= leastBlocks ? nearest : null;
}

function grownOf(type: string, before: TagCounts, now: TagCounts): TaggedMaker[] {
  const earlier = before.get(type);
  return [...(now.get(type) ?? [])].map(([name, { by, count }]) => ({
    by,
    blocks: count,
    grown: count - (earlier?.get(name)?.count ?? 0),
  }));
}
