// What two services tell in a day, poll by poll, as the engine would say it: one leaks, is fixed and is started anew, again and
// again, the other is well. For tests that let a day pass in a minute.
import { goSeriesViews } from '../go/goSeriesViews.ts';
import type { TargetState } from '../../../src/shared/wires/lspMessages';
import type { SeriesPoint } from '../../../src/shared/model/series/series';

/** Simulated. */
export const pollMillis = 10_000;
export const pollsAnHour = 360;
export const pollsADay = 24 * pollsAnHour;

/** Of one process: it leaks, is fixed, and after twenty minutes another one takes its place. */
const pollsALife = 120;
const leakingPolls = 80;
/** The first polls of a new process find nobody. */
const awayPolls = 2;

const startMillis = Date.UTC(2026, 0, 2);
const megabyte = 1024 * 1024;

export interface DayService {
  readonly id: string;
  readonly name: string;
  readonly leaks: boolean;
}

export const leakingService: DayService = { id: 'gateway-7060', name: 'gateway', leaks: true };
export const healthyService: DayService = { id: 'billing-7061', name: 'billing', leaks: false };

export function millisOf(poll: number): number {
  return startMillis + poll * pollMillis;
}

/** Where a process stands in its life at a poll. On the hour it leaks and is away from neither end. */
export function momentOf(poll: number): { readonly life: number; readonly age: number; readonly leaks: boolean } {
  const lived = poll + pollsALife / 2;
  const age = lived % pollsALife;
  return { life: Math.floor(lived / pollsALife), age, leaks: age < leakingPolls };
}

/** Nobody answers, because the process is being started anew. */
export function isAway({ leaks }: DayService, poll: number): boolean {
  return leaks && momentOf(poll).age < awayPolls;
}

/** Goroutines that wait for ever. */
export function leakedAt({ leaks }: DayService, poll: number): number {
  const moment = momentOf(poll);
  return leaks && moment.leaks ? moment.age * 12 : 0;
}

/** What a poll measured; of a service that is away, what it measured last. */
export function pointAt(service: DayService, poll: number): SeriesPoint {
  if (isAway(service, poll)) return pointAt(service, poll - 1);
  const { life, age } = momentOf(poll);
  const leaked = leakedAt(service, poll);
  const liveHeap = 24 * megabyte + leaked * 65_536 + (poll % 7) * 40_961;
  const heapAlloc = liveHeap + (poll % 5) * 3 * megabyte;
  const heapInuse = heapAlloc + 2 * megabyte + (poll % 11) * 8192;
  const heapIdle = 90 * megabyte - leaked * 1024;
  const sys = heapInuse + heapIdle + 9 * megabyte;
  return {
    atMillis: millisOf(poll),
    life: service.leaks ? life : 0,
    values: {
      liveHeap,
      heapAlloc,
      heapInuse,
      heapIdle,
      heapReleased: heapIdle - 12 * megabyte,
      sys,
      rss: sys - 40 * megabyte + (poll % 13) * 4096,
      goroutines: 38 + leaked + (poll % 3),
      gcCycles: (service.leaks ? age : poll) * 2,
    },
  };
}

export function stateAt(service: DayService, poll: number): TargetState {
  const away = isAway(service, poll);
  const grows = leakedAt(service, poll) > 60;
  return {
    target: { id: service.id, name: service.name, url: `http://localhost:${service.id.slice(-4)}/debug/pprof/` },
    phase: away ? 'reconnecting' : 'connected',
    condition: away ? { kind: 'away', asOfMillis: millisOf(poll), nextAttemptMillis: null } : { kind: 'connecting' },
    conditionText: { short: away ? 'not answering' : 'connecting', sentence: '' },
    problem: away
      ? {
          kind: 'refused',
          message: `Nothing listens at localhost:${service.id.slice(-4)}.`,
          nextStep: `Start the service; LeakLens tries again in ${String((poll % 4) + 1)} s.`,
        }
      : null,
    nextAttemptMillis: away ? millisOf(poll) + 2000 : null,
    latest: pointAt(service, poll),
    runtime: 'go',
    series: goSeriesViews(),
    limits: [],
    outlooks: [],
    growth: grows ? { liveHeap: 4_700_000 + (poll % 17) * 10_007, goroutines: 72 + (poll % 5) / 10 } : {},
    liveHeapPerMinute: grows ? 4_700_000 + (poll % 17) * 10_007 : null,
    goroutinesPerMinute: grows ? 72 + (poll % 5) / 10 : null,
    pace: { wishedMillis: 5000, pauseMillis: 5000, budget: 0.01, roundMillis: 2 },
    missing: [],
    cost: { bytes: 41_000 + (poll % 29) * 113, millis: 9 + (poll % 6), requests: 3 },
  };
}
