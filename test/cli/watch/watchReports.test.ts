// What `watch` writes, from findings by hand: text, JSON, Markdown, SARIF.
import { describe, expect, it } from 'vitest';
import { judgedUnder } from '../judgedUnder';
import type { WatchReport } from '../../../src/cli/findings/watchReport';
import type { OpenedResource } from '../../../src/shared/model/finding';
import { goroutineLeak, heapGrowth, megabyte, retained } from '../../words/go/findings/findings';
import { ignore, startedAtMillis, written } from '../writtenReport';

describe('text', () => {
  const text = written('text');

  it('says what was watched and what it cost the service', () => {
    expect(text).toMatch(
      /^Watched http:\/\/localhost:6060\/debug\/pprof\/ for 61 s: 31 polls, 3\.00 MB fetched in 96 requests/,
    );
    expect(text).toMatch(/^ {2}goroutines +12 → +132$/m);
    expect(text).toMatch(/^ {2}live heap +2\.00 MB → 12\.0 MB$/m);
  });

  it('has a block for each finding, its labels in one column', () => {
    const start = text.indexOf('✗ Probable goroutine leak: 120 goroutines stuck on “ag.w <- 1”');
    const [block = ''] = text.slice(start).split('\n\n');
    expect(start).toBeGreaterThan(0);
    expect(block).toMatch(/^ {2}line +sentinel\/agent\.go:61 {2}main\.\(\*agent\)\.check$/m);
    expect(block).toMatch(/^ {2}started at +sentinel\/agent\.go:40/m);
    expect(block).toMatch(/^ {2}evidence +Waiting there now: 120 goroutines\.$/m);
    expect(block).toMatch(/^ {2}what to do +Nobody receives/m);
    expect(block).toMatch(/^ {2}id +goroutine-leak:main\.\(\*agent\)\.check:5:chan-send$/m);
    const columns = block
      .split('\n')
      .slice(1)
      .map((line) => /^ {2}(?:\S.*?)? {2,}(?=\S)/.exec(line)?.[0].length);
    expect(columns).not.toContain(undefined);
    expect(new Set(columns).size).toBe(1);
  });

  it('names each place once', () => {
    const [spawn] = goroutineLeak().related;
    const related = [spawn!, { ...spawn!, role: 'go' as const }, { ...spawn!, role: 'make' as const, line: 30 }];
    const findings = judgedUnder([goroutineLeak({ related })], {
      failOn: null,
      isCompared: false,
    });
    const all = written('text', { findings });
    expect(all.match(/agent\.go:40/g)).toHaveLength(1);
    expect(all).toMatch(/^ {2}made at +sentinel\/agent\.go:30/m);
  });

  it('fits 120 columns', () => {
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  it('ends with what it comes to', () => {
    expect(text.trimEnd().split('\n').slice(-3)).toEqual([
      'Findings: 2 (1 probable, 1 explanation).',
      'Ignored by /work/.leaklens.json: 1.',
      'Failed: 1 at or above “probable” (--fail-on).',
    ]);
    expect(text).not.toContain('c.items[key]');
  });

  it('says so when nothing was found, and when that says little', () => {
    expect(written('text', { findings: [], failOn: null })).toMatch(/Nothing was found: .* grows steadily\.\n$/);
    expect(written('text', { findings: [], polls: 2 })).toContain('so few polls cannot show growth');
    expect(written('text', { findings: [] })).toMatch(/Passed: nothing at or above “probable”/);
  });

  it('says what a reader must know', () => {
    const notes = written('text', {
      ending: 'lost',
      restarts: 2,
      baseline: { directory: 'soak', setAtMillis: startedAtMillis, isNew: false },
      expiredRules: [{ ...ignore, until: '2025-12-31' }],
    });
    expect(notes).toContain('stopped answering');
    expect(notes).toContain('replaced meanwhile (2 times)');
    expect(notes).toContain('baseline in soak of 2026-01-02 03:04 UTC');
    expect(notes).toContain('ended on 2025-12-31');
  });

  it('shows no control character that a service sends', () => {
    const hostile = goroutineLeak({ operation: 'ch <- \u001b[2J\u202e', state: 'chan\u0007 send' });
    const findings = judgedUnder([hostile], { failOn: null, isCompared: false });
    for (const format of ['text', 'markdown', 'sarif', 'json', 'junit'] as const) {
      expect(written(format, { findings }).split('\u001b')).toHaveLength(1);
      expect(written(format, { findings }).split('\u0007')).toHaveLength(1);
    }
  });
});

it('tells in JSON the own line, and what it opens, of a leak in a library', () => {
  const waitsAt = { function: 'database/sql.(*Rows).awaitDone', file: 'database/sql/sql.go', line: 3009, path: null };
  const opened: OpenedResource = {
    resource: 'sql-rows',
    noun: 'rows',
    call: 'db.QueryContext',
    closer: 'Close',
    release: 'rows.Close()',
    fate: 'never',
    missingLine: null,
    byContext: false,
    lasting: false,
    waitsAt,
  };
  const ofLibrary = goroutineLeak({ opened, pattern: 'not-closed' });
  const unknown = goroutineLeak({ id: 'other', site: waitsAt });
  const about = { failOn: null, isCompared: false };
  const text = written('json', { findings: judgedUnder([ofLibrary, unknown], about) });
  expect((JSON.parse(text) as { findings: object[] }).findings).toMatchObject([
    {
      ownLine: { file: '/work/sentinel/agent.go', line: 61 },
      opened: { resource: 'sql-rows', call: 'db.QueryContext', fate: 'never', waitsAt: { line: 3009 } },
    },
    { ownLine: null, opened: null },
  ]);
});

describe('JSON', () => {
  const json = JSON.parse(written('json')) as Record<string, unknown> & { findings: Record<string, unknown>[] };

  it('is the contract that other programs read', () => {
    expect(json).toMatchObject({
      target: 'http://localhost:6060/debug/pprof/',
      startedAt: '2026-01-02T03:04:05.000Z',
      seconds: 60.5,
      series: {
        goroutines: [
          [0, 12],
          [60, 132],
        ],
        liveHeap: [
          [0, 2 * megabyte],
          [60, 12 * megabyte],
        ],
        rss: [],
      },
      failed: true,
      ending: 'complete',
    });
    expect(json.findings[0]).toMatchObject({
      id: 'goroutine-leak:main.(*agent).check:5:chan-send',
      kind: 'goroutine-leak',
      confidence: 'probable',
      title: 'Probable goroutine leak: 120 goroutines stuck on “ag.w <- 1” (chan send) · ↑60/min',
      site: { function: 'main.(*agent).check', file: 'leaklens.example/sentinel/agent.go', line: 61 },
      related: [{ role: 'spawn', function: 'main.(*agent).round', line: 40 }],
      rate: { value: 60, unit: 'goroutines-per-minute' },
      firstSeen: '2026-01-02T03:04:05.000Z',
      lastSeen: '2026-01-02T03:06:05.000Z',
      ignored: false,
    });
  });

  it('has a sentence for each piece of evidence, and no site for a process', () => {
    for (const { evidence } of json.findings) {
      expect(evidence).not.toEqual([]);
      for (const one of evidence as Record<string, unknown>[]) {
        expect(one).toEqual({
          name: expect.any(String) as string,
          value: expect.any(Number) as number,
          unit: expect.any(String) as string,
          text: expect.stringMatching(/ .*\.$/) as string,
        });
      }
    }
    expect(json.findings.find(({ kind }) => kind === 'retained-by-runtime')).toMatchObject({ site: null, rate: null });
  });

  it('marks what is ignored, last', () => {
    expect(json.findings.map(({ ignored }) => ignored)).toEqual([false, false, true]);
    expect(json.findings[2]).toMatchObject({ kind: 'heap-growth', ignoreReason: 'a cache, by design', fails: false });
  });
});

describe('Markdown', () => {
  it('has the sum, a table and the evidence of each finding', () => {
    const text = written('markdown');
    expect(text).toMatch(/^## LeakLens: localhost:6060\n/);
    expect(text).toMatch(
      /^\| ❌ \| probable \| Probable goroutine leak: .* \| <code>sentinel\/agent\.go:61<\/code> \|$/m,
    );
    expect(text).toMatch(/^\| ℹ \| explanation \| Retained by the runtime/m);
    expect(text.match(/<details>/g)).toHaveLength(2);
    expect(text.match(/<\/details>/g)).toHaveLength(2);
    expect(text).toContain('- Waiting there now: 120 goroutines.');
  });

  it('takes no markup from a service', () => {
    const hostile = goroutineLeak({ operation: '<img src=x> | [a](javascript:b) `c` **d**' });
    const findings = judgedUnder([hostile], { failOn: null, isCompared: false });
    const text = written('markdown', { findings });
    expect(text).not.toMatch(/<img|\[a\]|`|\*\*d/);
    const row = text.split('\n').find((line) => line.includes('img')) ?? '';
    expect(row.match(/\|/g)).toHaveLength(5);
  });
});

interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly SarifRun[];
}
interface SarifRun {
  readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { id: string }[] } };
  readonly originalUriBaseIds: Record<string, { uri: string }>;
  readonly invocations: readonly { executionSuccessful: boolean }[];
  readonly results: readonly SarifResult[];
}
interface SarifPlace {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region?: { readonly startLine: number };
  };
}
interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly SarifPlace[];
  readonly relatedLocations: readonly SarifPlace[];
  readonly partialFingerprints: Record<string, string>;
  readonly baselineState?: string;
  readonly suppressions: readonly { kind: string; status: string; justification: string }[];
}

function sarif(given: Partial<WatchReport> = {}): SarifRun {
  const log = JSON.parse(written('sarif', given)) as Sarif;
  expect([log.version, log.runs.length]).toEqual(['2.1.0', 1]);
  expect(log.$schema).toMatch(/sarif.*2\.1\.0/);
  return log.runs[0]!;
}

describe('SARIF 2.1.0', () => {
  it('has a rule for every result, at its index, with help', () => {
    const { tool, results } = sarif();
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    for (const rule of tool.driver.rules) {
      expect(rule).toMatchObject({
        name: expect.stringMatching(/^[A-Z][A-Za-z]+$/) as string,
        shortDescription: { text: expect.stringMatching(/\.$/) as string },
        help: { text: expect.stringMatching(/\.$/) as string },
      });
    }
  });

  it('has the line below the root of the sources, and the other ends', () => {
    const { results, originalUriBaseIds } = sarif();
    const [leak] = results;
    expect(originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: 'file:///work/' } });
    expect(leak?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'sentinel/agent.go', uriBaseId: '%SRCROOT%' },
      region: { startLine: 61 },
    });
    expect(leak?.relatedLocations[0]?.physicalLocation.region).toEqual({ startLine: 40 });
    expect(leak?.message.text).toMatch(/^Probable goroutine leak: .*\nWaiting there now: 120/);
    expect(leak?.partialFingerprints).toEqual({
      'leaklensFinding/v1': 'goroutine-leak:main.(*agent).check:5:chan-send',
    });
  });

  it('has a file for what is found about a process, which upload refuses to lack', () => {
    const process = sarif().results.find(({ ruleId }) => ruleId === 'retained-by-runtime');
    expect(process?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('go.mod');
  });

  it('has a file, too, for code of which the binary records none', () => {
    const site = { function: 'type:.eq.main.key', file: '', line: 1, path: null };
    const findings = judgedUnder([goroutineLeak({ site, related: [{ ...site, role: 'spawn' }] })], {
      failOn: null,
      isCompared: false,
    });
    const logicalLocations = [{ fullyQualifiedName: site.function, kind: 'function' }];
    const [result] = sarif({ findings }).results;
    expect(result?.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'go.mod', uriBaseId: '%SRCROOT%' }, region: { startLine: 1 } },
        logicalLocations,
      },
    ]);
    expect(result?.relatedLocations).toEqual([{ id: 0, message: { text: 'started at' }, logicalLocations }]);
  });

  it.each([
    [{ function: 'f', file: 'x/a.go', line: 3, path: '/else where/a#.go' }, { uri: 'file:///else%20where/a%23.go' }],
    [{ function: 'f', file: 'C:\\src\\a.go', line: 3, path: null }, { uri: 'file:///C:/src/a.go' }],
    [{ function: 'f', file: 'example.com/x/a.go', line: 3, path: null }, { uri: 'example.com/x/a.go' }],
  ])('names a file elsewhere by a URI: %#', (site, artifact) => {
    const findings = judgedUnder([goroutineLeak({ site })], {
      failOn: null,
      isCompared: false,
    });
    expect(sarif({ findings }).results[0]?.locations[0]?.physicalLocation.artifactLocation).toEqual(artifact);
  });

  it('has no region where the line is not known', () => {
    const site = { function: 'f', file: 'a.go', line: 0, path: null };
    const findings = judgedUnder([goroutineLeak({ site })], {
      failOn: null,
      isCompared: false,
    });
    expect(sarif({ findings }).results[0]?.locations[0]?.physicalLocation).not.toHaveProperty('region');
  });

  it.each([
    ['proven', 'fail', 'error'],
    ['probable', 'fail', 'warning'],
    ['possible', 'fail', 'note'],
    ['info', 'informational', 'none'],
  ] as const)('%s is %s, %s', (confidence, kind, level) => {
    const findings = judgedUnder([goroutineLeak({ confidence })], {
      failOn: null,
      isCompared: false,
    });
    expect(sarif({ findings }).results[0]).toMatchObject({ kind, level });
  });

  it('suppresses what is ignored, and says of all results that they were looked at', () => {
    const { results } = sarif();
    expect(results.map(({ suppressions }) => suppressions.length)).toEqual([0, 0, 1]);
    expect(results[2]?.suppressions[0]).toEqual({
      kind: 'external',
      status: 'accepted',
      justification: 'a cache, by design',
    });
  });

  it('compares with the baseline only where there was one', () => {
    const changed = [
      goroutineLeak({ status: 'grown' }),
      heapGrowth({ status: 'fixed' }),
      retained({ status: 'unchanged' }),
    ];
    const findings = judgedUnder(changed, { failOn: null, isCompared: true });
    const baseline = { directory: 'soak', setAtMillis: 0, isNew: false };
    expect(sarif({ findings, baseline }).results.map(({ baselineState }) => baselineState)).toEqual([
      'updated',
      'unchanged',
      'absent',
    ]);
    expect(sarif({ findings }).results[0]).not.toHaveProperty('baselineState');
  });

  it('says whether the watch came to its end', () => {
    expect(sarif().invocations[0]?.executionSuccessful).toBe(true);
    expect(sarif({ ending: 'lost' }).invocations[0]?.executionSuccessful).toBe(false);
  });
});

describe('what fails', () => {
  const rules = { failOn: 'possible', isCompared: false } as const;
  it.each([
    ['possible at possible', goroutineLeak({ confidence: 'possible' }), rules, true],
    ['possible at probable', goroutineLeak({ confidence: 'possible' }), { ...rules, failOn: 'probable' }, false],
    ['proven at probable', goroutineLeak({ confidence: 'proven' }), { ...rules, failOn: 'probable' }, true],
    ['anything without --fail-on', goroutineLeak({ confidence: 'proven' }), { ...rules, failOn: null }, false],
    ['an explanation', retained(), rules, false],
    ['what is fixed', goroutineLeak({ status: 'fixed' }), rules, false],
    ['what was there before', goroutineLeak({ status: 'unchanged' }), { ...rules, isCompared: true }, false],
    ['what has grown', goroutineLeak({ status: 'grown' }), { ...rules, isCompared: true }, true],
    ['what is new', goroutineLeak({ status: 'new' }), { ...rules, isCompared: true }, true],
    ['what is ignored', heapGrowth(), { ...rules, ignore: [ignore] }, false],
  ] as const)('%s', (_name, finding, failureRules, fails) => {
    expect(judgedUnder([finding], failureRules)[0]?.fails).toBe(fails);
  });
});

describe('a library whose import path the linker escapes', () => {
  const symbol = 'gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun';
  const site = { function: symbol, file: '', line: 0, path: null };
  const finding = goroutineLeak({ id: `goroutine-leak:${symbol}:chan-receive+1`, site, operation: '', related: [] });
  const findings = judgedUnder([finding], { failOn: null, isCompared: false });

  it('is called by its name for people, and by its symbol for programs', () => {
    const text = written('text', { findings });
    expect(text).toContain('stuck on chan send at gopkg.in/natefinch/lumberjack.v2.(*Logger).millRun');
    expect(text.match(/%2e/g)).toHaveLength(1);
    expect(text).toContain(`id          ${finding.id}`);
    expect(written('markdown', { findings }).replace(finding.id.slice(0, 40), '')).toContain('lumberjack.v2.');
    const [json] = (JSON.parse(written('json', { findings })) as { findings: { id: string; site: object }[] }).findings;
    expect(json).toMatchObject({ id: finding.id, site: { function: symbol } });
  });
});

describe('JUnit', () => {
  it('has a case for each finding, which fails, is skipped or passes', () => {
    const text = written('junit');
    expect(text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="leaklens" tests="3" failures="1" errors="0" /,
    );
    expect(text).toMatch(/<testsuite name="localhost:6060" .* skipped="1">/);
    expect(text).toContain(
      '<testcase classname="goroutine-leak" name="goroutine-leak:main.(*agent).check:5:chan-send">',
    );
    expect(text).toMatch(/^sentinel\/agent\.go:61$/m);
    expect(text).toMatch(
      /<failure type="probable" message="Probable goroutine leak: 120 goroutines stuck on “ag\.w &lt;- 1”/,
    );
    expect(text).toContain('<skipped>a cache, by design</skipped>');
  });

  it('passes where nothing was found', () => {
    const text = written('junit', { findings: [] });
    expect(text).toContain('tests="1" failures="0"');
    expect(text).toContain('name="nothing found"/>');
  });

  it('stays XML whatever a service calls its functions', () => {
    const operation = '"]]></failure>&\uD800\u0001<x>';
    const findings = judgedUnder([goroutineLeak({ operation })], { failOn: 'probable', isCompared: false });
    const text = written('junit', { findings });
    expect(text).not.toContain('\u0001');
    expect(text.isWellFormed()).toBe(true);
    expect(text.match(/<\/failure>/g)).toHaveLength(1);
    expect(text).not.toContain('<x>');
  });
});
