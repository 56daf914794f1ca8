import { env, l10n } from 'vscode';
import { isStretched } from '../../shared/model/pollPace';
import { type PollPace } from '../../shared/model/pollPace';
import type { TargetState } from '../../shared/wires/lspMessages';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import { formatBytes, formatCount, formatSignedCount } from '../../shared/base/units';
import { growthOf, type TargetGrowth } from './targetGrowth';

/** The number that matters: `1,204 goroutines ↑118/min` when those grow, else the live heap: `84.1 MB ↑9.10 MB/min`. */
export function describeMainNumber(state: TargetState): string {
  const growth = growthOf(state);
  return growth?.of === 'goroutines' ? describeGoroutines(state) : describeHeap(state);
}

/** Both numbers, each with its growth: `84.1 MB ↑9.10 MB/min · 1,204 goroutines`. Empty before the first good answer. */
export function describeNumbers(state: TargetState): string {
  return [describeHeap(state), describeGoroutines(state)].filter((part) => part !== '').join(' · ');
}

function describeHeap({ latest, liveHeapPerMinute: rate }: TargetState): string {
  const liveHeap = latest?.values.liveHeap ?? null;
  if (liveHeap === null) return '';
  const growth = rate !== null && rate > 0 ? ` ${describeGrowth({ of: 'heap', bytesPerMinute: rate })}` : '';
  return formatBytes(liveHeap) + growth;
}

function describeGoroutines({ latest, goroutinesPerMinute: rate }: TargetState): string {
  const goroutines = latest?.values.goroutines ?? null;
  if (goroutines === null) return '';
  const growth = rate !== null && rate > 0 ? ` ${describeGrowth({ of: 'goroutines', perMinute: rate })}` : '';
  return goroutineCount(goroutines) + growth;
}

/** `1 goroutine`, `1,204 goroutines`. */
export function goroutineCount(count: number): string {
  return count === 1 ? l10n.t('1 goroutine') : l10n.t('{0} goroutines', formatCount(count));
}

/** `↑9.10 MB/min` or `↑118/min`. */
function describeGrowth(growth: TargetGrowth): string {
  if (growth.of === 'heap') return l10n.t('↑{0}/min', formatBytes(growth.bytesPerMinute));
  return l10n.t('↑{0}/min', formatSignedCount(growth.perMinute).replace('+', ''));
}

/** The phase, for a person. */
export function describePhase(state: TargetState): string {
  switch (state.phase) {
    case 'connecting':
      return l10n.t('connecting');
    case 'connected':
      return l10n.t('connected');
    case 'reconnecting':
      return state.problem?.pausedSession === undefined ? l10n.t('reconnecting') : l10n.t('paused in the debugger');
  }
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

/** What a snapshot's numbers say, as far as they are known: `84.1 MB · 1,204 goroutines`. */
export function describeSummary({ summary: { liveHeap, goroutines } }: StoredSnapshot): string {
  const numbers = [
    liveHeap === undefined ? '' : formatBytes(liveHeap),
    goroutines === undefined ? '' : goroutineCount(goroutines),
  ];
  return numbers.filter((number) => number !== '').join(' · ');
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
  const style = today ? ({ timeStyle: 'medium' } as const) : ({ dateStyle: 'short', timeStyle: 'short' } as const);
  return new Intl.DateTimeFormat(env.language, style).format(captured);
}

/** Date and time to the second in the editor's language and the machine's time zone. */
export function describeTime(millis: number): string {
  return new Intl.DateTimeFormat(env.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(millis);
}
