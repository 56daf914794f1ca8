import { expect, it } from 'vitest';
import { proofIn } from '../../../src/engine/findings/proofIn';
import { leak } from './builders';

it('says how many of the goroutines that findings are about the runtime has proven to be leaked', () => {
  const proven = leak({
    confidence: 'proven',
    amount: { value: 5, unit: 'goroutines' },
    evidence: [{ name: 'leaked-by-runtime', value: 3, unit: 'goroutines' }],
  });
  const probable = leak({ amount: { value: 674, unit: 'goroutines' } });
  const memory = leak({ kind: 'heap-growth', amount: { value: 1e9, unit: 'bytes' } });
  const explained = leak({ confidence: 'info', amount: { value: 40, unit: 'goroutines' } });
  expect(proofIn([proven, probable, memory, explained])).toEqual({ kind: 'answered', proven: 3, suspected: 679 });
  expect(proofIn([])).toEqual({ kind: 'answered', proven: 0, suspected: 0 });
});
