import { describe, expect, it } from 'vitest';
import { compareProcesses } from '../../../../src/analyse/go/base/processIdentity';
import { ProcessesSeen } from '../../../../src/follow/go/rounds/processesSeen';
import { emptyMemory, type MemoryStatistics } from '../../../../src/shared/model/process/memoryStatistics';

/** Of a process that says when it started. */
const of = (startedAtMillis: number): MemoryStatistics => ({ ...emptyMemory, startedAtMillis });
const [a, b, c] = [of(10_000), of(20_000), of(30_000)];
const alone = Array.from({ length: 10 }, () => a);

/** Whether several answer, after each round. */
function told(rounds: readonly (MemoryStatistics | null)[]): string {
  const seen = new ProcessesSeen(compareProcesses);
  return rounds
    .map((memory) => {
      seen.note(memory);
      try {
        seen.check('http://h/');
        return '1';
      } catch {
        return 'n';
      }
    })
    .join('');
}

describe('processes that answer', () => {
  it.each([
    ['one', [a, a, a], '111'],
    ['one after the other', [a, b, b, c, c, c], '111111'],
    ['two in turns', [a, b, a, b], '11nn'],
    ['two, one more often', [a, a, a, b, a, a], '1111nn'],
    ['three in turns', [a, b, c, a, b, c], '111nnn'],
    ['two, with rounds that do not tell', [a, null, b, null, a, null], '1111nn'],
    ['two, of which one is left in the end', [a, b, ...alone], '11nnnnnnnnn1'],
    ['two, of which one is left, and then replaced', [a, b, ...alone, c, c], '11nnnnnnnnn111'],
  ])('are told apart: %s', (_, rounds, expected) => expect(told(rounds)).toBe(expected));
});
