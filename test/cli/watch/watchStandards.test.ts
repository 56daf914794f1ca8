// What `watch` writes for other programs, held against the schemas of those formats: every kind of finding of every runtime, every state, hostile texts.
import { describe, expect, it } from 'vitest';
import type { WatchReport } from '../../../src/cli/findings/watchReport';
import { reportText } from '../../../src/cli/findings/writeReport';
import { beamRuntime } from '../../../src/runtimes/beam';
import { goRuntime } from '../../../src/runtimes/go';
import type { Finding } from '../../../src/shared/model/finding';
import { runtimesOf, wordsOfAll } from '../../../src/shared/ports/runtime/runtime';
import { findingWords } from '../../../src/words/findings/findingWords';
import { hostileText } from '../../support/outputs/hostileInputs';
import { junitFaults } from '../../support/outputs/junitFaults';
import { sarifFaults } from '../../support/outputs/sarifFaults';
import { goroutineLeak, heapGrowth, retained } from '../../words/go/findings/findings';
import { judgedUnder } from '../judgedUnder';
import { report } from '../writtenReport';

const runtimes = runtimesOf([goRuntime, beamRuntime]);
const surroundings = {
  words: wordsOfAll(runtimes, findingWords),
  runtimes,
  version: '1.2.3',
  workingDirectory: '/work',
};

const written = (format: 'sarif' | 'junit', given: Partial<WatchReport>) =>
  [...reportText(report(given), format, surroundings)].join('');

async function faults(given: Partial<WatchReport>): Promise<readonly string[]> {
  return [...sarifFaults(written('sarif', given)), ...(await junitFaults(written('junit', given)))];
}

const judged = (findings: readonly Finding[], isCompared = false) =>
  judgedUnder(findings, { failOn: 'probable', isCompared });

const kinds = [...new Set(runtimes.all.flatMap(({ findings }) => findings.map(({ kind }) => kind)))];

describe('the rules themselves notice', () => {
  const good = written('sarif', {});

  it.each([
    ['what the standard does not know', '"version": "2.1.0"', '"version": "2.2.0"'],
    ['a level that is none', '"level": "warning"', '"level": "worse"'],
    ['an address that is none', '"uri": "go.mod"', '"uri": "go mod"'],
    ['another rule', '"ruleIndex": 0', '"ruleIndex": 1'],
    ['a whole path below a base', '"uri": "sentinel/agent.go"', '"uri": "/sentinel/agent.go"'],
    ['a fingerprint of nothing', '"goroutine-leak:main.(*agent).check:5:chan-send"', '""'],
  ])('%s in SARIF', (_what, from, to) => {
    expect(good).toContain(from);
    expect(sarifFaults(good.replaceAll(from, to))).not.toEqual([]);
  });

  it.each([
    ['an element', '<testsuite ', '<suite/><testsuite '],
    ['an attribute', '<testcase ', '<testcase lines="3" '],
    ['a wrong count', 'failures="1"', 'failures="2"'],
    ['markup', '</failure>', '</failure'],
  ])('%s in JUnit', async (_what, from, to) => {
    expect(await junitFaults(written('junit', {}).replaceAll(from, to))).not.toEqual([]);
  });
});

describe('SARIF and JUnit are valid', () => {
  it('of each kind of finding', async () => {
    const findings = kinds.map((kind) => goroutineLeak({ kind, id: `${kind}:one` }));
    expect(kinds.length).toBeGreaterThan(12);
    expect(await faults({ findings: judged(findings) })).toEqual([]);
  });

  it.each(['proven', 'probable', 'possible', 'info'] as const)('of what is %s', async (confidence) => {
    expect(await faults({ findings: judged([goroutineLeak({ confidence }), heapGrowth({ confidence })]) })).toEqual([]);
  });

  it('beside a baseline', async () => {
    const findings = (['new', 'grown', 'growing', 'unchanged', 'fixed'] as const).map((status) =>
      goroutineLeak({ status, id: status }),
    );
    const baseline = { directory: 'soak', setAtMillis: 0, isNew: false };
    expect(await faults({ findings: judged(findings, true), baseline })).toEqual([]);
  });

  it('of what was taken back, and where nothing was found', async () => {
    const takenBack = [heapGrowth({ status: 'fixed', id: 'heap-growth:other' })];
    expect(await faults({ takenBack })).toEqual([]);
    expect(await faults({ findings: [] })).toEqual([]);
    expect(await faults({ findings: [], ending: 'lost', oomWithinMillis: 60_000 })).toEqual([]);
  });

  it.each([
    ['no file', { function: 'main.f', file: '', line: 0, path: null }],
    ['no line', { function: 'main.f', file: 'a.go', line: 0, path: null }],
    ['a path of Windows', { function: 'main.f', file: 'C:\\src\\a b.go', line: 3, path: null }],
    ['a path elsewhere', { function: 'main.f', file: 'a.go', line: 3, path: '/else where/ä#?%.go' }],
    ['a path that leads out', { function: 'main.f', file: '../../a.go', line: 3, path: null }],
    ['a name that looks like a scheme', { function: 'main.f', file: 'http:/a.go', line: 3, path: null }],
    ['a number that is none', { function: 'main.f', file: 'a.go', line: -1, path: null }],
  ])('of a site with %s', async (_what, site) => {
    const related = [{ ...site, role: 'spawn' as const }];
    expect(await faults({ findings: judged([goroutineLeak({ site, related }), retained()]) })).toEqual([]);
  });

  for (const text of [`${hostileText}\ud800`, `/build/${hostileText}/\udc00.go`, 'x'.repeat(30_000)]) {
    it.each(['id', 'state', 'operation', 'function', 'file', 'path'] as const)(
      `of a hostile %s: ${JSON.stringify(text.slice(0, 12))}`,
      async (field) => {
        const { site, related } = goroutineLeak();
        const given =
          field === 'function' || field === 'file' || field === 'path'
            ? { site: { ...site!, [field]: text }, related: related.map((one) => ({ ...one, [field]: text })) }
            : { [field]: text };
        expect(await faults({ findings: judged([goroutineLeak(given)]) })).toEqual([]);
      },
    );
  }

  it('of more findings than code scanning takes', () => {
    const findings = judged(Array.from({ length: 25_001 }, (_, at) => goroutineLeak({ id: `many:${String(at)}` })));
    const text = written('sarif', { findings });
    expect(sarifFaults(text)).toEqual([]);
    expect(text).toContain('25,001');
  });
});
