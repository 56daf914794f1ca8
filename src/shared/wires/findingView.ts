import type { Confidence, FindingKind, FindingStatus, ProbeName } from '../model/finding';
import type { ProbeWords } from '../model/probeWords';
import type { FindingStage } from '../model/findingStage';

/** A place in a document as it stands in the editor now. */
export interface PlaceView {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  /** For a person: `gateway.go:38`. */
  readonly label: string;
}

export interface RelatedView {
  readonly place: PlaceView;
  /** What it is to the finding, in words: `starts the goroutines`. */
  readonly role: string;
  /** The function that it is in, as a person writes it. */
  readonly functionName: string;
}

/** Something that costs a service more than a read. */
export interface ProbeView extends ProbeWords {
  readonly probe: ProbeName;
}

/** A finding as every view shows it: worded by the engine, in the person's language. */
export interface FindingView {
  readonly id: string;
  readonly kind: FindingKind;
  readonly confidence: Confidence;
  readonly confidenceText: string;
  readonly status: FindingStatus | null;
  /** Where it is in its life, and whether its service answers. */
  readonly stage: FindingStage;
  /** That it is ignored and until when, else where it is in its life, or against the baseline; empty where its title says all. */
  readonly statusText: string;
  /** One line that stands alone. */
  readonly title: string;
  /** For a row that says the place and how sure it is by itself: `1,119 stuck ↑296/min`. */
  readonly row: string;
  /** Bytes that go with it; 0 when unknown. For sorting by harm. */
  readonly heldBytes: number;
  /** Null for a finding about the whole process, or in a file that is not in the workspace. */
  readonly place: PlaceView | null;
  /** The function, as a person writes it; empty for a process. */
  readonly functionName: string;
  /** `1 of 3 replicas`; empty or absent for a service by itself. */
  readonly replicas?: string;
  /** Sentences, in the order in which to read them. */
  readonly evidence: readonly string[];
  readonly advice: string;
  /** What to do alone: a fix that can be made by itself, else the end of the advice; empty where there is nothing to do. */
  readonly cure: string;
  readonly related: readonly RelatedView[];
  /** What can be tried at the service to know more, each at a cost that a person has to agree to; absent where nothing. */
  readonly probes?: readonly ProbeView[];
  /** Who holds its memory can be asked: its process may be one of this machine. */
  readonly canAskHolders?: boolean;
  /** ms since 1970 and value. */
  readonly trend: readonly (readonly [atMillis: number, value: number])[];
  /** Its first and last value in words, the unit with the last: `12`, `1,204 goroutines`; null without a trend. */
  readonly trendEnds: { readonly from: string; readonly to: string } | null;
  /** The reason why a person ignores it; null when nobody does. */
  readonly ignored: string | null;
}

/** A finding that a rule ignores, whether a connected service has it now or not. */
export interface IgnoredView {
  /** Of the finding. */
  readonly id: string;
  readonly reason: string;
  /** ISO date until which it is ignored, inclusive; null for ever. */
  readonly until: string | null;
  /** In the words of the views; null while no connected service has it. */
  readonly title: string | null;
}

/** All findings of one target, worst first. */
export interface TargetFindings {
  readonly targetId: string;
  readonly targetName: string;
  readonly findings: readonly FindingView[];
  /** When the baseline was set, ms since 1970; null without one. */
  readonly baselineSetAtMillis: number | null;
}
