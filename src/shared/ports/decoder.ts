import type { PublishedBuild } from '../model/process/buildInfo';
import type { GcTrace } from '../model/process/gctrace';
import type { GoroutineDump, GoroutineText } from '../model/go/goroutine';
import type { MemoryStatistics } from '../model/process/memoryStatistics';
import type { Peeled, TextPages } from '../model/peeled';
import type { PartedBytes } from '../model/partedBytes';
import type { Profile } from '../model/profile';
import type { RuntimeMetrics } from '../model/process/runtimeMetrics';

/** Bytes → model. Pure; gzip is recognised by its magic bytes. @throws LeakLensError of kind `unreadable`, `cut-off` or `too-large`. */
export interface Decoder {
  /** Any format that pprof reads: profile.proto, and the older texts and binary files (`src/decode/formats/formats.ts`). */
  profile(bytes: Uint8Array, subject: string): Profile;
}

/**
 * Decodes a large message of pprof while it is read and inflated, so that it is never all in memory. Null for whatever is no such message as
 * nearly all are: `Decoder.profile` takes that as a whole, or says what it is.
 */
export type DecodeInParts = (input: PartedBytes, subject: string) => Promise<Profile | null>;

/** The same, and what only Go processes write. */
export interface GoDecoder extends Decoder {
  memoryStatistics(bytes: Uint8Array, subject: string): MemoryStatistics;
  /** What a service answers: one dump, as the runtime writes it. */
  goroutineDump(bytes: Uint8Array, subject: string): GoroutineDump;
  /** All dumps of a text as people have it: in a log, a crash, a list of leaks, of one service or several. */
  goroutineText(bytes: Uint8Array, subject: string): GoroutineText;
  /** What GODEBUG=gctrace=1 wrote, of any Go version, between other log lines. */
  gctrace(bytes: Uint8Array, subject: string): GcTrace;
  /** Profiles as text (heap?debug=1, goroutine?debug=1 …) in a text as people have it: of each service the last; empty without one. */
  loggedProfiles(bytes: Uint8Array, subject: string): readonly LoggedProfile[];
  /** The pages of memory statistics in a text as people have it, each of one service; what stands around them is taken off. */
  memoryPages(bytes: Uint8Array, subject: string): TextPages;
  /** Prometheus text with go_* and process_* metrics, expvar's /debug/vars, or the statistics at the end of heap?debug=1. */
  runtimeMetrics(bytes: Uint8Array, subject: string, instance?: string | null): RuntimeMetrics;
  /** What /debug/vars says of the build; null when it says nothing, or more than one thing. */
  publishedBuild(bytes: Uint8Array, subject: string): PublishedBuild | null;
}

/** A profile that stood in a log. */
export interface LoggedProfile {
  readonly profile: Profile;
  readonly peeled: Peeled;
  /** Empty where services are not told apart. */
  readonly service: string;
  /** How many of this service stood there: this is the last. */
  readonly count: number;
}
