import type { Confidence, Doubt, Evidence, Finding, RelatedSite } from '../../../shared/model/finding';
import type { LibraryFacts, WaitFacts } from '../../../shared/model/go/goSource';
import type { SourceKnowledge } from '../../../shared/ports/runtime/judge';
import type { VerdictThresholds } from '../../../shared/model/verdictThresholds';
import type { TrendPoint } from '../../numbers/trend';
import { isBlocked } from '../base/waitKind';
import { clientFault } from '../history/clientConnections';
import { isStandardFunction, type Owner } from '../sites/codeOwners';
import { countTrend, type CountTrend } from '../../numbers/countTrend';
import type { WaitDraft } from './draft';
import { confidenceRank, evidenceList, findingOf, picture, piece } from '../../judge/findingOf';
import { findingId } from './findingId';
import type { WaitCount } from '../history/goroutineReading';
import {
  hasWayOut,
  isCertain,
  judgeWait,
  mayIdle,
  type Identity,
  type Judgement,
  type Tier,
  type WaitCase,
} from './goroutineVerdict';
import type { LeakRecord, ProcessHistory } from '../history/history';
import {
  asWaitFacts,
  atOwnLine,
  atOwnStart,
  blamedLine,
  libraryQuestion,
  mergedByOwnLine,
  waitsForItsUser,
} from './openedBy';
import { growsAlong, isLoaded, within, workWentOn } from '../history/load';
import { relatedToWait } from './relatedToWait';
import { pollSeries, rootKey, type PollKey, type WaitKey } from '../history/seriesKeys';
import type { Scale } from '../../history/seriesSet';
import { suffixMinima } from '../../numbers/statistics';
import type { Stayers } from '../history/stayers';
import { goroutineRules as rules, standingRules } from '../base/goroutineRules';
import { maxFindings } from '../base/judgeLimits';
import { stayRules } from '../base/stayRules';
import { fixedShare } from '../../judge/lifeRules';
import { countRules } from '../../numbers/countRules';

/** When what an earlier verdict of this process is sure of last grew, ms since 1970; null where none is. */
export type GrewUntil = (id: string) => number | null;

export interface DraftRequest {
  readonly history: ProcessHistory;
  readonly knowledge: SourceKnowledge;
  readonly thresholds: VerdictThresholds;
  readonly grewUntil: GrewUntil;
}

/** Waits that may be worth a verdict, most growth first. Cheap: looks at the bounds of each line only. */
export function waitCandidates(history: ProcessHistory): readonly (readonly [key: WaitKey, wait: WaitCount])[] {
  const waits = [...(history.reading?.waits ?? [])];
  return waits
    .map(([key, wait]) => ({ key, wait, growth: growthOf(history, key) }))
    .filter(({ key, wait, growth }) => growth >= 2 || isStanding(wait) || history.leaks.has(key))
    .sort((a, b) => b.growth - a.growth || b.wait.count - a.wait.count)
    .slice(0, maxFindings)
    .map(({ key, wait }) => [key, wait] as const);
}

function growthOf(history: ProcessHistory, key: WaitKey): number {
  return history.byPoll.scales.reduce((most, scale) => Math.max(most, scale.roughGrowth(key)), 0);
}

function isStanding({ kind, count }: WaitCount): boolean {
  return count >= standingRules.fewGoroutines && isBlocked(kind);
}

/** What one look at all waits says. */
export interface WaitVerdicts {
  readonly drafts: readonly WaitDraft[];
  /** What speaks against waits of which there is no draft, by the id of their finding. */
  readonly doubts: ReadonlyMap<string, Doubt>;
  /** Drafts that are part of another one now: that one's id by theirs. */
  readonly merged: ReadonlyMap<string, string>;
}

/** The verdicts on all waits of one process as they stand now. */
export function goroutineDrafts(request: DraftRequest): WaitVerdicts {
  const { history } = request;
  if (history.reading === null) return { drafts: [], doubts: new Map(), merged: new Map() };
  const waiting = [...history.reading.waits.values()];
  const allWaiting = waiting.reduce((sum, { count }) => sum + count, 0);
  const doubts = new Map<string, Doubt>();
  const drafts = waitCandidates(history).flatMap(([key, wait]) => draftOf(request, { key, wait, allWaiting }, doubts));
  const gone = [...history.leaks]
    .filter(([key]) => !(history.reading?.waits.has(key) ?? false))
    .flatMap(([key, { wait }]) => draftOf(request, { key, wait: { ...wait, count: 0 }, allWaiting }, doubts));
  const { drafts: apart, merged } = mergedByOwnLine([...drafts, ...gone]);
  return { drafts: withoutEchoes(apart), doubts, merged };
}

