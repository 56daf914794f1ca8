import type { Doubt, Finding, FindingKind, FindingSpec } from '../../model/finding';
import type { CommonFindingWords, FindingWords, KindWords } from '../words/findingWords';
import type { CostWords } from '../words/lineWords';
import type { SnapshotWords } from '../words/snapshotWords';
import { LeakLensError } from '../../model/errors';
import type { SeriesId } from '../../model/series/series';
import type { CapabilityKind } from '../../model/target/capabilities';
import type { SeriesNameOf, SeriesSpec, SeriesView, SeriesWords } from '../../model/series/seriesSpec';
import type { MemoryPartId, MemoryPartWords, RuntimeMemory } from './runtimeMemory';

/**
 * What is true of one runtime, put together in `src/runtimes` from the rooms' folders of its name. All else asks this and knows no
 * runtime by name.
 */
export interface Runtime {
  /** As it stands in the manifest of a snapshot: `go`. */
  readonly id: string;
  /** What matters most first. */
  readonly series: readonly SeriesSpec[];
  /** Those that a report of a watch tells from beginning to end, in its order. */
  readonly reported: readonly SeriesId[];
  /** What a process can be asked for, in the order in which it is told. */
  readonly capabilities: readonly CapabilityKind[];
  /** All that can be found. */
  readonly findings: readonly FindingSpec[];
  /** Absent where the numbers that are followed do not tell. */
  readonly memory?: RuntimeMemory;
  readonly words: RuntimeWords;
}

/** All runtimes there are. */
export interface Runtimes {
  readonly all: readonly Runtime[];
  /** @throws LeakLensError `not-found` for one that this version does not know */
  of(id: string): Runtime;
}

export function runtimesOf(all: readonly Runtime[]): Runtimes {
  return {
    all,
    of(id) {
      const found = all.find((runtime) => runtime.id === id);
      if (found !== undefined) return found;
      throw new LeakLensError({
        kind: 'not-found',
        subject: id.slice(0, 80),
        detail: 'a runtime that is not known here',
      });
    },
  };
}

/** Words for the findings of any runtime: of each in its own, and what is common in `common`. */
export function wordsOfAll({ all }: Runtimes, common: CommonFindingWords): FindingWords {
  const of = (finding: Pick<Finding, 'kind'> & Partial<Finding>): KindWords => {
    const theirs = all
      .filter(({ findings }) => findings.some(({ kind }) => kind === finding.kind))
      .map(({ words }) => words.findings);
    const claimed = theirs.find(({ tells }) => tells?.(finding) === true);
    return claimed ?? theirs.find(({ tells }) => tells === undefined) ?? theirs[0] ?? common;
  };
  // What grew and is no finding names no kind: of two runtimes that call a doubt alike, the first one's sentence does.
  const doubt = (about: Doubt) =>
    all.map((runtime) => runtime.words.findings.doubt(about)).find((sentence) => sentence !== null) ?? null;
  return {
    ...common,
    title: (finding) => of(finding).title(finding),
    hint: (finding, room) => of(finding).hint(finding, room),
    row: (finding) => of(finding).row(finding),
    evidence: (evidence, finding) => common.evidence(evidence, finding) ?? of(finding).evidence(evidence, finding),
    advice: (finding) => of(finding).advice(finding),
    cure: (finding) => of(finding).cure(finding),
    fix: (fix, finding) => of(finding).fix(fix, finding),
    pattern: (finding) => of(finding).pattern(finding),
    probe: (probe) => all.map(({ words }) => words.findings.probe?.(probe) ?? null).find((one) => one !== null) ?? null,
    doubt,
    course: (finding) => common.course(finding, (about) => of(finding).doubt(about)),
    grown: (grown) => common.grown(grown, doubt),
  };
}

/** The series of all runtimes whose extremes stay when old points are thinned. */
export function guardedSeries({ all }: Runtimes): readonly SeriesId[] {
  const kept = all.flatMap(({ series }) => series.filter(({ keepsExtremes }) => keepsExtremes));
  return [...new Set(kept.map(({ id }) => id))];
}

/** The series of a runtime with their words. */
export function seriesViews({ series, words }: Pick<Runtime, 'series' | 'words'>): readonly SeriesView[] {
  return series.map((spec) => ({ ...spec, ...words.series(spec.id) }));
}

/** What series of any runtime are called. Words are made when they are asked for. */
export function seriesNames({ all }: Pick<Runtimes, 'all'>): SeriesNameOf {
  return (id) => all.flatMap((runtime) => seriesViews(runtime)).find((one) => one.id === id)?.name ?? id;
}

/** In the person's language, when they are asked for: words exist only after the translation is loaded. */
export interface RuntimeWords {
  series(id: SeriesId): SeriesWords;
  /** Of one of `capabilities`, or of one that another version had. */
  capability(kind: CapabilityKind): CapabilityWords;
  /** Of one of the parts of `memory`; absent where there are none. */
  memory?(part: MemoryPartId): MemoryPartWords;
  /** Of a finding of this runtime's. */
  readonly findings: KindWords;
  rule(kind: FindingKind): RuleWords;
  /** What its lines cost. */
  readonly lines: CostWords;
  /** The pages of its snapshots. */
  readonly snapshots: SnapshotWords;
}

/** Something that a process can be asked for. */
export interface CapabilityWords {
  /** For the middle of a sentence: `heap profile`. */
  readonly name: string;
  /** In the place of its number, where a list has one: `no heap`. Null for what has no number there. */
  readonly short: string | null;
  /** That it is not offered, in one sentence. @param why as the service said it; empty where that is private */
  refused(why: string): string;
}

/** A kind of finding as a rule that code is held to, for tools that have rules. */
export interface RuleWords {
  /** `GoroutineLeak` */
  readonly name: string;
  /** What is wrong, one sentence. */
  readonly short: string;
  /** What to do, one to three sentences. */
  readonly help: string;
}
