// Series with a known truth, seeded: what counts of goroutines and bytes of a line look like over a watch.

/** A seeded source of chance (mulberry32). */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 to 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.next();
  }

  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.whole(0, choices.length - 1)]!;
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    let product = this.next();
    let events = 0;
    for (const limit = Math.exp(-mean); product > limit; events += 1) product *= this.next();
    return events;
  }
}

/** The moments of one watch. */
export interface Watch {
  readonly seconds: number;
  readonly everySeconds: number;
}

export type Shape = (chance: Chance, watch: Watch) => number[];

function moments({ seconds, everySeconds }: Watch): number[] {
  return Array.from({ length: Math.floor(seconds / everySeconds) + 1 }, (_, nth) => nth * everySeconds);
}

/** Goroutine counts of programs in health. */
export const healthyCounts: Readonly<Record<string, Shape>> = {
  'a pool of fixed size': (chance, watch) => {
    const size = chance.whole(1, 2000);
    return moments(watch).map(() => size);
  },
  'a pool whose idle workers tremble': (chance, watch) => {
    const size = chance.whole(5, 500);
    return moments(watch).map(() => Math.max(0, size - chance.poisson(size * 0.1)));
  },
  'requests in flight at constant load': (chance, watch) => {
    const mean = chance.between(1, 300);
    return moments(watch).map(() => chance.poisson(mean));
  },
  'tides of load': (chance, watch) => {
    const mean = chance.between(20, 300);
    const period = chance.between(30, 1200);
    const phase = chance.between(0, 2 * Math.PI);
    return moments(watch).map((at) => chance.poisson(mean * (1 + 0.7 * Math.sin(phase + (2 * Math.PI * at) / period))));
  },
  'a ramp that reaches its level': (chance, watch) => {
    const level = chance.whole(10, 500);
    const end = watch.seconds * chance.between(0.1, 0.5);
    return moments(watch).map((at) => Math.round(level * Math.min(1, at / end)));
  },
  'a ramp of load with its noise, that reaches its level': (chance, watch) => {
    const level = chance.between(10, 300);
    const end = watch.seconds * chance.between(0.1, 0.6);
    return moments(watch).map((at) => chance.poisson(level * Math.min(1, at / end)));
  },
  'a pool that was resized': (chance, watch) => {
    const steps = Array.from({ length: chance.whole(1, 2) }, () => chance.between(0, watch.seconds));
    const each = chance.whole(2, 100);
    return moments(watch).map((at) => each * (1 + steps.filter((step) => step <= at).length));
  },
  'bursts that drain': (chance, watch) => {
    const every = chance.between(5, 40);
    const size = chance.whole(20, 500);
    const drain = chance.between(1, every * 0.9);
    return moments(watch).map((at) => Math.round(size * Math.max(0, 1 - (at % every) / drain)));
  },
  'a queue that fills and is flushed': (chance, watch) => {
    const every = chance.between(4, watch.seconds / 3);
    const rate = chance.between(0.5, 20);
    const phase = chance.between(0, every);
    return moments(watch).map((at) => Math.round(rate * ((at + phase) % every)));
  },
  'a pool that wanders between its bounds': (chance, watch) => {
    const most = chance.whole(5, 100);
    let size = chance.whole(0, most);
    return moments(watch).map(() => {
      size = Math.min(most, Math.max(0, size + chance.whole(-2, 2)));
      return size;
    });
  },
  'a restart': (chance, watch) => {
    const level = chance.whole(10, 300);
    const at = watch.seconds * chance.between(0.2, 0.6);
    const filled = watch.seconds * chance.between(0.02, 0.2);
    return moments(watch).map((now) => (now < at ? level : Math.round(level * Math.min(1, (now - at) / filled))));
  },
  'load that goes down': (chance, watch) => {
    const from = chance.between(20, 300);
    return moments(watch).map((at) => chance.poisson(from * (1 - (0.8 * at) / watch.seconds)));
  },
};