/** The verdict on goroutines that waited on another line when it was found. */
export function movedDraft(
  request: DraftRequest,
  {
    key,
    wait,
    tier,
    from,
  }: { readonly key: WaitKey; readonly wait: WaitCount; readonly tier: Confidence; readonly from: Finding },
): WaitDraft {
  const { history } = request;
  const details = history.detailsOf(key);
  const facts = factsOf(request, { key, wait });
  const before: readonly RelatedSite[] = from.site === null ? [] : [{ ...from.site, role: 'waited-before' }];
  const started = from.related.filter(({ role }) => /^(spawn|created-by|origin|allocation)$/.test(role));
  const finding = findingOf({
    id: findingId('goroutine-leak', wait.ref, wait.kind),
    kind: 'goroutine-leak',
    confidence: tier,
    site: wait.ref.site,
    related: [...before, ...started],
    amount: { value: wait.count, unit: 'goroutines' },
    evidence: evidenceList(
      piece('count', wait.count, 'goroutines'),
      piece('age', details?.minutes?.max ?? null, 'minutes'),
    ),
    heldBytes: from.heldBytes,
    wait: wait.kind,
    state: details?.state ?? '',
    pattern: facts?.pattern ?? null,
    operation: facts?.operation ?? '',
    fixes: facts?.fixes ?? [],
    trend: picture(history.byPoll.scales[0]?.points(key) ?? []),
  });
  return {
    finding,
    isGrowing: false,
    kept: wait.count * stayRules.keptGoroutines,
    doubt: null,
    counted: { of: 'wait', key },
  };
}

type RankedDraft = WaitDraft & { readonly owner: Owner; readonly fault: number };

/** Goroutines of the standard library alone are worth a word only when nothing of the program's own explains them, and once. */
function withoutEchoes(drafts: readonly RankedDraft[]): WaitDraft[] {
  const own = drafts.filter(({ owner }) => owner !== 'standard');
  const [echo] = drafts.filter(({ owner }) => owner === 'standard').sort((a, b) => b.fault - a.fault);
  const isExplained = own.some(({ finding }) => confidenceRank(finding.confidence) <= confidenceRank('probable'));
  return echo === undefined || isExplained ? own : [...own, echo];
}

interface Subject {
  readonly key: WaitKey;
  readonly wait: WaitCount;
  readonly allWaiting: number;
}

interface Best {
  readonly judged: Judgement;
  readonly about: WaitCase;
  readonly scale: Scale<PollKey>;
}

function draftOf(request: DraftRequest, subject: Subject, doubts: Map<string, Doubt>): RankedDraft[] {
  const { history } = request;
  const { key, wait } = subject;
  const leak = history.leaks.get(key) ?? null;
  const details = history.detailsOf(key);
  const best = bestScale(request, subject);
  if (best === null) return [];
  const isProven = (leak !== null && wait.count > leak.count * fixedShare) || (details !== null && details.leaked > 0);
  const { doubt } = best.judged;
  const tier = isProven ? 'proven' : best.judged.tier;
  const id = findingId('goroutine-leak', wait.ref, wait.kind);
  if (tier === null) {
    const against = fullSince(request, best, { id, root: wait.root }) ?? doubt;
    if (against !== null) doubts.set(id, against);
    return [];
  }
  const { trend, facts } = best.about;
  // A last third that all but stands still is no growth to tell, though chance alone could make it so.
  const isGrowing = trend !== null && trend.goesOn && trend.growth > 0 && trend.lateShare >= countRules.lateShare;
  const count = leak === null ? wait.count : Math.max(wait.count, leak.count);
  const finding = findingOf({
    id,
    kind: 'goroutine-leak',
    confidence: tier,
    site: wait.ref.site,
    related: relatedToWait(details, facts),
    amount: { value: tier === 'proven' ? count : wait.count, unit: 'goroutines' },
    evidence: [...evidenceOf(best.about, { leak, isGrowing }), ...shortEvidence(best, request.thresholds)],
    rate: isGrowing ? { value: trend.ratePerMinute, unit: 'goroutines-per-minute' } : null,
    wait: wait.kind,
    state: details?.state ?? '',
    pattern: facts?.pattern ?? null,
    operation: facts?.operation ?? '',
    fixes: facts?.fixes ?? [],
    trend: picture(best.scale.points(key)),
  });
  const stayed = trend === null ? wait.count : Math.min(wait.count, trend.before + Math.max(0, trend.growth));
  const kept = stayed * stayRules.keptGoroutines;
  const fault = faultOf(history, wait);
  const counted = { of: 'wait', key } as const;
  return [placed(request, wait, { finding, isGrowing, kept, doubt, counted, owner: wait.ref.owner, fault })];
}

