import type { Holder } from './holder';
import type { KeeperBound } from './keeperBound';
import type { SourceFix } from './sourceFix';
import type { ResolvedSite, Site } from './sourceLocation';

/** What is wrong, or what a number that looks wrong really is: `goroutine-leak`. Which ones there are is the runtime's business. */
export type FindingKind = string;

/** Small letters and dashes. */
export function isFindingKind(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,59}$/.test(text);
}

/** What is true of one kind of finding. */
export interface FindingSpec {
  readonly kind: FindingKind;
  /** It tells where memory went that is no leak: it never fails a watch, and is no rule that anybody breaks. */
  readonly isExplanation: boolean;
  /** Of its amount. */
  readonly unit: AmountUnit;
}

/** Bytes, or what is counted: `goroutines`. */
export type AmountUnit = string;

/** How sure LeakLens is, surest first. */
export const confidences = ['proven', 'probable', 'possible', 'info'] as const;
export type Confidence = (typeof confidences)[number];

/** A site of a finding. `file` is as the binary records it; `path` is the local file, null outside the workspace. */
export interface FindingSite extends Site {
  readonly path: string | null;
}

/** A place that has to do with a finding. */
export interface RelatedSite extends FindingSite {
  readonly role: SiteRole;
}

/** What a place has to do with a finding: `spawn`, `allocation`. Which roles there are is the runtime's business. */
export type SiteRole = string;

/** What becomes of something that a library made for the program, at the line that made it. */
export type OpenedFate =
  /** Nothing gives it back, on any path. */
  | 'never'
  /** Some paths give it back, and one certainly does not. */
  | 'path'
  /** Somebody else has it as well, or the text does not tell. */
  | 'unknown'
  /** Every path gives it back. */
  | 'closed';

/** What the line of a finding opened, where a library's goroutines or memory belong to it. */
export interface OpenedResource {
  /** Entry of the table of libraries; empty where the library's own source told. */
  readonly resource: string;
  /** What a person calls it: `connection`. The runtime's words have the names. */
  readonly noun: string;
  /** The call as written, without its arguments: `client.Do`. */
  readonly call: string;
  /** What gives it back: `Close`; `()` for a function that is called; empty where nothing does. */
  readonly closer: string;
  /** A context that it is given ends it, too. */
  readonly byContext: boolean;
  /** The call that gives it back, as it would be written here: `rows.Close()`. */
  readonly release: string;
  readonly fate: OpenedFate;
  /** For `path`: the line that leaves it open. */
  readonly missingLine: number | null;
  /** One is meant to be made and kept. */
  readonly lasting: boolean;
  /** Where the library's goroutines wait for it; null for memory. */
  readonly waitsAt: FindingSite | null;
}

/** What a number of the evidence is about: `watched`. Each runtime has its own, with their sentences in its words. */
export type EvidenceName = string;

export type EvidenceUnit =
  | 'goroutines'
  | 'bytes'
  | 'objects'
  | 'per-minute'
  | 'bytes-per-minute'
  | 'seconds'
  | 'minutes'
  | 'millis'
  | 'ratio'
  | 'count'
  | 'none'
  /** What else a runtime counts. */
  | (string & Record<never, never>);

export interface Evidence {
  readonly name: EvidenceName;
  readonly value: number;
  readonly unit: EvidenceUnit;
}

/** What speaks against a verdict, or for a lower one: `short`. Each runtime has its own, with their sentences in its words. */
export type Doubt = string;

/** Where a verdict is in its life. */
export type Standing =
  | 'possible'
  /** Probable or proven, and grows. */
  | 'growing'
  /** Probable or proven, all of it still there, and has not grown since. */
  | 'stands'
  /** It was probable or proven, and evidence of another kind has taken that back. */
  | 'withdrawn'
  /** It is told as part of another finding. */
  | 'merged'
  /** Its goroutines wait on another line now, whose finding goes on with it. */
  | 'moved'
  | 'fixed'
  /** It was fixed and grows again; no verdict can be given on that yet. */
  | 'again'
  /** Tests that are over have left it behind: nobody looked before. */
  | 'left'
  /** It was found in an earlier process, and this one has not been watched for long enough to tell. */
  | 'earlier';

/** The life of a verdict so far. */
export interface Course {
  readonly standing: Standing;
  /** When it came to that, or last grew; ms since 1970. */
  readonly sinceMillis: number;
  /** Why it was taken back; null where it was not. */
  readonly doubt: Doubt | null;
  /** Id of the finding that tells of it now, where it is `merged` or `moved`. */
  readonly toldBy: string | null;
  /** What it was and when, oldest first; the newest few. */
  readonly steps: readonly {
    readonly atMillis: number;
    readonly standing: Standing;
    readonly confidence: Confidence;
  }[];
}

