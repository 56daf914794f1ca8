import type { Grouping } from '../report/report';

/** The filters of `go tool pprof`, by its names. */
export const refinementKinds = ['focus', 'ignore', 'hide', 'show', 'show_from', 'tagfocus', 'tagignore'] as const;
export type RefinementKind = (typeof refinementKinds)[number];

/** One filter as a person wrote it: a regular expression in Go's syntax, or a filter on labels. */
export interface Refinement {
  readonly kind: RefinementKind;
  readonly pattern: string;
}

export const granularities = ['function', 'line', 'file', 'package'] as const satisfies readonly Grouping[];

/** What every view of a profile is about: the same for all tabs, kept over reloads, and in reports. */
export interface ViewScope {
  /** Name of the sample type; empty for the profile's default. */
  readonly sample: string;
  readonly granularity: Grouping;
  /** In pprof's order whatever theirs; several of one kind count as one expression of alternatives. */
  readonly refinements: readonly Refinement[];
  /** Of a difference: the profile is scaled to the sums of its base first. */
  readonly normalize: boolean;
  /** Key of the label whose values stand above the stacks, as pprof's -tagroot has it; empty for none. */
  readonly labelLevel: string;
  /** In which unit amounts are said where what is counted has it: pprof's -unit; empty for whichever suits each of them. */
  readonly unit: string;
}

export const wholeScope: ViewScope = {
  sample: '',
  granularity: 'function',
  refinements: [],
  normalize: false,
  labelLevel: '',
  unit: '',
};

/**
 * The one expression that stands for several of a kind. Expressions are alternatives of each other, as pprof's own page joins them;
 * for labels there is no such way to write it, and the last one counts.
 */
export function joinedPattern(refinements: readonly Refinement[], kind: RefinementKind): string | null {
  const patterns = refinements.filter((one) => one.kind === kind).map(({ pattern }) => pattern);
  if (patterns.length <= 1) return patterns[0] ?? null;
  if (kind === 'tagfocus' || kind === 'tagignore') return patterns.at(-1) ?? null;
  return patterns.map((pattern) => `(?:${pattern})`).join('|');
}
