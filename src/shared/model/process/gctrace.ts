import type { Peeled } from '../peeled';

/**
 * What `GODEBUG=gctrace=1` (and `scavtrace=1`) made a Go process write, of any Go version. The runtime prints whole
 * mebibytes, cut down, so that all bytes here are multiples of 1048576 (of 1024 in `ScavengeTrace`).
 */
export interface GcTrace {
  /** What the lines were taken out of. */
  readonly peeled: Peeled;
  readonly cycles: readonly GcCycle[];
  readonly scavenges: readonly Scavenge[];
  /** Lines that begin like a trace line but are cut or mixed with other output, so that they could not be read. */
  readonly damagedLines: number;
}

/** One collection, in the order of the text. Numbers start again at 1 when the log holds another process. */
export interface GcCycle {
  readonly number: number;
  /** Since the start of the process; null before Go 1.5, which does not tell. */
  readonly seconds: number | null;
  /** Heap when the cycle began. */
  readonly heapBefore: number;
  /** Heap when the cycle ended: what was allocated during the cycle is in it. */
  readonly heapAfter: number;
  /** What the cycle found alive. Before Go 1.5 the world stood still, so that this is `heapAfter`. */
  readonly live: number;
  /** Heap size at which the cycle was to be done; null before Go 1.5, and where no size was: GOGC=off. */
  readonly goal: number | null;
  /** Stacks and globals to be scanned, as the runtime estimated them; null before Go 1.18. */
  readonly stacks: number | null;
  readonly globals: number | null;
  /** Objects alive after the cycle; only Go before 1.5 tells. */
  readonly objects: number | null;
  /** By runtime.GC or debug.FreeOSMemory, or because two minutes had passed without a collection. */
  readonly forced: boolean;
  /** Wall time of the phases in ms, in their order: three since Go 1.6, five in 1.5, three or four before. */
  readonly phaseMillis: readonly number[];
  /** Which service of the text it is of; empty where they are not told apart. */
  readonly service: string;
  /** GOMAXPROCS since Go 1.5, the number of collecting threads before. */
  readonly processors: number;
}

/** Memory handed back to the operating system. */
export type Scavenge = ScavengeReport | ScavengeTrace;

/** `scvg…` lines of gctrace=1, up to Go 1.15. */
export interface ScavengeReport {
  readonly kind: 'report';
  /** Count of the periodic scavenger; null for one that debug.FreeOSMemory forced, or where the text has no number. */
  readonly number: number | null;
  /** Handed back by this one; 0 where the text says nothing of it. */
  readonly releasedNow: number;
  readonly inuse: number;
  readonly idle: number;
  readonly sys: number;
  /** Handed back in total, out of `idle`. */
  readonly released: number;
  /** Taken from the operating system and kept: `sys` less `released`. */
  readonly consumed: number;
}

/** `scav` lines of scavtrace=1, since Go 1.15. */
export interface ScavengeTrace {
  readonly kind: 'trace';
  /** Handed back since the last line. */
  readonly releasedNow: number;
  /** Handed back in total. */
  readonly released: number;
  /** Share of the kept heap memory in use, 0 to 1. */
  readonly utilisation: number;
  readonly forced: boolean;
}