/** Against the baseline that a person set; null without one. `fixed` also without: it was at least probable and is over. */
export type FindingStatus =
  | 'new'
  | 'grown'
  /** Hardly more than at the baseline so far, and it grows. */
  | 'growing'
  | 'unchanged'
  | 'fixed';

/** What can be tried at a service to know more of a finding: `collect`. Each runtime has its own, with their words in its words. */
export type ProbeName = string;

/** What came of it. */
export interface Probed {
  readonly finding: Finding;
  /** What the finding says more by now. */
  readonly evidence: readonly Evidence[];
}

/** A verdict about a site or a process: what, how sure, with its evidence. Numbers and names only; `src/words` words it. */
export interface Finding {
  /** Stable for the same site over runs, captures and edits elsewhere in the file: kind, function, line within the function. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly confidence: Confidence;
  readonly status: FindingStatus | null;
  /** Null for a finding about the whole process. */
  readonly site: FindingSite | null;
  readonly related: readonly RelatedSite[];
  /** In the order in which a person should read it. */
  readonly evidence: readonly Evidence[];
  readonly rate: { readonly value: number; readonly unit: `${AmountUnit}-per-minute` } | null;
  /** What there is of it now. */
  readonly amount: { readonly value: number; readonly unit: AmountUnit };
  /** Bytes that go with it: what leaked goroutines keep alive, or the growth itself; 0 when unknown. For sorting by harm. */
  readonly heldBytes: number;
  /** The class of what waits, where it is about waiting: `chan-send`. Which classes there are is the runtime's business. */
  readonly wait: string | null;
  /** The runtime's own words for the wait; empty when unknown. */
  readonly state: string;
  /** The shape of a known mistake that the source shows: `missing-unlock`. The runtime's words name it. */
  readonly pattern: string | null;
  /** Where the finding is about something that this line opened in a library; then `site` is the line of the person's own. */
  readonly opened: OpenedResource | null;
  /** What the source writes on the line, trimmed; empty when it was not read. */
  readonly operation: string;
  /** What that which it is about calls itself besides; absent where it says nothing. It may hold anything, and goes into no file of ours. */
  readonly label?: string;
  /** Who started that, where it has no name of its own; absent where nobody knows. */
  readonly startedBy?: string;
  /** Where that is just now in a library's own source, outside of the workspace: to be read, and blamed for nothing; absent where nobody knows. */
  readonly runsIn?: ResolvedSite;
  readonly fixes: readonly SourceFix[];
  /** What a person may have tried at the service to know more, at a cost that is said first; absent where nothing. */
  readonly probes?: readonly ProbeName[];
  /** For growth of the heap: what bounds all that keeps the memory, as far as the source tells; null where nothing is known to. */
  readonly bound: KeeperBound | null;
  /** For memory: what keeps it, as far as the source tells, the likeliest first; empty where it does not tell. */
  readonly holders: readonly Holder[];
  /** ms since 1970. */
  readonly firstSeenMillis: number;
  readonly lastSeenMillis: number;
  /** A small picture: at most 60 points, ms since 1970 and value in the unit of `amount`. */
  readonly trend: readonly (readonly [atMillis: number, value: number])[];
  /** Null for a finding that only a baseline knows. */
  readonly course: Course | null;
}

/** What a baseline remembers of one finding or site. */
export interface BaselineEntry {
  readonly id: string;
  readonly kind: FindingKind;
  readonly confidence: Confidence;
  /** In the unit of the finding's amount. */
  readonly amount: number;
  /** Absent in baselines of version 0.1.0, which counted goroutines of leaks and else bytes. */
  readonly unit?: AmountUnit;
  readonly ratePerMinute: number | null;
  /** Where it was, so that a fixed one can be shown; absent in baselines that do not know. */
  readonly site?: FindingSite | null;
}

/** A moment that a person declared normal, or the state before a fix. */
export interface Baseline {
  readonly setAtMillis: number;
  readonly targetUrl: string;
  readonly entries: readonly BaselineEntry[];
}

/** A finding that a person does not want to see any more, as `.leaklens.json` of the workspace keeps it. */
export interface IgnoreRule {
  /** A finding's id, exactly. */
  readonly id: string;
  readonly reason: string;
  /** ISO date (inclusive) after which the rule has no effect; null for ever. */
  readonly until: string | null;
}