/** A line of the person's own that opened what these goroutines belong to is the one to look at. */
function placed({ history, knowledge }: DraftRequest, wait: WaitCount, draft: RankedDraft): RankedDraft {
  const facts = libraryFacts({ history, knowledge }, wait);
  if (facts === null || facts.opened.length === 0) return atOwnStart(draft);
  const moved = atOwnLine(draft, facts, history);
  return moved.finding.pattern === 'not-closed' ? { ...moved, owner: 'own' } : moved;
}

function libraryFacts(
  { history, knowledge }: Pick<DraftRequest, 'history' | 'knowledge'>,
  wait: WaitCount,
): LibraryFacts | null {
  const question = libraryQuestion(history, wait);
  return question === null ? null : knowledge.library(question);
}

/**
 * What a verdict is sure of has not grown since, and not for want of work: where workers may idle, it is a pool that has its size.
 * Nobody parks a worker in a send or a lock. Workers pass through several lines, so all that were started alike are counted.
 */
function fullSince(
  { history, grewUntil }: DraftRequest,
  { about, scale }: Pick<Best, 'about' | 'scale'>,
  { id, root }: { readonly id: string; readonly root: string },
): 'filled' | null {
  if (grewUntil(id) === null || about.trend === null || isCertain(about) || !mayIdle(about.kind)) return null;
  const all = root === '' || isStandardFunction(root) ? null : countTrend(scale.points(rootKey(root)));
  const trend = all !== null && all.growth >= about.trend.growth ? all : about.trend;
  const [fromMillis, untilMillis] = [trend.fromMillis, trend.fromMillis + trend.filledMillis];
  const past = { fromMillis, untilMillis, keptBytes: history.liveGrowth(fromMillis, untilMillis) };
  return workWentOn(history.byPoll.scales, past) ? 'filled' : null;
}

/** The scale of time that says most; of equal ones the finest, whose rate is of now. */
function bestScale(request: DraftRequest, subject: Subject): Best | null {
  const facts = factsOf(request, subject);
  const { scales } = request.history.byPoll;
  const fromMillis = request.history.movedAway.get(subject.key) ?? 0;
  const falls = scales.map((scale) => countTrend(within(scale.points(subject.key), fromMillis))?.fallEver ?? 0);
  const fallEver = Math.max(...falls);
  let best: Best | null = null;
  for (const scale of scales) {
    const about = { ...caseOf(request, { ...subject, facts }, scale), fallEver };
    const judged = judgeWait(about, request.thresholds);
    if (best === null || weight(judged.tier) > weight(best.judged.tier)) best = { judged, about, scale };
  }
  return best;
}

function weight(tier: Tier): number {
  return tier === 'probable' ? 2 : tier === 'possible' ? 1 : 0;
}

/** What the source says of the line that waits; for a library's, of the line of the workspace that opened what waits there. */
export function factsOf(
  { history, knowledge }: DraftRequest,
  { key, wait }: Pick<Subject, 'key' | 'wait'>,
): WaitFacts | null {
  const question = waitQuestion(history, key, wait);
  if (question !== null) return knowledge.wait(question);
  const blamed = blamedLine(libraryFacts({ history, knowledge }, wait));
  return blamed === null ? null : asWaitFacts(blamed);
}

/** Null outside the workspace. */
export function waitQuestion(history: ProcessHistory, key: WaitKey, { ref, kind }: WaitCount) {
  const { path, line, function: name } = ref.site;
  if (path === null) return null;
  const creator = history.detailsOf(key)?.creators.find(({ site }) => site.path !== null)?.site;
  const spawn = creator === undefined || creator.path === null ? null : { path: creator.path, line: creator.line };
  return { path, line, kind, function: name, spawn };
}

function caseOf(
  { history }: DraftRequest,
  subject: Subject & { facts: WaitFacts | null },
  scale: Scale<PollKey>,
): Omit<WaitCase, 'fallEver'> {
  const { key, wait, facts, allWaiting } = subject;
  const fault = faultOf(history, wait);
  const points = scale.points(key);
  const trend = scale.tells ? countTrend(points) : null;
  const root = trend === null ? null : rootOf(scale, wait.root, trend);
  return {
    kind: wait.kind,
    count: wait.count,
    trend,
    facts,
    details: history.detailsOf(key),
    blamable: wait.ref.owner !== 'standard' || fault > 0 || facts?.pattern === 'not-closed' || waitsForItsUser(wait),
    isFile: wait.isFile,
    ...(root ?? { onlyMoved: false, rootClean: false }),
    ...(trend === null
      ? { carried: false, loaded: false }
      : loadOf({ scale, points, trend, isRequest: wait.isRequest || fault > 0 })),
    concentration: allWaiting === 0 ? 0 : wait.count / allWaiting,
    identity: trend === null ? 'unknown' : identityOf(history.stayers.of(key), points, history.stayers.newestMillis),
  };
}

function faultOf({ reading }: ProcessHistory, { ref, kind, count }: WaitCount): number {
  if (ref.owner !== 'standard') return 0;
  return clientFault({ function: ref.site.function, kind }, { count, calls: reading?.calls ?? 0 });
}

