import type { ArchiveLabels } from '../../model/archive/archive';
import type { ConnectParams } from '../../model/engineRequests';
import type { Baseline, Finding, IgnoreRule } from '../../model/finding';
import type { HavingReplicas, WatchedFleet } from '../../model/replica';
import type { Capabilities } from '../../model/target/capabilities';
import type { PollCost, PollPace } from '../../model/target/pollPace';
import type { Outlook, SeriesLimit } from '../../model/series/outlook';
import type { SeriesPoint } from '../../model/series/series';
import type { Target } from '../../model/target/target';
import type { Grown } from '../../model/told';
import type { ProfileBytes } from './profileViewer';

/** A service to be watched for a time. */
export interface WatchRequest {
  readonly target: ConnectParams;
  readonly durationMillis: number;
  /** Wished between polls; longer where they would cost the service too much. */
  readonly intervalMillis: number;
  /** What the findings are compared with; null for nothing. */
  readonly baseline: Baseline | null;
  readonly progress: (news: WatchNews) => void;
  /** The first and the last heap profile of the polls are wanted, too. */
  readonly keepsHeaps?: boolean;
  /** The IP address at which the host is asked, of those that it has; absent for whichever answers. */
  readonly address?: string;
}

/** Replicas of one service, each to be watched alone. */
export interface FleetRequest {
  /** What they are together; null where nothing but their addresses says. */
  readonly service: string | null;
  readonly replicas: readonly WatchRequest[];
}

/** Heap profiles that the polls of a watch fetched anyway, both of one process. */
export interface WatchedHeaps {
  /** Null where there was but one. */
  readonly first: ProfileBytes | null;
  readonly last: ProfileBytes;
}

/** How far a watch is. */
export type WatchNews =
  | { readonly kind: 'polled'; readonly polls: number; readonly elapsedMillis: number; readonly point: SeriesPoint }
  /** A replica in an archive is looked at; the point is its newest. */
  | {
      readonly kind: 'replica';
      readonly name: string;
      readonly at: number;
      readonly of: number;
      readonly point: SeriesPoint;
    }
  /** The service did not answer, and is asked again. */
  | { readonly kind: 'silent'; readonly targetName: string };

/** How a watch came to its end. */
export type WatchEnding =
  | 'complete'
  /** The person stopped it. */
  | 'interrupted'
  /** The service answers no more. */
  | 'lost'
  /** Several processes answer in turns: no verdict holds, and none is told. */
  | 'mixed';

/** A finding, and the rule that silences it. */
export interface WatchedFinding {
  readonly finding: Finding;
  /** In force, of the nearest ignore file; null when nobody ignores the finding. */
  readonly ignoredBy: IgnoreRule | null;
  /** Absent where one process was watched. */
  readonly replicas?: HavingReplicas;
}

/** A service whose history an archive keeps. */
export interface HistoryRequest {
  /** Its `url` is an archive's address with a service. */
  readonly target: ConnectParams;
  /** How far back. */
  readonly sinceMillis: number;
  readonly baseline: Baseline | null;
  readonly progress: (news: WatchNews) => void;
}

/** What a watch has gathered when it ends. */
export interface Watched {
  readonly target: Target;
  /** Id of the target's runtime. */
  readonly runtime: string;
  readonly startedAtMillis: number;
  readonly endedAtMillis: number;
  readonly ending: WatchEnding;
  /** Why the service counts as lost, or as several; null when it does not. */
  readonly failure: unknown;
  readonly polls: number;
  readonly restarts: number;
  /** Of all polls together. */
  readonly cost: PollCost;
  /** Of the last poll; null when none succeeded. */
  readonly pace: PollPace | null;
  /** What the service offered at the last poll that succeeded. */
  readonly capabilities: Capabilities;
  readonly points: readonly SeriesPoint[];
  /** What names the version that was watched last, as labels of replicas do; absent where nothing does. */
  readonly labels?: ArchiveLabels;
  /** What of the last poll that succeeded must stay below which limit. */
  readonly limits: readonly SeriesLimit[];
  /** When it reaches them, as far as that can be foreseen. */
  readonly outlooks: readonly Outlook[];
  /** Of the last poll that succeeded, and what earlier processes leaked, worst first; compared with the baseline. */
  readonly findings: readonly WatchedFinding[];
  /** What was probable or proven meanwhile and is told no more, with what became of it. */
  readonly takenBack: readonly Finding[];
  /** What grew up to the last poll that succeeded and is no finding. */
  readonly grown: readonly Grown[];
  /** Null where nobody wanted them, or there were none. */
  readonly heaps: WatchedHeaps | null;
  /** Absent where one process was watched. The findings then are of the replica where each is worst. */
  readonly fleet?: WatchedFleet;
  /** The findings as a baseline for a later watch. */
  readonly asBaseline: Baseline;
}