/** Goroutine counts of programs that leak; at least a dozen over the watch. */
export const leakingCounts: Readonly<Record<string, Shape>> = {
  'one by one': (chance, watch) => {
    const rate = chance.between(12, 600) / watch.seconds;
    const base = chance.whole(0, 50);
    return moments(watch).map((at) => base + Math.floor(rate * at));
  },
  'at random moments': (chance, watch) => {
    const rate = chance.between(25, 600) / watch.seconds;
    let count = chance.whole(0, 50);
    return moments(watch).map(() => (count += chance.poisson(rate * watch.everySeconds)));
  },
  'a batch with every job': (chance, watch) => {
    const every = watch.seconds / chance.whole(6, 12);
    const each = chance.whole(2, 30);
    return moments(watch).map((at) => each * Math.floor(at / every));
  },
  'among goroutines that pass through': (chance, watch) => {
    const rate = chance.between(60, 600) / watch.seconds;
    let count = chance.whole(0, 20);
    return moments(watch).map(() => {
      count += chance.poisson(rate * watch.everySeconds);
      return count + Math.min(2, chance.poisson(0.3));
    });
  },
  'faster and faster': (chance, watch) => {
    const most = chance.between(40, 800);
    return moments(watch).map((at) => Math.round(most * (at / watch.seconds) ** 1.5));
  },
};

const mebibyte = 1024 * 1024;
export const samplingPeriod = 512 * 1024;

/** Bytes that a line truly holds, and the share of them that is replaced between two looks. */
export interface TrueBytes {
  readonly bytes: readonly number[];
  readonly churn: number;
  readonly objectBytes: number;
}

export type LiveShape = (chance: Chance, watch: Watch) => TrueBytes;

const objectSize = (chance: Chance) => chance.pick([64, 256, 1024, 4096, 32_768, 200_000]);

/** Bytes of lines in health. */
export const healthyBytes: Readonly<Record<string, LiveShape>> = {
  'a cache of constant size that turns over': (chance, watch) => {
    const level = chance.between(1, 200) * mebibyte;
    return { bytes: moments(watch).map(() => level), churn: chance.between(0, 1), objectBytes: objectSize(chance) };
  },
  'a small cache that turns over slowly': (chance, watch) => {
    const level = chance.between(1, 8) * mebibyte;
    return {
      bytes: moments(watch).map(() => level),
      churn: chance.between(0.01, 0.2),
      objectBytes: objectSize(chance),
    };
  },
  'a cache that fills, then stands': (chance, watch) => {
    const level = chance.between(5, 200) * mebibyte;
    const end = watch.seconds * chance.between(0.1, 0.5);
    const bytes = moments(watch).map((at) => level * Math.min(1, at / end));
    return { bytes, churn: chance.between(0, 0.3), objectBytes: objectSize(chance) };
  },
  'a cache that fills with ever fewer misses': (chance, watch) => {
    const level = chance.between(5, 200) * mebibyte;
    const half = watch.seconds * chance.between(0.03, 0.16);
    const bytes = moments(watch).map((at) => level * (1 - Math.exp(-at / half)));
    return { bytes, churn: chance.between(0, 0.3), objectBytes: objectSize(chance) };
  },
  'a buffer that fills and is written out': (chance, watch) => {
    const every = chance.between(3, watch.seconds / 3);
    const most = chance.between(2, 100) * mebibyte;
    const phase = chance.between(0, every);
    const bytes = moments(watch).map((at) => (most * ((at + phase) % every)) / every);
    return { bytes, churn: 1, objectBytes: objectSize(chance) };
  },
  'requests in flight': (chance, watch) => {
    const mean = chance.between(2, 200);
    const each = (chance.between(0.05, 1) * mebibyte) / 2;
    return { bytes: moments(watch).map(() => chance.poisson(mean) * each), churn: 1, objectBytes: objectSize(chance) };
  },
  'a step: a table was loaded': (chance, watch) => {
    const at = chance.between(0, watch.seconds);
    const level = chance.between(1, 300) * mebibyte;
    const bytes = moments(watch).map((now) => (now >= at ? level : 0));
    return { bytes, churn: 0, objectBytes: objectSize(chance) };
  },
  'a store that wanders between its bounds': (chance, watch) => {
    const most = chance.between(5, 100) * mebibyte;
    let level = chance.between(0, most);
    const bytes = moments(watch).map(() => {
      level = Math.min(most, Math.max(0, level + most * chance.between(-0.1, 0.1)));
      return level;
    });
    return { bytes, churn: 0.5, objectBytes: objectSize(chance) };
  },
  'tides of load': (chance, watch) => {
    const mean = chance.between(5, 100) * mebibyte;
    const period = watch.seconds * chance.between(0.2, 0.7);
    const phase = chance.between(0, 2 * Math.PI);
    const bytes = moments(watch).map((at) => mean * (1 + 0.6 * Math.sin(phase + (2 * Math.PI * at) / period)));
    return { bytes, churn: 1, objectBytes: objectSize(chance) };
  },
};

