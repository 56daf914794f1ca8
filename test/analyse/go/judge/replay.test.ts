// The recorded gateway: 24 polls, five seconds apart, a dump with every third. It leaks a goroutine with 80 kB at every
// disconnect, and is fixed after the twentieth poll.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import { verdicts } from '../../../../src/analyse/go/judge/verdicts';
import type { Finding } from '../../../../src/shared/model/finding';
import { evidence, noKnowledge } from './builders';
import { replayObservations } from './replayObservations';

interface Truth {
  readonly sites: readonly { readonly role: string; readonly function: string; readonly line: number }[];
}

const truth = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/gateway-replay/truth.json'), 'utf8'),
) as Truth;
const lineOf = (role: string) => truth.sites.find((site) => site.role === role)?.line;

function watchReplay(resolve: (file: string) => string | null): (readonly Finding[])[] {
  const judge = verdicts.createJudge();
  return replayObservations().map((observation) => {
    judge.observe(observation, resolve, 0);
    return judge.findings(noKnowledge, defaultThresholds);
  });
}

describe('the gateway that leaves its readers behind', () => {
  const polls = watchReplay(() => null);
  const leaking = polls.slice(7, 20);
  const fixed = polls.slice(20);

  it('is one probable leak of goroutines on the blocked line from the half minute on, and nothing else', () => {
    for (const findings of leaking) {
      expect(findings).toMatchObject([
        {
          kind: 'goroutine-leak',
          confidence: 'probable',
          wait: 'chan-send',
          site: { function: 'main.(*session).receive', line: lineOf('blocked') },
        },
      ]);
    }
  });

  it('names the go statement and the line that allocates what they keep alive', () => {
    const related = leaking.at(-1)?.[0]?.related ?? [];
    expect(related.find(({ role }) => role === 'spawn')?.line).toBe(lineOf('spawn'));
    expect(related.find(({ role }) => role === 'allocation')?.line).toBe(lineOf('allocation'));
  });

  it('counts the goroutines exactly and tells about 80 kB for each, as sampled', () => {
    const [finding] = leaking.at(-1) ?? [];
    expect(finding?.amount).toEqual({ value: 465, unit: 'goroutines' });
    expect(evidence(finding, 'rate')).toBeGreaterThan(250);
    expect(evidence(finding, 'bytes-per-goroutine')).toBeGreaterThan(50_000);
    expect(evidence(finding, 'bytes-per-goroutine')).toBeLessThan(120_000);
    expect(finding?.heldBytes).toBeGreaterThan(20_000_000);
  });

  it('keeps its id and the moment it was first seen', () => {
    expect(new Set(leaking.map(([finding]) => finding?.id)).size).toBe(1);
    expect(new Set(leaking.map(([finding]) => finding?.firstSeenMillis)).size).toBe(1);
  });

  it('is fixed at once when the readers are gone, with before and after', () => {
    for (const findings of fixed) {
      const over = findings.find(({ kind }) => kind === 'goroutine-leak');
      expect(over).toMatchObject({ status: 'fixed', confidence: 'info', heldBytes: 0 });
      expect([evidence(over, 'fixed-before'), evidence(over, 'fixed-after')]).toEqual([465, 0]);
    }
  });

  it('then explains why the process still looks big', () => {
    const retained = fixed[0]?.find(({ kind }) => kind === 'retained-by-runtime');
    expect(retained).toMatchObject({ confidence: 'info', site: null });
    expect(evidence(retained, 'idle')).toBeGreaterThan(40_000_000);
    expect(evidence(retained, 'live')).toBeLessThan(3_000_000);
  });

  it('has the local path where the workspace has the file', () => {
    const local = watchReplay((file) => (file.startsWith('leaklens.example/gateway/') ? `/ws/${file}` : null));
    expect(local[19]?.[0]?.site?.path).toBe('/ws/leaklens.example/gateway/gateway.go');
  });
});
