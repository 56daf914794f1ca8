import { describe, expect, it } from 'vitest';
import { changeOf } from '../../../../src/host/findings/findingChange';
import {
  detailNodes,
  evidenceNodes,
  findingOf,
  ignoredNodes,
  rootNodes,
} from '../../../../src/host/findings/findingNodes';
import { nextStop } from '../../../../src/host/findings/findingWalk';
import { isLeak } from '../../../../src/host/findings/isLeak';
import type { FindingView, TargetFindings } from '../../../../src/shared/wires/findingView';

const place = (line: number, file = 'a.go') => ({ uri: `file:///w/${file}`, line, label: `${file}:${line + 1}` });

function view(id: string, change: Partial<FindingView> = {}): FindingView {
  return {
    id,
    kind: 'goroutine-leak',
    confidence: 'probable',
    confidenceText: 'probable',
    status: null,
    stage: { stage: 'possible', sinceMillis: null, asOfMillis: null },
    statusText: '',
    title: `goroutines pile up in ${id}`,
    row: '120 stuck',
    heldBytes: 0,
    place: place(3),
    functionName: 'main.f',
    evidence: ['It grows.', 'It goes on.'],
    advice: 'Nobody receives. Receive.',
    cure: 'Receive.',
    related: [{ place: place(7), role: 'starts the goroutines', functionName: 'main.g' }],
    trend: [],
    trendEnds: null,
    ignored: null,
    ...change,
  };
}

const target = (name: string, ...findings: FindingView[]): TargetFindings => ({
  targetId: name,
  targetName: name,
  findings,
  baselineSetAtMillis: null,
});

const keys = (nodes: readonly { readonly key: string }[]) => nodes.map(({ key }) => key);

describe('the tree of findings', () => {
  it('has the worst of all targets first, what is fixed before explanations', () => {
    const one = target(
      'one',
      view('possible', { confidence: 'possible', heldBytes: 9 }),
      view('info', { confidence: 'info', heldBytes: 99 }),
      view('small', { heldBytes: 1 }),
    );
    const two = target('two', view('fixed', { status: 'fixed' }), view('large', { heldBytes: 2 }));
    expect(keys(rootNodes([one, two]))).toEqual([
      'finding:two:large',
      'finding:one:small',
      'finding:one:possible',
      'finding:two:fixed',
      'finding:one:info',
    ]);
  });

  it('keeps what is as bad as sent', () => {
    expect(keys(rootNodes([target('t', view('worse'), view('bad'))]))).toEqual(['finding:t:worse', 'finding:t:bad']);
  });

  it.each([[[]], [[target('one')]], [[target('one'), target('two')]]])(
    'is empty when nothing was found: %#',
    (targets) => {
      expect(rootNodes(targets)).toEqual([]);
    },
  );

  it('keeps what a person ignores apart, at the end', () => {
    const targets = [target('t', view('a', { ignored: 'it is a test' }), view('b'))];
    expect(keys(rootNodes(targets))).toEqual(['finding:t:b', 'ignored']);
    expect(keys(ignoredNodes(targets))).toEqual(['finding:t:a']);
  });

  it('tells below a finding what to do first, then where else to look, and folded what was seen', () => {
    const details = detailNodes('t', view('a'));
    expect(keys(details)).toEqual(['detail:t:a:cure', 'detail:t:a:related:0', 'evidence:t:a']);
    expect(details.map((node) => findingOf(node)?.id)).toEqual(['a', 'a', 'a']);
    expect(keys(evidenceNodes('t', view('a')))).toEqual(['detail:t:a:evidence:0', 'detail:t:a:evidence:1']);
    expect(keys(detailNodes('t', view('a', { evidence: [], related: [], cure: '' })))).toEqual([]);
  });
});

describe('what changed between two looks', () => {
  const before = [target('t', view('a'), view('b'))];

  it.each<[string, TargetFindings, 'none' | 'numbers' | 'verdicts']>([
    ['nothing', target('t', view('a'), view('b')), 'none'],
    [
      'the trend alone',
      target('t', view('a', { trend: [[1, 2]], trendEnds: { from: '2', to: '2 goroutines' } }), view('b')),
      'none',
    ],
    ['a number', target('t', view('a', { title: '12 more' }), view('b')), 'numbers'],
    ['the order', target('t', view('b'), view('a')), 'numbers'],
    ['how sure it is', target('t', view('a', { confidence: 'proven' }), view('b')), 'verdicts'],
    ['the status', target('t', view('a', { status: 'fixed' }), view('b')), 'verdicts'],
    ['that it is ignored', target('t', view('a', { ignored: 'why' }), view('b')), 'verdicts'],
    ['one that is gone', target('t', view('a')), 'verdicts'],
    ['the baseline', { ...target('t', view('a'), view('b')), baselineSetAtMillis: 1 }, 'verdicts'],
  ])('%s', (_what, after, change) => {
    expect(changeOf(before, [after])).toBe(change);
  });
});

describe('a leak, as it is counted', () => {
  it.each<[Partial<FindingView>, boolean]>([
    [{ confidence: 'proven' }, true],
    [{ confidence: 'probable', status: 'grown' }, true],
    [{ confidence: 'possible' }, false],
    [{ confidence: 'info' }, false],
    [{ status: 'fixed' }, false],
    [{ ignored: 'it is a test' }, false],
  ])('%o: %s', (change, counted) => {
    expect(isLeak(view('a', change))).toBe(counted);
  });
});

describe('a walk through the findings', () => {
  const stops = [{ place: place(9) }, { place: place(2) }, { place: place(5, 'b.go') }];
  const uri = place(0).uri;

  it.each([
    ['from above', { uri, line: 0 }, 'a.go:3'],
    ['from a finding to the next one', { uri, line: 2 }, 'a.go:10'],
    ['from the last of a file to the next file', { uri, line: 9 }, 'b.go:6'],
    ['from the last one round to the first', place(5, 'b.go'), 'a.go:3'],
    ['from a file without findings', place(0, 'aa.go'), 'b.go:6'],
    ['from nowhere', null, 'a.go:3'],
  ])('goes %s', (_from, cursor, label) => {
    expect(nextStop(stops, cursor)?.place.label).toBe(label);
  });

  it('ends at once when there is nothing', () => {
    expect(nextStop([], null)).toBe(null);
  });
});
