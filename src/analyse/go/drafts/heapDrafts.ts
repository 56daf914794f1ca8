import type { Confidence, Doubt, Evidence } from '../../../shared/model/finding';
import type { AllocationFacts, OtherEnd } from '../../../shared/model/go/goSource';
import { objectBytesOf } from '../../base/heapColumns';
import type { TrendPoint } from '../../numbers/trend';
import type { Draft } from './draft';
import { evidenceList, findingOf, picture, piece } from '../../judge/findingOf';
import { findingId, processId } from './findingId';
import type { VerdictThresholds } from '../../../shared/model/verdictThresholds';
import type { CollectorGoal } from './collectorGoal';
import type { DraftRequest } from './goroutineDrafts';
import type { Judgement } from './goroutineVerdict';
import { heldBytes, type HeapAmount } from '../history/heapReading';
import type { ProcessHistory } from '../history/history';
import { liveTrend, samplingDeviation, valueAt, type LiveTrend } from '../../numbers/liveTrend';
import { doubles, isFresh, judgeLive, type LiveCase } from './liveVerdict';
import { atMomentsOf, growsAlong, isLoaded, within, workWentOn } from '../history/load';
import { isMap, mapDraft } from './mapVerdict';
import { openedMemory } from './openedBy';
import { relatedPlace } from './relatedPlace';
import { allocatedKey, collectionSeries, pollSeries } from '../history/seriesKeys';
import type { CollectionKey, PollKey } from '../history/seriesKeys';
import type { LineKey } from '../../sites/lineKey';
import type { Scale } from '../../history/seriesSet';
import { watchNeeded } from './watchNeeded';
import { heapRules as rules } from '../base/heapRules';
import { maxFindings } from '../base/judgeLimits';
import { stayRules } from '../base/stayRules';
import { sampledRules } from '../../numbers/sampledRules';

/** A line whose bytes grow, verdict or none: goroutines may explain it. */
export interface GrowingLine {
  readonly amount: HeapAmount;
  readonly trend: LiveTrend;
  readonly draft: Draft | null;
  /** The id of its finding, and why that is not told, or no surer; null where nothing speaks against it. */
  readonly id: string;
  readonly doubt: Doubt | null;
}

/** Lines worth a look, most growth first. Cheap: looks at the bounds of each line only. */
export function heapCandidates(history: ProcessHistory, leastBytes: number): readonly HeapAmount[] {
  const found: { amount: HeapAmount; growth: number }[] = [];
  for (const amount of history.heapReading?.sites.values() ?? []) {
    if (amount.bytes < leastBytes || amount.ref.owner === 'standard') continue;
    const growth = history.byCollection.scales.reduce(
      (most, scale) => Math.max(most, scale.roughGrowth(amount.ref.key)),
      0,
    );
    // What stands still is worth a look only where the source can tell what it is.
    if (growth >= leastBytes || amount.ref.site.path !== null) found.push({ amount, growth });
  }
  return found
    .sort((a, b) => b.growth - a.growth || b.amount.bytes - a.amount.bytes)
    .slice(0, maxFindings)
    .map(({ amount }) => amount);
}

/** The verdicts on all allocating lines as they stand now. */
export function growingLines(request: DraftRequest, goal: CollectorGoal): GrowingLine[] {
  const { history, thresholds } = request;
  return heapCandidates(history, thresholds.minimumGrowthBytes / 2).flatMap((amount) => lineOf(request, amount, goal));
}

function lineOf(request: DraftRequest, amount: HeapAmount, goal: CollectorGoal): GrowingLine[] {
  const { site, key } = amount.ref;
  const facts =
    site.path === null
      ? null
      : request.knowledge.allocation({ path: site.path, line: site.line, function: site.function });
  const bound = facts?.bound ?? null;
  const series = {
    key,
    objectBytes: objectBytesOf(amount),
    deletes: ((facts?.deletes ?? false) && !isMap(facts)) || bound?.kind === 'evicts',
    bounded: bound !== null && bound.kind !== 'evicts',
    mistaken: isMistake(facts),
    goal,
    room: (isMap(facts) && areTables(amount)) || (facts?.shape === 'append' && isFew(amount)) || isRoom(amount),
  };
  const best = bestCase(request, series);
  const isTold = best !== null && best.judged.tier !== null;
  const flat = isTold ? null : mapDraft({ request, amount, facts });
  const id = findingId(kindOf(facts), amount.ref);
  if (best === null) return flat === null ? [] : [{ amount, trend: stillTrend(amount), draft: flat, id, doubt: null }];
  const draft = isTold ? draftOf(amount, facts, best, request.thresholds) : flat;
  const doubt = isTold ? best.judged.doubt : (filledSince(request, amount, id) ?? best.judged.doubt);
  return [{ amount, trend: best.about.trend, draft, id, doubt }];
}

