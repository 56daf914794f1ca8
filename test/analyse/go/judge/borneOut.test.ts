// No finding contradicts its own numbers: not one that is made by hand, and none over random series.
import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../../src/analyse/judge/findingOf';
import { verdicts } from '../../../../src/analyse/go/judge/verdicts';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import type { Evidence, EvidenceName, Finding } from '../../../../src/shared/model/finding';
import { inWorkspace } from '../../builders';
import { noKnowledge, observationOf } from './builders';
import { asSampled, Chance, healthyBytes, healthyCounts, leakingBytes, leakingCounts } from './syntheticSeries';

const megabyte = 2 ** 20;

/** What a reader would find wrong with a finding; empty when it holds together. */
function contradictions({ confidence, status, evidence, rate, course }: Finding): string[] {
  const of = (name: EvidenceName) => evidence.find((one) => one.name === name)?.value;
  const found: string[] = [];
  const isSure = confidence === 'probable';
  const noise = of('sampling-noise');
  const grown = (of('bytes') ?? 0) - (of('bytes-before') ?? 0);
  if (isSure && noise !== undefined && grown < noise)
    found.push(`probable, and ${grown} is below the noise of ${noise}`);
  if (isSure && rate !== null && rate.value <= 0) found.push('probable, and shrinks');
  const late = of('late-slope-share');
  if (isSure && rate !== null && late !== undefined && late < 0.25) found.push(`grows, at ${late} of its rate`);
  if (rate === null && late !== undefined && late > 0) found.push('has no rate, and a share of it');
  if (course?.standing === 'stands' && rate !== null) found.push('stands, and grows');
  if (course?.standing === 'stands' && of('stands') === undefined) found.push('stands, and does not say since when');
  if (confidence === 'possible' && !evidence.some(({ name }) => /^(doubt-|short$|way-out$)/.test(name)))
    found.push('possible, and does not say why no more');
  if (status === 'fixed' && (of('fixed-after') ?? 0) > (of('fixed-before') ?? 0))
    found.push('fixed, and more than before');
  return found;
}

describe('a finding is never surer than its own numbers', () => {
  const bytes = (name: EvidenceName, megabytes: number): Evidence => ({
    name,
    value: megabytes * megabyte,
    unit: 'bytes',
  });
  const grows: Evidence[] = [
    bytes('bytes', 3),
    bytes('bytes-before', 0),
    { name: 'rate', value: 3 * megabyte, unit: 'bytes-per-minute' },
    { name: 'watched', value: 60, unit: 'seconds' },
  ];
  const rate = { value: 3 * megabyte, unit: 'bytes-per-minute' } as const;
  const made = (evidence: readonly Evidence[], about: Partial<Finding> = {}) =>
    findingOf({
      id: 'heap-growth:main.f:+1',
      kind: 'heap-growth',
      confidence: 'probable',
      site: null,
      amount: { value: 3 * megabyte, unit: 'bytes' },
      rate,
      ...about,
      evidence,
    }).confidence;

  it.each([
    { what: 'above the noise', evidence: [...grows, bytes('sampling-noise', 2.9)], is: 'probable' },
    { what: 'below the noise', evidence: [...grows, bytes('sampling-noise', 3.1)], is: 'possible' },
    {
      what: 'below it but for the beginning',
      evidence: [...grows.with(1, bytes('bytes-before', 1)), bytes('sampling-noise', 2.5)],
      is: 'possible',
    },
    {
      what: 'that goes on',
      evidence: [...grows, { name: 'late-slope-share', value: 0.5, unit: 'ratio' } as const],
      is: 'probable',
    },
    {
      what: 'that is over',
      evidence: [...grows, { name: 'late-slope-share', value: 0.07, unit: 'ratio' } as const],
      is: 'possible',
    },
  ])('a growth $what is $is', ({ evidence, is }) => {
    expect(made(evidence)).toBe(is);
  });

  it('but what the runtime has proven, and what stands without a claim to grow', () => {
    const below = [...grows, bytes('sampling-noise', 9)];
    expect(made(below, { confidence: 'proven' })).toBe('proven');
    expect(made([bytes('bytes', 3)], { rate: null })).toBe('probable');
  });
});

/** A program of several lines that allocate and several that wait, each with a shape of its own. */
function randomProgram(seed: number) {
  const chance = new Chance(seed);
  const watch = { seconds: chance.pick([60, 120]), everySeconds: chance.pick([2, 5]) };
  const heap = Array.from({ length: 4 }, (_, nth) => {
    const shape = chance.pick([...Object.values(healthyBytes), ...Object.values(leakingBytes)]);
    const truth = shape(chance, watch);
    let allocated = 0;
    const lines = asSampled(truth, chance).map((held, at, all) => {
      const before = all[at - 1] ?? 0;
      allocated += Math.max(0, held - before) + before * truth.churn;
      const objects = Math.round(held / truth.objectBytes);
      return `main.keep${String(nth)}@/ws/keep.go:${String(nth + 10)} 1 ${String(Math.round(allocated))} ${String(objects)} ${String(Math.round(held))}`;
    });
    return { lines, held: truth.bytes };
  });
  const waits = Array.from({ length: 3 }, (_, nth) => {
    const counts = chance.pick([...Object.values(healthyCounts), ...Object.values(leakingCounts)])(chance, watch);
    const how = chance.pick(['chansend', 'chanrecv', 'selectgo']);
    return counts.map((count) =>
      count <= 0
        ? ''
        : `runtime.gopark;runtime.${how};main.wait${String(nth)}@/ws/wait.go:${String(nth + 10)} ${String(count)}`,
    );
  });
  return { watch, heap, waits, polls: Math.floor(watch.seconds / watch.everySeconds) + 1 };
}

it('none of 40 random programs is told anything that contradicts itself, at any poll', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const { watch, heap, waits, polls } = randomProgram(seed);
    const judge = verdicts.createJudge();
    for (let nth = 0; nth < polls; nth += 1) {
      const alive = heap.reduce((sum, { held }) => sum + (held[nth] ?? 0), 4 * megabyte);
      const poll = {
        heap: heap.map(({ lines }) => lines[nth] ?? '').join('\n'),
        goroutines: [`main.main 1`, ...waits.map((counts) => counts[nth] ?? '')]
          .filter((line) => line !== '')
          .join('\n'),
        memory: { nextGc: alive * 2, heapAlloc: alive },
      };
      judge.observe(observationOf(poll, nth, watch.everySeconds * 1000), inWorkspace, 0);
      for (const finding of judge.findings(noKnowledge, defaultThresholds))
        expect(contradictions(finding), `seed ${String(seed)}, poll ${String(nth)}: ${finding.id}`).toEqual([]);
    }
  }
}, 120_000);
