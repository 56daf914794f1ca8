import { expect, test } from 'vitest';
import { outliers } from '../../../src/analyse/numbers/outliers';
import { chance } from './chance';

/**
 * Replicas that are healthy: each has its own share of a load that swings, rises or falls for all; on top each wanders and trembles by itself,
 * and now and then is restarted or has a burst.
 */
function healthyFleet(random: () => number): { readonly atMillis: number; readonly value: number }[][] {
  const size = 5 + Math.floor(random() * 46);
  const length = 20 + Math.floor(random() * 60);
  const [swing, drift, phase] = [random(), (random() - 0.3) * 2, random() * 7];
  return Array.from({ length: size }, () => {
    const level = 5 * 10 ** (random() * 3);
    const [trembling, wandering] = [0.02 + random() * 0.2, random() * 0.1];
    const restartsAt = random() < 0.1 ? Math.floor(random() * length) : -1;
    const burstsAt = random() < 0.2 ? Math.floor(random() * length) : -1;
    let own = 0;
    return Array.from({ length }, (_, at) => {
      own = own * 0.9 + (random() - 0.5) * wandering;
      const load = 1 + 0.5 * swing * Math.sin(phase + (at / length) * 6.3) + Math.max(-0.8, (drift * at) / length);
      const since = restartsAt >= 0 && at >= restartsAt ? Math.min(1, (at - restartsAt + 1) / 5) : 1;
      const burst = burstsAt >= 0 && at >= burstsAt && at < burstsAt + 4 ? 2 : 1;
      const value = level * load * since * burst * (1 + own + (random() - 0.5) * trembling);
      return { atMillis: at * 15_000, value: Math.max(0, Math.round(value)) };
    });
  });
}

test('of 10,000 healthy fleets of 5 to 50 with uneven load, none has a replica accused', () => {
  const random = chance(20261130);
  let accused = 0;
  for (let run = 0; run < 10_000; run += 1) accused += outliers(healthyFleet(random)).length > 0 ? 1 : 0;
  expect(accused).toBe(0);
}, 180_000);

test('the one that leaks is told in nearly every such fleet', () => {
  const random = chance(7);
  let told = 0;
  for (let run = 0; run < 500; run += 1) {
    const fleet = healthyFleet(random);
    const at = Math.floor(random() * fleet.length);
    const before = fleet[at]?.[0]?.value ?? 0;
    // Three times what it was, by the end, on top of what its load does.
    const leaking = fleet[at]?.map((point, step, all) => ({
      ...point,
      value: point.value + Math.round((3 * Math.max(before, 10) * step) / all.length),
    }));
    const seen = outliers(fleet.map((points, one) => (one === at && leaking !== undefined ? leaking : points)));
    if (seen.length === 1 && seen[0] === at) told += 1;
  }
  expect(told).toBeGreaterThan(400);
});

test('what most of them do is no exception, and of two nobody knows', () => {
  const rising = Array.from({ length: 30 }, (_, at) => ({ atMillis: at, value: 10 + at * 10 }));
  const still = rising.map(({ atMillis }) => ({ atMillis, value: 10 }));
  expect(outliers([rising, rising, rising, still, still])).toEqual([]);
  expect(outliers([rising, still])).toEqual([]);
  expect(outliers([still, rising, still, still])).toEqual([1]);
});
