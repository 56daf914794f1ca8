import { env, l10n } from 'vscode';
import { isStretched, type PollPace } from '../../shared/model/target/pollPace';
import type { TargetState } from '../../shared/wires/lspMessages';
import type { SeriesView } from '../../shared/model/series/seriesSpec';
import { seriesValue } from '../../shared/base/seriesValue';
import { plainText } from '../../shared/base/said/plainText';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import { formatBytes, formatSignedCount } from '../../shared/base/units';
import { growthOf, mainSeries, type TargetGrowth } from './targetGrowth';

/** The number that matters: `1,204 goroutines ↑118/min` when those grow, else the live heap: `84.1 MB ↑9.10 MB/min`. */
export function describeMainNumber(state: TargetState): string {
  const growing = growthOf(state)?.series;
  if (growing !== undefined) return describeSeries(state, growing);
  return mainNumbers(state)[0] ?? '';
}

/** The main numbers, each with its growth: `84.1 MB ↑9.10 MB/min · 1,204 goroutines`. Empty before the first good answer. */
export function describeNumbers(state: TargetState): string {
  return mainNumbers(state).join(' · ');
}

function mainNumbers(state: TargetState): readonly string[] {
  return mainSeries(state.series)
    .map((series) => describeSeries(state, series))
    .filter((number) => number !== '');
}

function describeSeries({ latest, growth }: TargetState, series: SeriesView): string {
  const value = latest?.values[series.id] ?? null;
  if (value === null) return '';
  const perMinute = growth[series.id] ?? 0;
  return seriesValue(series, value) + (perMinute > 0 ? ` ${describeGrowth({ series, perMinute })}` : '');
}

/** `↑9.10 MB/min` or `↑118/min`. */
function describeGrowth({ series, perMinute }: TargetGrowth): string {
  const rate = series.unit === 'bytes' ? formatBytes(perMinute) : formatSignedCount(perMinute).replace('+', '');
  return l10n.t('↑{0}/min', rate);
}

/** How it stands with a service, in two or three words. */
export function describePhase(state: TargetState): string {
  if (state.problem?.pausedSession !== undefined) return l10n.t('paused in the debugger');
  // While its engine is lost, nothing newer is known than what it said last.
  return state.phase === 'connecting' ? l10n.t('connecting') : state.conditionText.short;
}

/** Of one process among others like it, how it stands with it: `healthy`, `1 leak`. Empty for a service by itself. */
export function describeReplica({ replicaOf, condition, conditionText, phase }: TargetState): string {
  if (replicaOf === undefined || phase !== 'connected') return '';
  return condition.kind === 'quiet' ? l10n.t('healthy') : conditionText.short;
}

/** The other addresses of a process that counts once; empty where it has none. */
export function describeTwins({ replicaOf }: TargetState): string {
  const names = (replicaOf?.alsoAt ?? []).map((name) => plainText(name)).join(', ');
  return names === '' ? '' : l10n.t('One process with {0}: it counts once.', names);
}

/** Of a service, how many replicas it has, and how it stands with the worst of them: `3 replicas · gateway-b: 1 leak`. */
export function describeService(replicas: readonly TargetState[]): string {
  const worst =
    replicas.find(({ condition }) => condition.kind === 'leaking') ??
    replicas.find(({ condition }) => condition.kind === 'suspect');
  const found = worst === undefined ? '' : `${plainText(worst.target.name)}: ${worst.conditionText.short}`;
  const gone = replicas.filter(({ replicaOf }) => replicaOf?.isGone === true).length;
  const count = l10n.t('{0} replicas', replicas.length - gone);
  return [count, found, gone === 0 ? '' : l10n.t('{0} gone', gone)].filter((part) => part !== '').join(' · ');
}

/** What the last poll cost the service; null before the first. */
export function describeCost({ cost, pace }: TargetState): string | null {
  if (cost === null) return null;
  const last = l10n.t(
    'Last look: {0} requests, {1}, {2} ms',
    cost.requests,
    formatBytes(cost.bytes),
    Math.round(cost.millis),
  );
  return pace !== null && isStretched(pace) ? `${last}. ${describePace(pace)}` : last;
}

function describePace({ pauseMillis, wishedMillis, budget }: PollPace): string {
  return l10n.t(
    'Asked every {0} s instead of {1} s, to stay below {2} % of one core of the service',
    Math.round(pauseMillis / 1000),
    Math.round(wishedMillis / 1000),
    budget * 100,
  );
}

/** What a person called the snapshot, else when it was captured. */
export function snapshotLabel(snapshot: StoredSnapshot): string {
  return snapshot.name === '' ? describeTime(snapshot.capturedAtMillis) : snapshot.name;
}

/** The same in a few characters, for narrow places: of today only the time. */
export function shortSnapshotLabel(snapshot: StoredSnapshot, nowMillis: number): string {
  if (snapshot.name !== '') return snapshot.name;
  const captured = new Date(snapshot.capturedAtMillis);
  const today = captured.toDateString() === new Date(nowMillis).toDateString();
  if (today) return describeClock(snapshot.capturedAtMillis);
  return new Intl.DateTimeFormat(env.language, { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' }).format(
    captured,
  );
}

/** Date and time to the second in the editor's language and the machine's time zone, with 24 hours as everywhere. */
export function describeTime(millis: number): string {
  return new Intl.DateTimeFormat(env.language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }).format(
    millis,
  );
}

/** `22:21:50`: a time of today, written as the engine writes it. */
export function describeClock(millis: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(millis);
}
