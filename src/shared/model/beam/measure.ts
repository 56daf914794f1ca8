import type { Course, FindingKind } from '../finding';
import type { FunctionName, NodeProcess } from './nodeProcess';

/** A number of a node that may grow, at one moment: messages of one mailbox, bytes of one table. */
export interface Measure {
  readonly kind: FindingKind;
  /** Tells it apart from the others of its kind in this life of the node: a pid, the name of a table. */
  readonly key: string;
  readonly value: number;
  /** Nobody knows it anew: it is as it was when it could be told last. */
  readonly isOld?: boolean;
  readonly unit: 'monitors' | 'processes' | 'messages' | 'bytes' | 'atoms' | 'ports' | 'timers';
  /** What a person calls it: a registered name, else what it was started for. */
  readonly name: string;
  /** The process that it is about, as it was seen last; null where it is about none. */
  readonly process: NodeProcess | null;
  /** What goes with it at the other end: who is monitored; empty where there is none. */
  readonly other: string;
  /** The process at that end, where it was looked at. */
  readonly otherProcess: NodeProcess | null;
  /** For monitors: most of them are of another node. */
  readonly isRemote: boolean;
  /** At how many the node dies or refuses; null where nothing is limited. */
  readonly limit: number | null;
  /** Who makes what grows, by the allocators' own tags; absent where the node has none, or they do not agree on one. */
  readonly maker?: TaggedMaker;
}

/** Of the binaries that the tables of a node hold: they are measured as one. */
export const tablesKey = 'tables';

/** A function by which the allocators of a node with `+Muatags code` tag what it allocated. */
export interface TaggedMaker {
  readonly by: FunctionName;
  /** Of the kind that grows, there now. */
  readonly blocks: number;
  /** How many more they are than when the tags were read first. */
  readonly grown: number;
}

/** What the judge thinks of a measure, before it has a place in the source. */
export interface MeasureVerdict {
  readonly measure: Measure;
  readonly confidence: 'probable' | 'possible';
  readonly before: number;
  readonly watchedSeconds: number;
  readonly perMinute: number;
  readonly lateShare: number;
  readonly rounds: number;
  readonly firstSeenMillis: number;
  /** All of it is still there, and it has not grown of late. */
  readonly stands: boolean;
  /** What there was before it was all gone; null for what is there. */
  readonly fixedFrom: number | null;
  readonly points: readonly { readonly atMillis: number; readonly value: number }[];
  /** Where it is in its life, and since when. */
  readonly standing: MeasureStanding;
  readonly sinceMillis: number;
  readonly steps: Course['steps'];
}

export type MeasureStanding = 'possible' | 'growing' | 'stands' | 'fixed';

/** What was told of a measure as probable. */
export interface ToldMeasure {
  /** What there was before it grew, and most since. */
  readonly before: number;
  readonly peak: number;
  readonly grewAtMillis: number;
  /** When it was seen to be gone; null for what is there. */
  readonly goneAtMillis: number | null;
  /** What it was and when, oldest first; the newest few. */
  readonly steps: Course['steps'];
}

/** A measure that was told, for another watch of the same life of a node to go on with. */
export interface RememberedMeasure {
  readonly measure: Measure;
  readonly told: ToldMeasure;
  readonly points: readonly (readonly [atMillis: number, value: number])[];
}
