// A day of polls in a minute: the engine's own session, judge, trackers and series on a clock in the hands of the test, with
// what a real service answered. What is kept has to stop growing.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { followSettings } from '../../../src/engine/sessions/followSettings';
import { TargetSession } from '../../../src/engine/sessions/targetSession';
import type { ProfileRequest, ProfileSource } from '../../../src/shared/ports/sources/profileSource';
import { keepNothing } from '../../../src/store/keepNothing';
import { defaultSettings } from '../../../src/shared/model/settings/settings';
import { FakeClock } from '../../support/fakeClock';
import { recorded } from '../recordedService';
import { openRooms } from '../rooms';

const gateway = join(import.meta.dirname, '../../services/gateway');
const target = { id: 'gateway-1', name: 'gateway', url: 'http://127.0.0.1:6060/debug/pprof/' };
const files: Partial<Record<ProfileRequest, string>> = {
  heap: 'heap.pb.gz',
  'heap-text': 'heap.debug1.txt.gz',
  goroutine: 'goroutine.pb.gz',
  'goroutine-dump': 'goroutine.debug2.txt.gz',
};

/**
 * What 22 hours may add: the points themselves, 2,640 of them, and what is remembered of lines and processes until it has reached
 * its bounds. What is reported of a poll comes to more when it stays.
 */
const slackMegabytes = 4;

/** The recorded gateway, over and over: it leaks for a minute and a half, is fixed, and another process begins anew. */
function recordedSource(frameOf: () => number): ProfileSource {
  const known = new Map<string, Uint8Array>();
  return {
    target,
    runtime: 'go',
    fetch: (request) => {
      const frame = frameOf();
      const name = `${String(frame)}/${request}`;
      const bytes = known.get(name) ?? recorded(frame, files[request] ?? 'goroutine.pb.gz');
      known.set(name, bytes);
      return Promise.resolve({ bytes, url: `${target.url}${request}`, elapsedMillis: 1 });
    },
    residentBytes: () => Promise.resolve(null),
    dispose: () => undefined,
  };
}

/** The least of several looks: what the columns of dead profiles took is given back beside the program, some time after a collection. */
async function heapMegabytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let least = Infinity;
  for (let look = 0; look < looks; look += 1) {
    collect();
    await setTimeout(100);
    // Profiles are columns, which stand beside the heap.
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    least = Math.min(least, heapUsed + arrayBuffers);
  }
  return least / 1024 / 1024;
}

const looks = 5;

it('keeps no more after a day of polls than after two hours', { timeout: 300_000 }, async () => {
  const clock = new FakeClock(1_700_000_000_000);
  const rooms = await openRooms({ folder: gateway, clock });
  let round = 0;
  const { series } = keepNothing;
  let findings = 0;
  const session = new TargetSession(
    {
      ...rooms,
      runtime: rooms.runtimes.of('go'),
      source: recordedSource(() => round % 24),
      series,
      // One poll in 30 s: as many lives, verdicts and points for the bounds as a person meets, in a sixth of the time.
      settings: () => followSettings({ ...defaultSettings, pollIntervalSeconds: 30, pollMaximumCostPercent: 100 }),
    },
    {
      stateChanged: () => undefined,
      reported: (_report, told) => (findings += told.findings.length),
      seriesGrew: () => undefined,
    },
    { points: [], kept: null },
  );
  onTestFinished(() => session.dispose());
  const pollFor = async (hours: number) => {
    for (let left = hours * 120; left > 0; left -= 1) {
      await clock.advance(30_000);
      await session.pollNow();
      round += 1;
    }
    return heapMegabytes();
  };
  const afterTwoHours = await pollFor(2);
  const afterADay = await pollFor(22);
  expect(session.state().phase).toBe('connected');
  expect(findings).toBeGreaterThan(0);
  console.log(`a day in the engine: ${afterTwoHours.toFixed(1)} MB after 2 h, ${afterADay.toFixed(1)} MB after 24 h`);
  expect(afterADay - afterTwoHours).toBeLessThan(slackMegabytes);
});
