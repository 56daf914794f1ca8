// What a snapshot keeps of findings, written and read again.
import { expect, it } from 'vitest';
import { findingsText, parseFindings, withoutPrivate } from '../../../src/engine/snapshots/keptFindings';
import { goWords } from '../../support/go/goWords';
import { leak } from '../findings/builders';
import type { Finding, OpenedResource } from '../../../src/shared/model/finding';

const read = (text: string) => parseFindings(new TextEncoder().encode(text));
const again = (finding: Finding) => read(findingsText({ atMillis: 5_000, findings: [finding] }))?.findings[0];

const opened: OpenedResource = {
  resource: 'http-response',
  noun: 'response-body',
  call: 'client.Do',
  closer: 'Close',
  release: 'response.Body.Close()',
  fate: 'path',
  missingLine: 12,
  byContext: false,
  lasting: false,
  waitsAt: null,
};

it.each<[string, Partial<Finding>]>([
  ['a leak', {}],
  ['one that was not given back', { opened }],
  [
    'one that stands',
    { rate: null, course: { standing: 'stands', sinceMillis: 21_000, doubt: null, toldBy: null, steps: [] } },
  ],
  [
    'one of before a restart',
    { course: { standing: 'earlier', sinceMillis: 21_000, doubt: null, toldBy: null, steps: [] } },
  ],
  [
    'a cache that fills',
    {
      kind: 'heap-growth',
      confidence: 'possible',
      amount: { value: 8_000_000, unit: 'bytes' },
      rate: { value: 70_000, unit: 'bytes-per-minute' },
      bound: { kind: 'cache', keeper: 'products', limit: '20_000', made: null },
    },
  ],
  ['one that is gone', { status: 'fixed', confidence: 'info' }],
  ['one of the whole process', { kind: 'retained-by-runtime', confidence: 'info', site: null }],
])('%s says the same when it is read again', (_what, about) => {
  const finding = leak(about);
  const back = again(finding);
  expect(back && goWords.row(back)).toBe(goWords.row(finding));
  expect(back && goWords.title(back)).toBe(goWords.title(finding));
  expect(back?.evidence.map((one) => goWords.evidence(one, back))).toEqual(
    finding.evidence.map((one) => goWords.evidence(one, finding)),
  );
});

it('holds no path of this machine', () => {
  expect(findingsText({ atMillis: 5_000, findings: [leak()] })).not.toContain('/ws/');
});

it('that is given away names no other node', () => {
  const remote = leak({ state: 'monitor_pool → ledger @ shop@db-1.example' });
  expect(withoutPrivate({ atMillis: 5_000, findings: [remote] }).findings[0]?.state).toBe('monitor_pool → ledger');
});

it.each([
  ['no JSON', 'findings'],
  ['another version', '{"version":2,"atMillis":1,"findings":[]}'],
  ['no list', '{"version":1,"atMillis":1,"findings":{}}'],
  ['no finding', '{"version":1,"atMillis":1,"findings":[7]}'],
  ['a word of its own', findingsText({ atMillis: 1, findings: [leak()] }).replace('"probable"', '"certain"')],
])('%s is not read', (_what, text) => {
  expect(read(text)).toBeNull();
});

it('leaves out what no words know', () => {
  const text = findingsText({ atMillis: 1, findings: [leak({ opened })] });
  expect(read(text.replace('"response-body"', '"spaceship"'))?.findings[0]?.opened).toBeNull();
  expect(read(text.replace('"never"', '"sometimes"'))).not.toBeNull();
});
