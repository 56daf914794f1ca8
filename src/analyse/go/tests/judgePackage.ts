import type { Finding } from '../../../shared/model/finding';
import type { GoroutineDump } from '../../../shared/model/go/goroutine';
import type { ResolveFile } from '../../../shared/ports/runtime/analyser';
import type { SourceKnowledge, SourceQuestions } from '../../../shared/ports/runtime/judge';
import type { PackageJudge, PackageObservation, PackageVerdicts } from '../../../shared/ports/runtime/packageJudge';
import type { VerdictThresholds } from '../../../shared/model/verdictThresholds';
import { confidenceRank, evidenceList, findingOf } from '../../judge/findingOf';
import { goPiece } from '../base/goPiece';
import { maxFindings, maxQuestions } from '../base/judgeLimits';
import { findingId } from '../drafts/base/findingId';
import { libraryQuestion } from '../drafts/waits/openedBy';
import { faultOf } from '../drafts/waits/faultOf';
import { mergedByOwnLine } from '../drafts/waits/mergedByOwnLine';
import { relatedToWait } from '../drafts/waits/relatedToWait';
import { placed, type RankedDraft } from '../drafts/waits/waitDraft';
import { factsOf, libraryFacts, waitQuestion } from '../drafts/waits/waitSource';
import { ProcessHistory } from '../history/history';
import type { WaitCount } from '../history/goroutineReading';
import { readHeap, type HeapReading } from '../history/heapReading';
import type { WaitKey } from '../history/seriesKeys';
import { ProcessOwners } from '../sites/processOwners';
import { keptFinding, keptLines, type KeptLine } from './keptLines';
import { judgeStayed } from './leftBehind';
import { startedBy, type Beginning } from './startedBy';

export const judgePackage: PackageJudge = (observation, resolve) => new PackageEnd(observation, resolve);

/** Tests in one process follow each other so fast that nobody could count over time: what is left at the end is all there is. */
class PackageEnd implements PackageVerdicts {
  private readonly history = new ProcessHistory();
  private readonly beginnings: ReadonlyMap<WaitKey, Beginning>;
  private readonly heapBefore: HeapReading | null;
  private readonly waitedSeconds: number;

  constructor(observation: PackageObservation, resolve: ResolveFile) {
    const { atMillis, goroutines, heapBefore, heapAfter: heap, leaked, waitedSeconds } = observation;
    const dump = withoutThoseBefore(observation);
    const seen = { atMillis, memory: null, heap, goroutines, dump, residentBytes: null, leaked };
    this.history.observe(seen, resolve);
    const owners = new ProcessOwners().of(seen, resolve);
    this.beginnings = startedBy(dump, owners);
    this.heapBefore = heapBefore === null ? null : readHeap(heapBefore, owners);
    this.waitedSeconds = waitedSeconds;
  }

  questions({ minimumGrowthBytes }: VerdictThresholds): SourceQuestions {
    const waits = this.stayed();
    const libraries = waits.flatMap(([, wait]) => libraryQuestion(this.history, wait) ?? []);
    const lines = this.kept(minimumGrowthBytes).flatMap(({ amount: { ref } }) => {
      const { path, line, function: name } = ref.site;
      return path === null ? [] : [{ path, line, function: name }];
    });
    return {
      waits: waits.flatMap(([key, wait]) => waitQuestion(this.history, key, wait) ?? []).slice(0, maxQuestions),
      allocations: lines.slice(0, maxQuestions),
      libraries: libraries.slice(0, maxQuestions),
    };
  }

  findings(knowledge: SourceKnowledge, thresholds: VerdictThresholds): readonly Finding[] {
    const drafts = this.stayed().flatMap(([key, wait]) => this.draft(key, wait, { knowledge, thresholds }));
    const goroutines = mergedByOwnLine(drafts).drafts.map(({ finding }) => finding);
    const lines = this.kept(thresholds.minimumGrowthBytes).map((line) => keptFinding(line, knowledge));
    const { lastMillis } = this.history;
    const course = { standing: 'left' as const, sinceMillis: lastMillis, doubt: null, toldBy: null, steps: [] };
    return [...goroutines, ...lines]
      .map((finding) => ({ ...finding, course, firstSeenMillis: lastMillis, lastSeenMillis: lastMillis }))
      .sort((a, b) => confidenceRank(a.confidence) - confidenceRank(b.confidence) || b.amount.value - a.amount.value)
      .slice(0, maxFindings);
  }

