import type { Amount } from './amount';
import type { Profile, ValueType } from '../profile';

/**
 * pprof's reports, exact: totals, flat and cum are the integers that `go tool pprof` adds up. Rows come in the order in
 * which they are shown.
 */

/** What makes two frames the same row. */
export type Grouping = 'function' | 'line' | 'file' | 'package';

/** A compiled regular expression in Go's syntax. Matching is linear in the text, whatever the pattern. */
export interface NamePattern {
  readonly source: string;
  /** True when any part of the text matches. */
  test(text: string): boolean;
}

export type PatternResult =
  | { readonly ok: true; readonly pattern: NamePattern }
  /** `detail` says what is wrong with the pattern, in Go's words. */
  | { readonly ok: false; readonly detail: string };

/** Which samples count by their labels, as pprof's -tagfocus and -tagignore read it. */
export type LabelFilter =
  /** Numeric labels whose value lies in a range, in a unit that fits; of any key for null. */
  | { readonly kind: 'range'; readonly key: string | null; holds(value: number, unit: string): boolean }
  /** Text labels. With a key one of the patterns has to match a value; without, each of them one `key:value`. */
  | { readonly kind: 'text'; readonly key: string | null; readonly patterns: readonly NamePattern[] };

export type LabelFilterResult =
  | { readonly ok: true; readonly filter: LabelFilter }
  /** `detail` says what is wrong, in Go's words. */
  | { readonly ok: false; readonly detail: string };

/** What is left out of a profile before anything is added up, with pprof's meaning of each. What is absent filters nothing. */
export interface SampleFilters {
  /** Only samples with a frame that matches: function, file or binary. */
  readonly focus: NamePattern | null;
  /** No sample with a frame that matches. */
  readonly ignore: NamePattern | null;
  /** No frame that matches; the stacks around it stay. */
  readonly hide?: NamePattern | null;
  /** Only frames that match. */
  readonly show?: NamePattern | null;
  /** Stacks begin at the outermost frame that matches; those without one are left out. */
  readonly showFrom?: NamePattern | null;
  readonly tagFocus?: LabelFilter | null;
  readonly tagIgnore?: LabelFilter | null;
}

/** What a report takes into account. */
export interface ReportScope extends SampleFilters {
  /** Row in the profile's `sampleTypes`, as `selectSample` answers it. */
  readonly sample: number;
  readonly base: ReportBase | null;
}

/** A profile to subtract. */
export interface ReportBase {
  readonly profile: Profile;
  /** What the total is: of the absolute differences (pprof -base), or of the base (pprof -diff_base). */
  readonly total: 'differences' | 'base';
  /** The profile is scaled so that its sums are those of the base (pprof -normalize): what is left is a shift, not growth. */
  readonly normalize?: boolean;
}

/** What all reports on one sample type say at their head. */
export interface ReportHead {
  readonly sampleType: ValueType;
  /** Sum of the absolute values of all samples, before focus and ignore. */
  readonly total: Amount;
}

/** Whether calls of a row were inlined into their callers: all of them, or some. */
export type InlineMark = 'none' | 'all' | 'some';

export interface TopRow {
  /** The function, or its package when grouped so; `[binary]` or `<unknown>` for code without symbols; empty when grouped by file. */
  readonly function: string;
  /** As recorded, cleaned; grouped by function it is the file of the first function of that name. */
  readonly file: string;
  /** 0 unless grouped by line. */
  readonly line: number;
  readonly flat: Amount;
  readonly cum: Amount;
}

export interface TopReport extends ReportHead {
  /** By |flat|, then |cum|, then name. Rows whose flat and cum are both 0 are left out. */
  readonly rows: readonly TopRow[];
  /** Marks of the first rows; tells what `go tool pprof -top` prints behind a name. */
  inlineMarks(count: number): readonly InlineMark[];
}

/** An edge of the call graph, seen from one end. */
export interface Neighbour {
  readonly function: string;
  readonly value: Amount;
  /** Every call along this edge was inlined. */
  readonly inlined: boolean;
}

export interface PeekRow {
  readonly function: string;
  readonly flat: Amount;
  readonly cum: Amount;
  /** By |value|, then name. */
  readonly callers: readonly Neighbour[];
  readonly callees: readonly Neighbour[];
}

export interface PeekReport extends ReportHead {
  readonly rows: readonly PeekRow[];
}

export interface LineCost {
  /** 1-based; 0 when the profile does not tell. */
  readonly line: number;
  readonly flat: Amount;
  readonly cum: Amount;
}

/** A function in one file, with the lines that cost something. */
export interface ListedFunction {
  readonly function: string;
  /** As recorded, cleaned; empty when the profile does not tell. */
  readonly file: string;
  /** Sum over its lines, as pprof prints it: a function that is twice on a stack through two lines counts twice in cum. */
  readonly flat: Amount;
  readonly cum: Amount;
  /** By line. */
  readonly lines: readonly LineCost[];
  /** Line of its `func` in the build; 0 when the profile does not tell (Go before 1.20). */
  readonly startLine: number;
  /** First line that pprof shows: where the function starts, or some lines before the first cost. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface ListReport extends ReportHead {
  /** By function, then file. */
  readonly functions: readonly ListedFunction[];
}

export interface StackFrame {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly inlined: boolean;
  /** Address of code without symbols, 0x…; null where the function is known. */
  readonly address: string | null;
}

export type LabelValue = string | Amount;

export interface StackSample {
  /** One per sample type. */
  readonly values: readonly Amount[];
  /** In order of their keys. A number has a unit, which may be empty. */
  readonly labels: readonly {
    readonly key: string;
    readonly values: readonly LabelValue[];
    readonly unit: string;
  }[];
  /** Leaf first, never empty. */
  readonly stack: readonly StackFrame[];
}

export interface StacksReport extends ReportHead {
  readonly sampleTypes: readonly ValueType[];
  /** In the order of the profile; can be walked again. Samples without a stack are left out, as in pprof -traces. */
  readonly samples: Iterable<StackSample>;
}
