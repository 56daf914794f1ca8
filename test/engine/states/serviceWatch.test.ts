// What may be said of a service, as a table: what came before, and what it is after that.
import { describe, expect, it } from 'vitest';
import type { Grown } from '../../../src/shared/model/told';
import {
  conditionOf,
  heard,
  isSettled,
  pausedAt,
  unheard,
  unwatched,
  type ServiceWatch,
} from '../../../src/engine/states/serviceWatch';
import { leak, site } from '../findings/builders';

const minimumWatchSeconds = 30;
const grew: Grown = {
  what: 'goroutines',
  site: null,
  unit: 'goroutines',
  before: 4,
  now: 90,
  doubt: 'short',
  needsSeconds: 30,
};

/** A round at so many seconds: of the process named, or nothing was answered. */
type Step = readonly [seconds: number, life: number | 'silent', grown?: readonly Grown[]];

function after(steps: readonly Step[]): ServiceWatch {
  return steps.reduce<ServiceWatch>((watch, [seconds, life, grown = []], nth) => {
    if (life === 'silent') return unheard(watch, (seconds + 2) * 1000);
    const before = steps.slice(0, nth).findLast((step) => step[1] !== 'silent')?.[1];
    return heard(watch, { atMillis: seconds * 1000, life, restarted: before !== undefined && before !== life, grown });
  }, unwatched);
}

const probable = leak({ confidence: 'probable' });
const possible = leak({ confidence: 'possible' });
const explained = leak({ confidence: 'info' });
const fixed = leak({ confidence: 'info', status: 'fixed' });
const course = { standing: 'earlier', sinceMillis: 0, doubt: null, toldBy: null, steps: [] } as const;
const earlier = leak({ confidence: 'info', course });

describe('a service', () => {
  it.each<{ what: string; steps: Step[]; findings?: (typeof probable)[]; is: object }>([
    { what: 'is connecting before it answers', steps: [], is: { kind: 'connecting' } },
    {
      what: 'is watched until a verdict can be given',
      steps: [[100, 0]],
      is: { kind: 'watching', verdictSeconds: 30, sinceMillis: 100_000, asOfMillis: 100_000, isReplacement: false },
    },
    {
      what: 'says what grows meanwhile',
      steps: [
        [100, 0],
        [105, 0, [grew]],
      ],
      is: { kind: 'watching', verdictSeconds: 25, growing: grew },
    },
    {
      what: 'is quiet once one could have been given',
      steps: [
        [100, 0],
        [130, 0],
      ],
      is: { kind: 'quiet', verdictSeconds: 0, sinceMillis: 100_000, asOfMillis: 130_000 },
    },
    {
      what: 'is suspected as soon as something may leak',
      steps: [[100, 0]],
      findings: [possible],
      is: { kind: 'suspect', suspicions: 1 },
    },
    {
      what: 'leaks as soon as something does',
      steps: [[100, 0]],
      findings: [possible, probable],
      is: { kind: 'leaking', leaks: 1, suspicions: 1 },
    },
    {
      what: 'is quiet with what is fixed or explained',
      steps: [
        [100, 0],
        [190, 0],
      ],
      findings: [fixed, explained],
      is: { kind: 'quiet' },
    },
    {
      what: 'begins anew with another process, however long the one before was watched',
      steps: [
        [100, 0],
        [900, 0],
        [905, 1],
      ],
      findings: [earlier],
      is: { kind: 'watching', verdictSeconds: 30, sinceMillis: 905_000, isReplacement: true, awaited: [earlier.site] },
    },
    {
      what: 'is away when it does not answer, as of its newest round',
      steps: [
        [100, 0],
        [105, 0],
        [110, 'silent'],
        [112, 'silent'],
      ],
      findings: [probable],
      is: { kind: 'away', asOfMillis: 105_000, nextAttemptMillis: 114_000 },
    },
    { what: 'is away without anything to show', steps: [[110, 'silent']], is: { kind: 'away', asOfMillis: null } },
    {
      what: 'goes on where it was when the same process answers again',
      steps: [
        [100, 0],
        [110, 'silent'],
        [140, 0],
      ],
      is: { kind: 'quiet', sinceMillis: 100_000, isReplacement: false },
    },
    {
      what: 'is watched anew when another one answers after it was away',
      steps: [
        [100, 0],
        [110, 'silent'],
        [140, 1],
      ],
      is: { kind: 'watching', sinceMillis: 140_000, isReplacement: true },
    },
  ])('$what', ({ steps, findings = [], is }) => {
    expect(conditionOf(after(steps), { findings, minimumWatchSeconds })).toMatchObject(is);
  });

  it('is settled when this very process has been watched for long enough', () => {
    expect(isSettled(after([[100, 0]]), minimumWatchSeconds)).toBe(false);
    expect(isSettled(after([[100, 0], [130, 0]]), minimumWatchSeconds)).toBe(true); // prettier-ignore
    expect(isSettled(after([[100, 0], [130, 0], [131, 1]]), minimumWatchSeconds)).toBe(false); // prettier-ignore
  });

  it('is as old as its newest round while it does not answer', () => {
    expect(pausedAt(after([[100, 0]]))).toBeNull();
    expect(pausedAt(after([[100, 0], [105, 'silent']]))).toBe(100_000); // prettier-ignore
    expect(pausedAt(after([[100, 0], [105, 'silent'], [110, 0]]))).toBeNull(); // prettier-ignore
  });

  it('awaits what leaked before a restart by its place', () => {
    const watch = after([[100, 0], [105, 1]]); // prettier-ignore
    const condition = conditionOf(watch, { findings: [earlier, probable], minimumWatchSeconds });
    expect(condition).toMatchObject({ kind: 'leaking', awaited: [site()] });
  });
});
