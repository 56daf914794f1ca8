// A report of `watch` from findings by hand, and what is written of it.
import { nothingAsked } from '../../src/shared/model/target/capabilities';
import type { IgnoreRule } from '../../src/shared/model/finding';
import { goRuntime } from '../../src/runtimes/go';
import { runtimesOf } from '../../src/shared/ports/runtime/runtime';
import type { SeriesPoint } from '../../src/shared/model/series/series';
import { judgedUnder } from './judgedUnder';
import type { WatchReport } from '../../src/cli/findings/watchReport';
import { reportText, type TextFormat } from '../../src/cli/findings/writeReport';
import { goWords } from '../support/go/goWords';
import { goroutineLeak, heapGrowth, megabyte, retained } from '../words/go/findings/findings';

export const startedAtMillis = Date.UTC(2026, 0, 2, 3, 4, 5);

function point(seconds: number, values: SeriesPoint['values']): SeriesPoint {
  return { atMillis: startedAtMillis + seconds * 1000, life: 0, values };
}

export const ignore: IgnoreRule = { id: 'heap-growth:main.(*cache).put:2', reason: 'a cache, by design', until: null };

export function report(given: Partial<WatchReport> = {}): WatchReport {
  return {
    target: { id: 'local', name: 'localhost:6060', url: 'http://localhost:6060/debug/pprof/' },
    runtime: goRuntime,
    startedAtMillis,
    endedAtMillis: startedAtMillis + 60_500,
    ending: 'complete',
    polls: 31,
    restarts: 0,
    pace: null,
    capabilities: nothingAsked,
    missing: [],
    cost: { bytes: 3 * megabyte, millis: 420, requests: 96 },
    points: [
      point(0, { goroutines: 12, liveHeap: 2 * megabyte }),
      point(60, { goroutines: 132, liveHeap: 12 * megabyte }),
    ],
    findings: judgedUnder([goroutineLeak(), heapGrowth(), retained()], {
      failOn: 'probable',
      isCompared: false,
      ignore: [ignore],
    }),
    takenBack: [],
    grown: [],
    limits: [],
    outlooks: [],
    oomWithinMillis: null,
    failOn: 'probable',
    baseline: null,
    ignoreFile: '/work/.leaklens.json',
    expiredRules: [],
    ...given,
  };
}

export function written(format: TextFormat, given: Partial<WatchReport> = {}): string {
  const surroundings = {
    words: goWords,
    runtimes: runtimesOf([goRuntime]),
    version: '9.9.9',
    workingDirectory: '/work',
  };
  return [...reportText(report(given), format, surroundings)].join('');
}
