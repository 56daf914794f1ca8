import { expect, it } from 'vitest';
import type { Outlook } from '../../src/shared/model/series/outlook';
import { withOutlook } from '../../src/engine/sessions/withOutlook';
import { limitEvidence, outlookSentence, outlookShort } from '../../src/words/base/outlookWords';
import { heapGrowth, retained } from './go/findings/findings';

const minute = 60_000;
const outlook = (minutes: readonly [number, number, number], more: Partial<Outlook> = {}): Outlook => ({
  series: 'rss',
  less: null,
  unit: 'bytes',
  limit: 512 * 2 ** 20,
  origin: 'cgroup',
  asOfMillis: 0,
  now: 2 ** 28,
  perMinute: 2 ** 20,
  reaches: {
    likelyMillis: minutes[0] * minute,
    earliestMillis: minutes[1] * minute,
    latestMillis: minutes[2] * minute,
  },
  ...more,
});

it.each([
  [
    outlook([190, 120, 300]),
    'Memory reaches 512 MB (limit of its cgroup) in 3 h 10 min (2 h 0 min to 5 h 0 min), if it goes on like this.',
  ],
  [
    outlook([5, 4, 7], { origin: 'pod' }),
    'Memory reaches 512 MB (limit of its pod) in 5 min (4 min to 7 min), if it goes on like this.',
  ],
  [
    outlook([1500, 900, 6000], { origin: 'setting' }),
    'Memory reaches 512 MB (the limit that was set) in 25 h (15 h to 4 days), if it goes on like this.',
  ],
  [outlook([0, 0, 0], { origin: 'machine' }), 'Memory has reached 512 MB (all memory of this machine).'],
  [
    outlook([60, 50, 90], { series: 'atoms', unit: 'count', limit: 1_048_576, origin: 'node' }),
    'Atoms: 1,048,576 is reached (limit of the node) in 60 min (50 min to 90 min), if it goes on like this.',
  ],
])('says when it gets there: %#', (given, sentence) => {
  expect(outlookSentence(given, 'Atoms')).toBe(sentence);
});

it('is short where there is little room', () => {
  expect(outlookShort(outlook([190, 120, 300]))).toBe('512 MB in 3 h 10 min');
  expect(outlookShort(outlook([0, 0, 0]))).toBe('512 MB reached');
});

it('is one sentence among the evidence of what leaks, and none of an explanation', () => {
  const go = outlook([10, 8, 12], { origin: 'go' });
  const [leak, explanation] = withOutlook([heapGrowth(), retained()], [go, outlook([190, 120, 300])]);
  const sentences = leak?.evidence.map((one) => limitEvidence(one, leak)).filter((sentence) => sentence !== null);
  expect(sentences).toEqual([outlookSentence(outlook([190, 120, 300]), '')]);
  expect(explanation?.evidence.some(({ name }) => name.startsWith('limit-'))).toBe(false);
  expect(withOutlook([heapGrowth()], [go])).toEqual([heapGrowth()]);
});