/** What another line of the process leaks, bytes: the collector's goal rises by it. */
export function leakBeside(chance: Chance, watch: Watch): number[] {
  const growth = chance.between(2, 60) * mebibyte;
  return moments(watch).map((at) => (growth * at) / watch.seconds);
}

/** Lines that leak so little that a profile has some ten samples of them, in objects that are small beside its period. */
export const slowlyLeakingBytes: Readonly<Record<string, LiveShape>> = {
  'some ten samples': (chance, watch) => {
    const growth = chance.between(4, 8) * mebibyte;
    const bytes = moments(watch).map((at) => (growth * at) / watch.seconds);
    return { bytes, churn: 0, objectBytes: chance.pick([64, 1024, 16_384]) };
  },
};

/** Bytes of lines that leak, well above what sampling can tell. */
export const leakingBytes: Readonly<Record<string, LiveShape>> = {
  steadily: (chance, watch) => {
    const growth = chance.between(16, 300) * mebibyte;
    const bytes = moments(watch).map((at) => (growth * at) / watch.seconds);
    return { bytes, churn: 0, objectBytes: objectSize(chance) };
  },
  'on top of what is needed': (chance, watch) => {
    const growth = chance.between(24, 300) * mebibyte;
    const base = chance.between(1, 16) * mebibyte;
    const bytes = moments(watch).map((at) => base + (growth * at) / watch.seconds);
    return { bytes, churn: 0.02, objectBytes: objectSize(chance) };
  },
  'with every job': (chance, watch) => {
    const every = watch.seconds / chance.whole(8, 15);
    const each = chance.between(3, 30) * mebibyte;
    const bytes = moments(watch).map((at) => each * Math.floor(at / every));
    return { bytes, churn: 0, objectBytes: objectSize(chance) };
  },
};

/**
 * What heap profiles show of true bytes: each object is sampled once, when it is made, with probability 1−e^(−size/period),
 * stays sampled until it goes, and counts for all its like.
 */
export function asSampled(truth: TrueBytes, chance: Chance): number[] {
  return asProfiled(truth, chance).map(({ held }) => held);
}

/** … and what they show of all that was ever allocated there. */
export function asProfiled(
  { bytes, churn, objectBytes }: TrueBytes,
  chance: Chance,
): { readonly held: number; readonly allocated: number }[] {
  const probability = -Math.expm1(-objectBytes / samplingPeriod);
  let sampled = 0;
  let ever = 0;
  let before = 0;
  return bytes.map((now) => {
    const kept = Math.min(before * (1 - churn), now);
    const came = chance.poisson(((now - kept) / objectBytes) * probability);
    sampled = (before === 0 ? 0 : binomial(sampled, kept / before, chance)) + came;
    ever += came;
    before = now;
    return { held: (sampled / probability) * objectBytes, allocated: (ever / probability) * objectBytes };
  });
}

function binomial(count: number, probability: number, chance: Chance): number {
  if (probability >= 1) return count;
  if (count > 50) {
    const deviation = Math.sqrt(count * probability * (1 - probability));
    return Math.min(count, Math.max(0, Math.round(count * probability + deviation * chance.normal())));
  }
  let hits = 0;
  for (let trial = 0; trial < count; trial += 1) if (chance.next() < probability) hits += 1;
  return hits;
}