  /** What waits now and did not before the first test, counted so. */
  private stayed(): readonly (readonly [WaitKey, WaitCount])[] {
    return [...(this.history.reading?.waits ?? [])].flatMap(([key, wait]) => {
      const details = this.history.detailsOf(key);
      return details === null ? [] : [[key, { ...wait, count: details.count }] as const];
    });
  }

  /** What goroutines keep that are left behind goes with them. */
  private kept(least: number): readonly KeptLine[] {
    const roots = new Set(this.stayed().map(([, { ownRoot }]) => ownRoot));
    const after = this.history.heapReading;
    return keptLines(this.heapBefore, after, least).filter(({ amount }) => {
      const root = after?.ownRootOf(amount) ?? null;
      return root === null || !roots.has(root);
    });
  }

  private draft(
    key: WaitKey,
    wait: WaitCount,
    { knowledge, thresholds }: { readonly knowledge: SourceKnowledge; readonly thresholds: VerdictThresholds },
  ): RankedDraft[] {
    const { history } = this;
    const request = { history, knowledge, thresholds, grewUntil: () => null };
    const details = history.detailsOf(key);
    const facts = factsOf(request, { key, wait });
    const fault = faultOf(history, wait);
    const { tests, isOnce } = this.beginnings.get(key) ?? { tests: [], isOnce: false };
    const related = [
      ...relatedToWait(details, facts),
      ...tests.slice(0, mostTests).map((site) => ({ ...site, role: 'test' as const })),
    ];
    const startsAs = (wanted: 'spawn' | 'origin') =>
      related.some(({ role, path }) => role === wanted && path !== null) ? wanted : null;
    const start = startsAs('spawn') ?? startsAs('origin');
    const library = libraryFacts(request, wait);
    const judged = judgeStayed({ wait, facts, library, fault, isOnce, start });
    const leaked = Math.min(wait.count, Math.max(history.leaks.get(key)?.count ?? 0, details?.leaked ?? 0));
    if (judged.tier === null && leaked === 0) return [];
    const finding = findingOf({
      id: findingId('goroutine-leak', wait.ref, wait.kind),
      kind: 'goroutine-leak',
      confidence: leaked > 0 ? 'proven' : (judged.tier ?? 'possible'),
      site: wait.ref.site,
      related,
      amount: { value: wait.count, unit: 'goroutines' },
      evidence: evidenceList(
        goPiece('leaked-by-runtime', leaked > 0 ? leaked : null, 'goroutines'),
        goPiece('stayed', this.waitedSeconds, 'seconds'),
        goPiece('pattern', (facts?.pattern ?? null) === null ? null : 1, 'none'),
        judged.doubt === null || leaked > 0 ? null : goPiece(`doubt-${judged.doubt}`, 1, 'none'),
      ),
      wait: wait.kind,
      state: details?.state ?? '',
      pattern: facts?.pattern ?? null,
      operation: facts?.operation ?? '',
      fixes: facts?.fixes ?? [],
    });
    const draft = { finding, isGrowing: false, kept: 0, doubt: judged.doubt, counted: { of: 'wait', key } as const };
    return [placed(request, wait, { ...draft, owner: wait.ref.owner, fault })];
  }
}

/** Tests named for one line; more say no more. */
const mostTests = 3;

/** The goroutines of the program, of `testing`, and of what was started before the first test are nobody's leak. */
function withoutThoseBefore({ dump, before }: PackageObservation): GoroutineDump {
  const known = new Set(before.groups.flatMap(({ ids = [] }) => ids));
  const groups = dump.groups.flatMap((group) => {
    const ids = (group.ids ?? []).filter((id) => !known.has(id));
    return ids.length === 0 ? [] : [{ ...group, ids, count: ids.length }];
  });
  return { ...dump, groups, total: groups.reduce((sum, { count }) => sum + count, 0) };
}