/** A map that nothing is deleted from, or a part that keeps the whole, is also what healthy caches have. */
function isMistake(facts: AllocationFacts | null): boolean {
  if (facts === null) return false;
  const { pattern, made } = facts;
  return made !== null || (pattern !== null && pattern !== 'entry-never-deleted' && pattern !== 'slice-keeps-whole');
}

/** So few and so large are rooms of slices and buffers. */
function isRoom(amount: HeapAmount): boolean {
  return isFew(amount) && amount.bytes >= (amount.objects ?? 0) * rules.roomBytes;
}

/** What a map grows by, not what is put into it on the same line. */
function areTables({ bytes, objects }: HeapAmount): boolean {
  return objects === null || bytes >= objects * rules.tableBytes;
}

function isFew({ objects }: HeapAmount): boolean {
  return objects !== null && objects <= rules.roomObjects;
}

/**
 * What a verdict is sure of has not grown since: a pause of the load, or a cache that is full? Where the line has allocated half
 * as much again as it kept before, and kept nothing of it, it is no leak; nor where the program works as it did and none comes.
 */
function filledSince({ history, grewUntil }: DraftRequest, { ref }: HeapAmount, id: string): 'filled' | null {
  const since = grewUntil(id);
  if (since === null) return null;
  for (const scale of history.byCollection.scales) {
    const held = scale.points(ref.key);
    const allocated = scale.points(allocatedKey(ref.key));
    const begin = held[0];
    if (begin === undefined || !scale.tells || begin.atMillis >= since) continue;
    const grown = valueAt(held, since) - begin.value;
    const kept = (held.at(-1)?.value ?? 0) - valueAt(held, since);
    const came = (allocated.at(-1)?.value ?? 0) - valueAt(allocated, since);
    if (came >= grown * rules.filledShare && kept <= came * rules.filledKept) return 'filled';
    const full = (held.at(-1)?.value ?? 0) * rules.fullBytes;
    const untilMillis = Math.min(since, held.find(({ value }) => value >= full)?.atMillis ?? since);
    const past = {
      fromMillis: begin.atMillis,
      untilMillis,
      keptBytes: history.liveGrowth(begin.atMillis, untilMillis),
    };
    return workWentOn(history.byPoll.scales, past) ? 'filled' : null;
  }
  return null;
}

function stillTrend({ bytes }: HeapAmount): LiveTrend {
  return {
    fromMillis: 0,
    toMillis: 0,
    watchedMillis: 0,
    collections: 0,
    before: bytes,
    now: bytes,
    growth: 0,
    grown: 0,
    ratePerMinute: 0,
    z: 0,
    lateShare: 0,
    noise: 0,
    fallEver: 0,
    rises: false,
    goesOn: false,
    roomUntilMillis: 0,
  };
}

interface BestCase {
  readonly judged: Judgement;
  readonly about: LiveCase;
  readonly scale: Scale<CollectionKey>;
}

/** Live bytes to judge, and what is known of them. */
interface LiveSeries extends Pick<LiveCase, 'deletes' | 'bounded' | 'mistaken' | 'room'> {
  readonly key: LineKey | typeof collectionSeries.live;
  readonly objectBytes: number;
  readonly goal: CollectorGoal;
}

interface Seen {
  readonly points: readonly TrendPoint[];
  readonly trend: LiveTrend;
}

/** The scale of time that says most; of equal ones the finest. Null where nothing has been collected twice. */
function bestCase(
  { history, thresholds }: DraftRequest,
  { key, objectBytes, deletes, bounded, mistaken, room, goal }: LiveSeries,
): BestCase | null {
  const deviation = samplingDeviation(history.heapReading?.period ?? 0, objectBytes);
  const trends = history.byCollection.scales.map((scale) => {
    const points = scale.points(key);
    const trend = liveTrend(points, {
      deviation,
      allocated: key === collectionSeries.live ? [] : scale.points(allocatedKey(key)),
    });
    return { scale, points, trend };
  });
  const fallEver = Math.max(...trends.map(({ trend }) => trend?.fallEver ?? 0));
  let best: BestCase | null = null;
  for (const [nth, { scale, points, trend }] of trends.entries()) {
    if (trend === null || !scale.tells) continue;
    const about: LiveCase = {
      trend,
      nowMillis: history.lastMillis,
      fallEver,
      room,
      get unseen() {
        return !goal.tuned && goesOnUnseen(history, trend, about.room);
      },
      // Asked only of what passes the cheaper tests.
      get loaded() {
        return followsAnyLoad(history, nth, { points, trend });
      },
      deletes,
      bounded,
      mistaken,
      goal: goal.trends[nth] ?? null,
    };
    const judged = judgeLive(about, thresholds);
    const known = best?.judged.tier ?? null;
    if (
      best === null ||
      (known !== 'probable' && judged.tier === 'probable') ||
      (known === null && judged.tier !== null)
    )
      best = { judged, about, scale };
  }
  return best;
}

