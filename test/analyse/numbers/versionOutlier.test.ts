import { describe, expect, it } from 'vitest';
import { versionOutlier, type VersionedPoints } from '../../../src/analyse/numbers/versionOutlier';
import { chance } from './chance';

/** What happens to a fleet of two versions in the time that is looked at. */
interface FleetStory {
  /** Load goes from the old version to the new one, little by little. */
  readonly shifts?: boolean;
  /** How much the load changes; 1 where it can more than double. */
  readonly moves?: number;
}

/**
 * Healthy replicas of two versions: each has its own share of a load that swings, rises or falls for all; the new version takes more or less for the same load,
 * and more or less of that whatever the load; each wanders and trembles by itself, is restarted or has a burst now and then, and new ones come while it is looked at.
 */
function healthyFleet(random: () => number, { shifts = false, moves = 1 }: FleetStory): VersionedPoints[] {
  const size = 5 + Math.floor(random() * 46);
  const length = 20 + Math.floor(random() * 60);
  const [swing, drift, phase] = [moves * random(), moves * (random() - 0.3) * 2, random() * 7];
  const newOnes = Math.max(1, Math.floor(size * random()));
  const fixedShare = [random() * 0.6, random() * 0.6] as const;
  const taken = 0.6 + random();
  return Array.from({ length: size }, (_, replica) => {
    const isNew = replica < newOnes;
    const level = 5 * 10 ** (random() * 3) * (isNew ? taken : 1);
    const [trembling, wandering] = [0.02 + random() * 0.2, random() * 0.1];
    const restartsAt = random() < 0.1 ? Math.floor(random() * length) : -1;
    const burstsAt = random() < 0.2 ? Math.floor(random() * length) : -1;
    const comesAt = isNew && random() < 0.3 ? Math.floor(random() * length * 0.4) : 0;
    let own = 0;
    const points = Array.from({ length }, (_, at) => {
      own = own * 0.9 + (random() - 0.5) * wandering;
      const common = 1 + 0.5 * swing * Math.sin(phase + (at / length) * 6.3) + Math.max(-0.8, (drift * at) / length);
      const share = shifts ? (isNew ? 0.3 + (1.4 * at) / length : 1.7 - (1.4 * at) / length) : 1;
      const fixed = fixedShare[isNew ? 1 : 0];
      const load = fixed + (1 - fixed) * common * share;
      const begun = Math.max(restartsAt, comesAt);
      const since = begun > 0 && at >= begun ? Math.min(1, (at - begun + 1) / 5) : 1;
      const burst = burstsAt >= 0 && at >= burstsAt && at < burstsAt + 4 ? 2 : 1;
      const value = level * load * since * burst * (1 + own + (random() - 0.5) * trembling);
      return { atMillis: at * 15_000, value: Math.max(0, Math.round(value)) };
    });
    return { version: isNew ? 'v2' : 'v1', points: points.slice(comesAt) };
  });
}

/** Of one version each has three times its usual more, by the end, on top of what its load does. */
function leaking(fleet: readonly VersionedPoints[], version: string): VersionedPoints[] {
  return fleet.map((one) => {
    if (one.version !== version) return one;
    const sorted = one.points.map(({ value }) => value).sort((a, b) => a - b);
    const usual = Math.max(sorted[sorted.length >> 1] ?? 0, 10);
    const points = one.points.map((point, step, all) => ({
      ...point,
      value: point.value + Math.round((3 * usual * step) / all.length),
    }));
    return { version, points };
  });
}

/** What is said of fleets of which the new version leaks, those left out that have too few of either version. */
function toldOf(runs: number, story: FleetStory) {
  const random = chance(11);
  const healthy = Array.from({ length: runs }, () => healthyFleet(random, story)).filter((fleet) => {
    const newOnes = fleet.filter(({ version }) => version === 'v2').length;
    return newOnes >= 2 && fleet.length - newOnes >= 2;
  });
  const found = healthy.map((fleet) => versionOutlier(leaking(fleet, 'v2'))?.version ?? null);
  return {
    all: found.length,
    right: found.filter((one) => one === 'v2').length,
    wrong: found.filter((one) => one === 'v1').length,
  };
}

describe('of 5 to 50 replicas of two versions, with uneven load', () => {
  it('none of 10,000 healthy fleets has a version accused, though one feels the load more than the other', () => {
    const random = chance(20261130);
    const accused = Array.from({ length: 10_000 }, () => versionOutlier(healthyFleet(random, {}))).filter(
      (one) => one !== null,
    );
    expect(accused).toEqual([]);
  }, 180_000);

  it('the version that leaks is told in three of four fleets whose load changes by a quarter, however many replicas it has', () => {
    const { all, right, wrong } = toldOf(1000, { moves: 0.25 });
    expect(wrong).toBe(0);
    expect(right / all).toBeGreaterThan(0.75);
  });

  it('it is told in a third of those whose load more than doubles, and the other one in none', () => {
    const { all, right, wrong } = toldOf(1000, {});
    expect(wrong).toBe(0);
    expect(right / all).toBeGreaterThan(0.35);
  });

  it('hardly any is accused while load is moved from one to the other', () => {
    const random = chance(5);
    const accused = Array.from({ length: 1000 }, () => versionOutlier(healthyFleet(random, { shifts: true }))).filter(
      (one) => one !== null,
    );
    expect(accused.length).toBeLessThan(50);
  });
});

describe('a version', () => {
  const series = (version: string, slope: number, from = 0): VersionedPoints => ({
    version,
    points: Array.from({ length: 40 - from }, (_, at) => ({
      atMillis: (at + from) * 15_000,
      value: 100 + slope * (at + from),
    })),
  });

  it('is told with how many of its replicas grow, and how many of the others do not', () => {
    const fleet = [series('v1', 0), series('v1', 0.1), series('v2', 10), series('v2', 12), series('v2', 9)];
    expect(versionOutlier(fleet)).toEqual({ version: 'v2', growing: 3, of: 3, others: 2 });
  });

  it('is told though it is most of the fleet, which an exception by itself never is', () => {
    const fleet = [series('v1', 0), series('v1', 0.1), ...Array.from({ length: 10 }, () => series('v2', 10))];
    expect(versionOutlier(fleet)).toMatchObject({ version: 'v2', growing: 10 });
  });

  it('is none where only one of its replicas grows, or one of the others does as well', () => {
    expect(
      versionOutlier([series('v1', 0), series('v1', 0), series('v2', 10), series('v2', 0), series('v2', 0)]),
    ).toBeNull();
    expect(versionOutlier([series('v1', 0), series('v1', 8), series('v2', 10), series('v2', 12)])).toBeNull();
  });

  it('is not compared by one replica alone, nor with one that came after it', () => {
    expect(versionOutlier([series('v1', 0), series('v1', 0), series('v1', 0), series('v2', 10)])).toBeNull();
    const before = (version: string) => ({ version, points: series(version, 0).points.slice(0, 12) });
    expect(versionOutlier([before('v1'), before('v1'), series('v2', 10, 12), series('v2', 10, 12)])).toBeNull();
  });

  it('is none where all are of it, and where nothing is known', () => {
    expect(versionOutlier([series('v2', 10), series('v2', 10), series('v2', 10), series('v2', 10)])).toBeNull();
    expect(versionOutlier([])).toBeNull();
    expect(versionOutlier([{ version: 'v1', points: [] }])).toBeNull();
  });
});
