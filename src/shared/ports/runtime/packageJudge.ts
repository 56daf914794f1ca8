import type { Finding } from '../../model/finding';
import type { GoroutineDump } from '../../model/go/goroutine';
import type { Profile } from '../../model/profile';
import type { VerdictThresholds } from '../../model/verdictThresholds';
import type { ResolveFile } from './analyser';
import type { SourceKnowledge, SourceQuestions } from './judge';

/** What the tests of a package have left behind, decoded. */
export interface PackageObservation {
  readonly atMillis: number;
  /** Before the first test. */
  readonly before: GoroutineDump;
  /** After the last, with ancestors. */
  readonly dump: GoroutineDump;
  /** The same as a profile. */
  readonly goroutines: Profile;
  readonly heapBefore: Profile | null;
  readonly heapAfter: Profile | null;
  readonly leaked: Profile | null;
  /** How long goroutines had for their end. */
  readonly waitedSeconds: number;
}

export interface PackageVerdicts {
  /** Lines whose source would sharpen the verdicts. */
  questions(thresholds: VerdictThresholds): SourceQuestions;
  /** Worst first. */
  findings(knowledge: SourceKnowledge, thresholds: VerdictThresholds): readonly Finding[];
}

/** Judges what the tests of one package have left behind. Pure. */
export type PackageJudge = (observation: PackageObservation, resolve: ResolveFile) => PackageVerdicts;
