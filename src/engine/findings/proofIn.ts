import type { Finding } from '../../shared/model/finding';
import type { RuntimeProof } from '../../shared/model/runtimeProof';

/** How many goroutines of the findings the runtime has proven to be leaked. */
export function proofIn(findings: readonly Pick<Finding, 'amount' | 'confidence' | 'evidence'>[]): RuntimeProof {
  const waiting = findings.filter(({ amount, confidence }) => amount.unit === 'goroutines' && confidence !== 'info');
  const sum = (of: (finding: (typeof waiting)[number]) => number) => waiting.reduce((all, one) => all + of(one), 0);
  return {
    kind: 'answered',
    proven: sum(({ evidence }) => evidence.find(({ name }) => name === 'leaked-by-runtime')?.value ?? 0),
    suspected: sum(({ amount }) => amount.value),
  };
}