/** Holds the goroutines that stayed by their numbers against the number that stayed by the count. */
function identityOf(stayers: readonly Stayers[], points: readonly TrendPoint[], newestMillis: number): Identity {
  const old = stayers.filter(({ atMillis }) => newestMillis - atMillis >= rules.stayMillis);
  const last = old.at(-1);
  if (last === undefined) return 'unknown';
  const minima = suffixMinima(points.map(({ value }) => value));
  const at = points.findLastIndex(({ atMillis }) => atMillis <= last.atMillis);
  const byCount = minima[at] ?? 0;
  if (byCount < rules.leastStayers) return 'unknown';
  const isGrowing = old.every(({ stayed }, nth) => nth === 0 || stayed > (old[nth - 1]?.stayed ?? 0));
  if (last.stayed >= byCount * rules.sameShare) return isGrowing ? 'same' : 'unknown';
  if (last.stayed >= byCount * rules.someShare) return 'unknown';
  return last.stayed - (old[0]?.stayed ?? 0) >= rules.leastStayers ? 'some' : 'others';
}

/** What all goroutines did that were started in the same way. Handlers are all started by the standard library: that says nothing. */
function rootOf(scale: Scale<PollKey>, root: string, trend: CountTrend): Pick<WaitCase, 'onlyMoved' | 'rootClean'> {
  if (root === '' || isStandardFunction(root)) return { onlyMoved: false, rootClean: false };
  const points = within(scale.points(rootKey(root)), trend.fromMillis);
  const growth = (points.at(-1)?.value ?? 0) - (points[0]?.value ?? 0);
  const all = countTrend(points);
  return {
    // A pool that has all its workers loses none and gains none, wherever they are just now.
    onlyMoved: trend.growth > 0 && (growth < trend.growth / 2 || (all !== null && all.clean && !all.goesOn)),
    rootClean: all !== null && all.clean && all.growth <= trend.growth * 1.5,
  };
}

function loadOf(about: {
  readonly scale: Scale<PollKey>;
  readonly points: readonly TrendPoint[];
  readonly trend: CountTrend;
  readonly isRequest: boolean;
}): Pick<WaitCase, 'carried' | 'loaded'> {
  const { scale, points, trend, isRequest } = about;
  const from = (key: PollKey) => within(scale.points(key), trend.fromMillis);
  const own = within(points, trend.fromMillis);
  return {
    carried:
      !isRequest &&
      growsAlong(own, from(pollSeries.connections), {
        share: rules.companionShare,
        together: rules.together,
      }),
    loaded: isLoaded(own, from, { rise: rules.loadRise, together: rules.together }),
  };
}

function evidenceOf(about: WaitCase, context: { leak: LeakRecord | null; isGrowing: boolean }): Evidence[] {
  const { trend, facts, details, count } = about;
  const { leak, isGrowing } = context;
  return evidenceList(
    piece('leaked-by-runtime', leak?.count ?? (details?.leaked || null), 'goroutines'),
    piece('leaked-last-seen', leak?.lastMillis ?? null, 'millis'),
    piece('count', count, 'goroutines'),
    ...(trend === null ? [] : trendEvidence(trend, isGrowing)),
    piece('age', details?.minutes?.max ?? null, 'minutes'),
    piece('concentration', about.concentration, 'ratio'),
    piece('pattern', (facts?.pattern ?? null) === null ? null : 1, 'none'),
    piece('way-out', hasWayOut(facts, about.kind) ? 1 : null, 'none'),
  );
}

/** Why it is no more than possible, where time will tell. */
function shortEvidence({ judged, about: { trend } }: Best, { minimumWatchSeconds }: VerdictThresholds): Evidence[] {
  const { tier, doubt } = judged;
  if (tier !== 'possible') return [];
  const watched = (trend?.watchedMillis ?? 0) / 1000;
  if (watched < minimumWatchSeconds)
    return evidenceList(piece('short', watched, 'seconds'), piece('needs-watch', minimumWatchSeconds, 'seconds'));
  // The sentence on a way out stands among the evidence already.
  return doubt === null || doubt === 'way-out' ? [] : evidenceList(piece(`doubt-${doubt}`, 1, 'none'));
}

function trendEvidence(trend: CountTrend, isGrowing: boolean): (Evidence | null)[] {
  return [
    piece('count-before', trend.before, 'goroutines'),
    piece('rate', isGrowing ? trend.ratePerMinute : null, 'per-minute'),
    piece('polls', trend.polls, 'count'),
    piece('watched', trend.watchedMillis / 1000, 'seconds'),
    piece('mann-kendall', trend.z, 'none'),
    piece('late-slope-share', isGrowing ? trend.lateShare : null, 'ratio'),
  ];
}