/** Load shows in the rate of allocations and in the number of connections. */
function followsAnyLoad(history: ProcessHistory, nth: number, { points, trend }: Seen): boolean {
  const own = within(points, trend.fromMillis);
  const scale = history.byPoll.scales[nth];
  const from = (key: PollKey) => atMomentsOf(own, scale?.points(key) ?? []);
  if (isLoaded(own, from, { rise: rules.loadRise, together: rules.together })) return true;
  const connections = from(pollSeries.connections);
  const least = Math.max(10, (connections[0]?.value ?? 0) * rules.loadRise);
  const grown = (connections.at(-1)?.value ?? 0) - (connections[0]?.value ?? 0);
  return grown >= least && growsAlong(own, connections, { share: 0, together: rules.together });
}

/**
 * True when the growth can be taken to have gone on since the profile was made, though no newer one tells: the last collection
 * found the whole heap grown as fast, and since then the program allocates at the pace that it had when it kept what it keeps.
 */
function goesOnUnseen(history: ProcessHistory, trend: LiveTrend, isRoom: boolean): boolean {
  const [scale] = history.byPoll.scales;
  const goals = within(scale?.points(pollSeries.goal) ?? [], trend.fromMillis);
  const allocated = within(scale?.points(pollSeries.allocated) ?? [], trend.fromMillis);
  const then = goals.find(({ atMillis }) => atMillis >= trend.toMillis)?.value ?? 0;
  const goal = goals.at(-1)?.value ?? 0;
  if (goals.length < 2 || allocated.length < 2 || then <= 0) return false;
  const collected = goals.findLastIndex(({ value }) => value !== goal) + 1;
  const before = changeOf(goals.filter(({ atMillis }) => atMillis <= trend.toMillis));
  const after = changeOf(goals.filter(({ atMillis }, at) => atMillis >= trend.toMillis && at <= collected));
  if (after.value * before.millis < before.value * after.millis * sampledRules.lateShare) return false;
  if (isFresh(goals[collected]?.atMillis ?? 0, trend.fromMillis, history.lastMillis)) return true;
  const liveShare = (history.heapReading?.bytes ?? 0) / then;
  const allocatedBefore = changeOf(allocated.slice(0, collected + 1));
  const allocatedSince = changeOf(allocated.slice(collected));
  const kept = ((goal - (goals[0]?.value ?? 0)) * liveShare) / allocatedBefore.value;
  if (!(kept >= rules.keptShare)) return false;
  const pace = (allocatedSince.value * allocatedBefore.millis) / (allocatedBefore.value * allocatedSince.millis);
  // Had it stopped to keep, the pace would have fallen by the share that was kept. Rooms are allocated in leaps.
  const least = isRoom ? rules.roomPace : 1 - Math.min(kept, 1) / 2;
  return allocatedSince.millis === 0 || pace >= least;
}

function changeOf(points: readonly TrendPoint[]): { value: number; millis: number } {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return { value: 0, millis: 0 };
  return { value: last.value - first.value, millis: last.atMillis - first.atMillis };
}

/** What the program deletes from keeps its room: whether its entries are gone as well, no profile tells. */
function kindOf(facts: AllocationFacts | null): 'map-capacity' | 'heap-growth' {
  return isMap(facts) && facts?.deletes === true ? 'map-capacity' : 'heap-growth';
}

