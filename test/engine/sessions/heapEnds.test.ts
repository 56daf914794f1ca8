import { expect, it } from 'vitest';
import { HeapEnds } from '../../../src/engine/sessions/heapEnds';
import type { SessionNews } from '../../../src/engine/sessions/targetSession';
import type { SourceAnswer } from '../../../src/shared/ports/sources/profileSource';

const answer = (name: string) => ({ bytes: new TextEncoder().encode(name), url: name }) as unknown as SourceAnswer;
const round = (restarted = false) => ({ kind: 'round', round: { restarted } }) as unknown as SessionNews;

/** What is kept of rounds that were answered so, one after the other; `!` before a name is another process. */
function kept(...rounds: readonly (string | null)[]) {
  let newest: SourceAnswer | null = null;
  const ends = new HeapEnds(() => newest);
  for (const name of rounds) {
    if (name !== null) newest = answer(name);
    ends.hear(round(name?.startsWith('!')));
  }
  const result = ends.result();
  return result && [result.first?.subject ?? null, result.last.subject];
}

it.each([
  [[null, null], null],
  [['a'], [null, 'a']],
  [
    ['a', 'b', 'c'],
    ['a', 'c'],
  ],
  [
    ['a', null, 'b', null],
    ['a', 'b'],
  ],
  [
    ['a', 'b', '!c', 'd'],
    ['!c', 'd'],
  ],
  [
    ['a', 'b', '!c'],
    [null, '!c'],
  ],
])('keeps both ends of what one process was asked: %j', (rounds, ends) => {
  expect(kept(...rounds)).toEqual(ends);
});
