// The recorded gateway (case 4): 24 polls, five seconds apart; the leak is fixed after the twentieth.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/shared/finding';
import { replayObservations } from './replayObservations';
import { verdicts } from '../../../src/analyse/verdicts/verdicts';
import { defaultThresholds } from '../../../src/analyse/verdicts/thresholds';
import { noKnowledge } from './builders';

const polls = replayObservations();

/** The findings after each poll. */
function watch(): (readonly Finding[])[] {
  const judge = verdicts.createJudge();
  return polls.map((observation) => {
    judge.observe(observation, () => null, 0);
    return judge.findings(noKnowledge, defaultThresholds);
  });
}

describe('the gateway that forgets its readers', () => {
  const seen = watch();
  it('x', () => {
    for (const [i, f] of seen.entries())
      console.log(
        i,
        JSON.stringify(
          f.map((x) => [
            x.id,
            x.confidence,
            x.status,
            x.amount.value,
            x.heldBytes,
            x.rate?.value,
            x.evidence.map((e) => e.name + '=' + e.value.toFixed(1)).join(' '),
            x.related.map((r) => r.role + ' ' + r.line),
          ]),
          null,
          0,
        ),
      );
    expect(1).toBe(1);
  });
});
