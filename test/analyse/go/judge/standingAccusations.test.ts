// A verdict stays once it is given: of series in health, hardly one may stand accused at the end of a watch, whatever was said meanwhile.
import { expect, it } from 'vitest';
import { verdicts } from '../../../../src/analyse/go/judge/verdicts';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import { inWorkspace } from '../../builders';
import { noKnowledge, observationOf, receiving, type MadePoll } from './builders';
import { asSampled, Chance, healthyBytes, healthyCounts, type Watch } from './syntheticSeries';

const watches: readonly Watch[] = [
  { seconds: 60, everySeconds: 2 },
  { seconds: 120, everySeconds: 4 },
];
const seriesOfShape = 12;

function isAccused(polls: readonly MadePoll[], { everySeconds }: Watch): boolean {
  const judge = verdicts.createJudge();
  for (const [nth, poll] of polls.entries()) {
    judge.observe(observationOf(poll, nth, everySeconds * 1000), inWorkspace, 0);
    judge.findings(noKnowledge, defaultThresholds);
  }
  return judge.findings(noKnowledge, defaultThresholds).some(({ confidence }) => confidence === 'probable');
}

/** Shapes of which more than one series stands accused at the end. */
function accused(
  shapes: readonly string[],
  pollsOf: (name: string, chance: Chance, watch: Watch) => MadePoll[],
): string[] {
  return shapes.filter((name) => {
    const found = Array.from({ length: seriesOfShape }, (_, nth) => {
      const watch = watches[nth % watches.length]!;
      return isAccused(pollsOf(name, new Chance(nth * 7919 + 13), watch), watch);
    });
    return found.filter(Boolean).length > 1;
  });
}

it('goroutine counts in health', { timeout: 120_000 }, () => {
  const polls = (name: string, chance: Chance, watch: Watch) =>
    healthyCounts[name]!(chance, watch).map((count) => ({ goroutines: receiving(count) }));
  expect(accused(Object.keys(healthyCounts), polls)).toEqual([]);
});

it('bytes in health', { timeout: 120_000 }, () => {
  const polls = (name: string, chance: Chance, watch: Watch) => {
    const truth = healthyBytes[name]!(chance, watch);
    let allocated = 0;
    return asSampled(truth, chance).map((held, nth, all) => {
      const before = all[nth - 1] ?? 0;
      allocated += Math.max(0, held - before) + before * truth.churn;
      const numbers = [1, allocated, held / truth.objectBytes, held].map((value) => String(Math.round(value)));
      const alive = (truth.bytes[nth] ?? 0) + 5e6;
      return { heap: `main.k@/ws/k.go:3 ${numbers.join(' ')}`, memory: { nextGc: alive * 2, heapAlloc: alive } };
    });
  };
  expect(accused(Object.keys(healthyBytes), polls)).toEqual([]);
});