function draftOf(
  amount: HeapAmount,
  facts: AllocationFacts | null,
  { judged, about, scale }: BestCase,
  { minimumWatchSeconds }: VerdictThresholds,
): Draft {
  const { ref } = amount;
  const { trend } = about;
  const confidence: Confidence = judged.tier ?? 'possible';
  const kind = kindOf(facts);
  const finding = findingOf({
    id: findingId(kind, ref),
    kind,
    confidence,
    site: ref.site,
    related: [...(facts?.otherEnds ?? []), ...makeOf(facts)].map(relatedPlace),
    amount: { value: amount.bytes, unit: 'bytes' },
    evidence: [
      ...liveEvidence(about, amount.bytes),
      ...evidenceList(
        piece('objects', amount.objects, 'objects'),
        ...doubtEvidence(about, judged, minimumWatchSeconds),
      ),
    ],
    rate: { value: trend.ratePerMinute, unit: 'bytes-per-minute' },
    heldBytes: Math.max(0, Math.min(amount.bytes, trend.growth)),
    operation: facts?.operation ?? '',
    bound: facts?.bound ?? null,
    pattern: facts?.pattern ?? null,
    ...openedMemory(facts?.made ?? null),
    trend: picture(scale.points(ref.key)),
  });
  const share = about.room ? stayRules.keptRoom : stayRules.keptBytes;
  const kept = heldBytes(amount) * share - trend.noise * sampledRules.noiseDeviations;
  return { finding, isGrowing: true, kept, doubt: judged.doubt, counted: { of: 'line', key: ref.key } };
}

/** Where what keeps the memory is made, and told its bound. */
function makeOf(facts: AllocationFacts | null): OtherEnd[] {
  const { kind, made } = facts?.bound ?? { kind: 'evicts', made: null };
  return made === null || kind === 'evicts' ? [] : [{ role: 'make', ...made, function: '' }];
}

/** Why it is no more than possible. The sentence on what deletes from it stands among the evidence already. */
function doubtEvidence(
  { trend }: LiveCase,
  { tier, doubt }: Judgement,
  minimumWatchSeconds: number,
): (Evidence | null)[] {
  if (tier !== 'possible' || doubt === null) return [];
  const { grown, collections } = trend;
  const watchedSeconds = trend.watchedMillis / 1000;
  const noise = trend.noise * sampledRules.noiseDeviations;
  const needs = watchNeeded({ watchedSeconds, minimumWatchSeconds, grown, noise, collections, doubt });
  return [doubtPiece(trend, doubt), piece('needs-watch', needs, 'seconds')];
}

function doubtPiece({ collections, watchedMillis }: LiveTrend, doubt: Doubt): Evidence | null {
  switch (doubt) {
    case 'way-out':
      return null;
    case 'few':
      return piece('short', collections, 'count');
    case 'short':
      return piece('short', watchedMillis / 1000, 'seconds');
    default:
      return piece(`doubt-${doubt}`, 1, 'none');
  }
}

function liveEvidence(about: LiveCase, bytes: number): Evidence[] {
  const { trend, deletes } = about;
  const isRoom = !trend.goesOn && doubles(about);
  return evidenceList(
    piece('bytes', bytes, 'bytes'),
    piece('bytes-before', trend.before, 'bytes'),
    piece('rate', trend.ratePerMinute, 'bytes-per-minute'),
    piece('watched', trend.watchedMillis / 1000, 'seconds'),
    piece('collections', trend.collections, 'count'),
    piece('mann-kendall', trend.z, 'none'),
    isRoom ? piece('room', 1, 'none') : piece('late-slope-share', trend.lateShare, 'ratio'),
    piece('sampling-noise', trend.noise * sampledRules.noiseDeviations, 'bytes'),
    piece('way-out', deletes ? 1 : null, 'none'),
  );
}

/** Growth of the whole heap that no line explains. */
export function unexplainedGrowth(request: DraftRequest, goal: CollectorGoal, explainedBytes: number): Draft | null {
  const { history } = request;
  const reading = history.heapReading;
  if (reading === null) return null;
  const key = collectionSeries.live;
  const objectBytes = objectBytesOf(reading);
  const best = bestCase(request, {
    key,
    objectBytes,
    deletes: false,
    bounded: false,
    mistaken: false,
    room: false,
    goal,
  });
  if (best === null || best.judged.tier === null || explainedBytes >= best.about.trend.growth * rules.explainedShare)
    return null;
  const { trend } = best.about;
  const watched = trend.watchedMillis;
  // Without a line to look at, short evidence is no help to anybody.
  if (best.judged.tier !== 'probable' || watched < rules.processMillis) return null;
  const finding = findingOf({
    id: processId('heap-growth'),
    kind: 'heap-growth',
    confidence: watched >= rules.probableProcessMillis ? 'probable' : 'possible',
    site: null,
    amount: { value: reading.bytes, unit: 'bytes' },
    evidence: liveEvidence(best.about, reading.bytes),
    rate: { value: trend.ratePerMinute, unit: 'bytes-per-minute' },
    heldBytes: Math.max(0, trend.growth),
    trend: picture(best.scale.points(key)),
  });
  const kept = reading.bytes * stayRules.keptBytes;
  return { finding, isGrowing: true, kept, doubt: null, counted: { of: 'process', what: 'live' } };
}
