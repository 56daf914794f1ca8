import { expect, it } from 'vitest';
import { WatchedTime } from '../../../../src/host/findings/watchedTime';
import type { TargetState } from '../../../../src/shared/wires/lspMessages';

function state(id: string, atMillis: number | null): TargetState {
  return {
    target: { id, name: id, url: `http://${id}/` },
    phase: 'connected',
    problem: null,
    nextAttemptMillis: null,
    latest: atMillis === null ? null : { atMillis, life: 0, values: {} },
    runtime: 'go',
    series: [],
    growth: {},
    liveHeapPerMinute: null,
    goroutinesPerMinute: null,
    cost: null,
    pace: null,
    missing: [],
  };
}

function watched(...looks: readonly TargetState[][]): number | null {
  const time = new WatchedTime();
  for (const states of looks) time.follow(states);
  return time.longestMillis(looks.at(-1) ?? []);
}

it('is unknown before the first numbers', () => {
  expect(watched([])).toBe(null);
  expect(watched([state('a', null)])).toBe(null);
});

it('counts from the first numbers to the newest', () => {
  expect(watched([state('a', null)], [state('a', 1_000)], [state('a', 4_000)])).toBe(3_000);
});

it('is that of the target which is watched longest', () => {
  expect(watched([state('a', 1_000)], [state('a', 9_000), state('b', 8_000)])).toBe(8_000);
});

it('starts again with a target that was gone', () => {
  expect(watched([state('a', 1_000)], [], [state('a', 9_000)])).toBe(0);
});
