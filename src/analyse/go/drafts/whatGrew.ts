import type { GoDoubt } from '../../../shared/model/go/goDoubt';
import type { Grown } from '../../../shared/model/told';
import type { VerdictThresholds } from '../../../shared/model/verdictThresholds';
import { objectBytesOf } from '../../base/heapColumns';
import { waitCandidates } from './waits/waitCandidates';
import { findingId } from './base/findingId';
import { heapCandidates } from './heap/heapCandidates';
import { heldBytes } from '../history/heapReading';
import type { ProcessHistory } from '../history/history';
import { samplingDeviation } from '../../numbers/liveTrend';
import { collectionSeries, pollSeries, type CollectionKey, type PollKey } from '../history/seriesKeys';
import type { SeriesSet } from '../../history/seriesSet';
import { heapRules } from '../base/heapRules';
import { grownRules as rules } from '../base/joinRules';
import { sampledRules } from '../../numbers/sampledRules';
import { watchNeeded } from './heap/watchNeeded';

/** What a look at everything that grew needs to know. */
export interface GrowthQuestion {
  readonly history: ProcessHistory;
  readonly thresholds: VerdictThresholds;
  /** Ids of what is told as a finding. */
  readonly told: ReadonlySet<string>;
  /** What findings explain. */
  readonly explained: { readonly bytes: number; readonly goroutines: number };
  /** What speaks against what is not told. */
  readonly doubts: ReadonlyMap<string, GoDoubt>;
}

/** What grew while it was watched and is no finding, with how long to watch: the whole process first, then lines by their growth. */
export function whatGrew(question: GrowthQuestion): Grown[] {
  const lines = [...linesThatGrew(question), ...waitsThatGrew(question)];
  return [...wholeProcess(question), ...lines.slice(0, rules.mostLines)];
}

interface Change {
  readonly before: number;
  readonly now: number;
}

/** From the first value that is remembered to the newest. */
function changeOf<Key extends PollKey | CollectionKey>(series: SeriesSet<Key>, key: Key): Change | null {
  const scale = series.scales.findLast((one) => one.tells && one.pointCount > 1) ?? series.scales[0];
  const points = scale?.points(key) ?? [];
  const newest = series.scales[0]?.points(key).at(-1);
  const first = points[0];
  return first === undefined || newest === undefined ? null : { before: first.value, now: newest.value };
}

function hasGrown({ before, now }: Change, least: number): boolean {
  return now - before >= Math.max(least, before * rules.leastShare);
}

function wholeProcess({ history, thresholds, told, explained, doubts }: GrowthQuestion): Grown[] {
  const found: Grown[] = [];
  const isExplained = ({ before, now }: Change, by: number) => by >= (now - before) * rules.explainedShare;
  const live = changeOf(history.byCollection, collectionSeries.live);
  const { heapReading } = history;
  if (
    live !== null &&
    heapReading !== null &&
    hasGrown(live, thresholds.minimumGrowthBytes) &&
    !told.has('heap-growth:process') &&
    !isExplained(live, explained.bytes)
  ) {
    const noise = noiseOf(history, live, objectBytesOf(heapReading));
    const doubt = doubts.get('heap-growth:process') ?? null;
    const needs = { noise, collections: history.byCollection.scales[0]?.pointCount ?? 0, doubt };
    found.push(grownOf({ history, thresholds, change: live, needs }, { what: 'live-heap', site: null, unit: 'bytes' }));
  }
  const goroutines = changeOf(history.byPoll, pollSeries.goroutines);
  if (
    goroutines !== null &&
    hasGrown(goroutines, thresholds.minimumGoroutines) &&
    !isExplained(goroutines, explained.goroutines)
  ) {
    const needs = { noise: 0, collections: null, doubt: null };
    found.push(
      grownOf(
        { history, thresholds, change: goroutines, needs },
        { what: 'goroutines', site: null, unit: 'goroutines' },
      ),
    );
  }
  return found;
}

function linesThatGrew({ history, thresholds, told, doubts }: GrowthQuestion): Grown[] {
  return heapCandidates(history, thresholds.minimumGrowthBytes / 2).flatMap((amount) => {
    const ids = [findingId('heap-growth', amount.ref), findingId('map-capacity', amount.ref)];
    const change = changeOf(history.byCollection, amount.ref.key);
    if (change === null || ids.some((id) => told.has(id)) || !hasGrown(change, thresholds.minimumGrowthBytes / 2))
      return [];
    const noise = noiseOf(history, change, objectBytesOf({ ...amount, bytes: heldBytes(amount) }));
    const doubt = ids.map((id) => doubts.get(id)).find((one) => one !== undefined) ?? null;
    const needs = { noise, collections: history.byCollection.scales[0]?.pointCount ?? 0, doubt };
    const { site } = amount.ref;
    return [grownOf({ history, thresholds, change, needs }, { what: 'line', site, unit: 'bytes' })];
  });
}

function waitsThatGrew({ history, thresholds, told, doubts }: GrowthQuestion): Grown[] {
  return waitCandidates(history).flatMap(([key, { ref, kind }]) => {
    const id = findingId('goroutine-leak', ref, kind);
    const change = changeOf(history.byPoll, key);
    if (change === null || told.has(id) || !hasGrown(change, thresholds.minimumGoroutines)) return [];
    const needs = { noise: 0, collections: null, doubt: doubts.get(id) ?? null };
    return [grownOf({ history, thresholds, change, needs }, { what: 'wait', site: ref.site, unit: 'goroutines' })];
  });
}

function noiseOf({ heapReading }: ProcessHistory, { before, now }: Change, objectBytes: number): number {
  return samplingDeviation(heapReading?.period ?? 0, objectBytes)(now - before) * sampledRules.noiseDeviations;
}

function grownOf(
  about: Pick<GrowthQuestion, 'history' | 'thresholds'> & {
    readonly change: Change;
    readonly needs: { readonly noise: number; readonly collections: number | null; readonly doubt: GoDoubt | null };
  },
  named: Pick<Grown, 'what' | 'site' | 'unit'>,
): Grown {
  const { history, thresholds, change, needs } = about;
  const { before, now } = change;
  const watchedSeconds = (history.lastMillis - history.firstMillis) / 1000;
  const { minimumWatchSeconds } = thresholds;
  const needsSeconds = watchNeeded({ ...needs, watchedSeconds, minimumWatchSeconds, grown: now - before });
  return {
    ...named,
    before,
    now,
    doubt: doubtOf(needs, { watchedSeconds, minimumWatchSeconds, grown: now - before }),
    needsSeconds,
  };
}

/** Where no rule has spoken against it, what is missing. */
function doubtOf(
  {
    noise,
    collections,
    doubt,
  }: { readonly noise: number; readonly collections: number | null; readonly doubt: GoDoubt | null },
  about: { readonly watchedSeconds: number; readonly minimumWatchSeconds: number; readonly grown: number },
): GoDoubt | null {
  if (doubt !== null) return doubt;
  if (collections !== null && collections < heapRules.leastCollections) return 'few';
  if (about.watchedSeconds < about.minimumWatchSeconds) return 'short';
  return about.grown < noise ? 'noise' : null;
}
