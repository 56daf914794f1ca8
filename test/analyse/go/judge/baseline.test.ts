import { describe, expect, it } from 'vitest';
import { baselineOf, compare } from '../../../../src/analyse/judge/baseline';
import { isLeakProfile } from '../../../../src/analyse/go/judge/leakProfile';
import { profileFromText } from '../../../support/profiles/profileText';
import { evidence, sending, watch } from './builders';

const url = 'http://127.0.0.1:6060/debug/pprof/';
const leakOf = (rate: number) => watch((nth) => ({ goroutines: sending(nth * rate) }));

describe('findings against a baseline', () => {
  const baseline = baselineOf(leakOf(5), url, 7);

  it('remembers each finding with its amount, its rate and its place', () => {
    expect(baseline).toMatchObject({
      setAtMillis: 7,
      targetUrl: url,
      entries: [{ amount: 150, confidence: 'probable' }],
    });
    expect(baseline.entries[0]?.ratePerMinute).toBeCloseTo(150, 0);
    expect(baseline.entries[0]?.site?.line).toBe(20);
  });

  it.each([
    { what: 'grown', rate: 6 },
    { what: 'growing', rate: 5 },
    { what: 'growing', rate: 3 },
  ])('says $what at a rate of $rate', ({ what, rate }) => {
    expect(compare(leakOf(rate), baseline).map(({ status }) => status)).toEqual([what]);
  });

  it('says unchanged of what does not grow any more', () => {
    const standing = leakOf(5).map((finding) => ({ ...finding, rate: null }));
    expect(compare(standing, baseline).map(({ status }) => status)).toEqual(['unchanged']);
  });

  it('counts from the baseline on', () => {
    expect(evidence(compare(leakOf(6), baseline)[0], 'count-before')).toBe(150);
  });

  it('says new of what the baseline does not have', () => {
    expect(compare(leakOf(5), { ...baseline, entries: [] }).map(({ status }) => status)).toEqual(['new']);
  });

  it('brings back what is gone as fixed, with before and after and its place', () => {
    const [gone] = compare([], baseline);
    expect(gone).toMatchObject({ status: 'fixed', confidence: 'info', kind: 'goroutine-leak', site: { line: 20 } });
    expect([evidence(gone, 'fixed-before'), evidence(gone, 'fixed-after')]).toEqual([150, 0]);
  });
});

describe('a goroutineleak profile', () => {
  it('is told by the name of its only value', () => {
    const profileOf = (type: string) => profileFromText('main.f 1', { sampleTypes: [{ type, unit: 'count' }] });
    expect([isLeakProfile(profileOf('goroutineleak')), isLeakProfile(profileOf('goroutine'))]).toEqual([true, false]);
  });
});
