// What people read about a finding, in an editor and on the command line.
import { config } from '@vscode/l10n';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import chinese from '../../../../src/l10n/bundle.l10n.zh-cn.json';
import { goFindings } from '../../../../src/analyse/go/goFindings';
import { confidences, type Finding, type OpenedResource } from '../../../../src/shared/model/finding';
import type { KeeperBound } from '../../../../src/shared/model/keeperBound';
import { goWords as words } from '../../../support/go/goWords';
import { evidence, goroutineLeak, heapGrowth, megabyte, retained } from './findings';

const boundOf = (kind: KeeperBound['kind'], limit: string): KeeperBound => ({
  kind,
  keeper: 'products',
  limit,
  made: null,
});

const process = { site: null, operation: '', related: [], evidence: [] } as const;

/** Opened on the line; whether it is closed the source does not tell. */
function openedOf(noun: OpenedResource['noun'], call: string): OpenedResource {
  const unknown = {
    closer: 'Close',
    byContext: false,
    release: 'Close()',
    fate: 'unknown',
    missingLine: null,
    lasting: false,
  } as const;
  return { resource: '', noun, call, ...unknown, waitsAt: null };
}

describe('the title says what, how many, where and how fast', () => {
  const titles: readonly (readonly [Finding, string])[] = [
    [
      goroutineLeak({ confidence: 'proven' }),
      'Goroutine leak: 120 goroutines stuck for ever on “ag.w <- 1” (chan send) · ↑60/min',
    ],
    [goroutineLeak(), 'Probable goroutine leak: 120 goroutines stuck on “ag.w <- 1” (chan send) · ↑60/min'],
    [
      goroutineLeak({ confidence: 'possible', amount: { value: 1, unit: 'goroutines' }, rate: null }),
      'Possible goroutine leak: 1 goroutine stuck on “ag.w <- 1” (chan send)',
    ],
    [
      goroutineLeak({ confidence: 'proven', amount: { value: 1, unit: 'goroutines' }, rate: null }),
      'Goroutine leak: 1 goroutine stuck for ever on “ag.w <- 1” (chan send)',
    ],
    [
      goroutineLeak({ confidence: 'info', operation: '', rate: null }),
      'Waiting goroutines: 120 goroutines wait on chan send at agent.go:61',
    ],
    [
      goroutineLeak({ operation: '', state: '', wait: 'waitgroup', rate: null }),
      'Probable goroutine leak: 120 goroutines stuck on sync.WaitGroup.Wait at agent.go:61',
    ],
    [
      goroutineLeak({ opened: openedOf('resource', 'diskqueue.New'), rate: null }),
      'Probable goroutine leak: 120 goroutines that belong to what “diskqueue.New” opens',
    ],
    [
      goroutineLeak({ opened: openedOf('subscription', 'nc.Subscribe'), rate: null }),
      'Probable goroutine leak: 120 goroutines that belong to the subscription of “nc.Subscribe”',
    ],
    [heapGrowth(), 'Probable memory leak: 31.2 MB allocated by “c.items[key] = page” in use · ↑9.10 MB/min'],
    [
      heapGrowth({ operation: '', confidence: 'possible', rate: null }),
      'Possible memory leak: 31.2 MB allocated by cache.go:22 in use',
    ],
    [
      heapGrowth({ confidence: 'possible', rate: null, bound: boundOf('cache', '20_000') }),
      'A cache that fills: 31.2 MB allocated by “c.items[key] = page” in use',
    ],
    [heapGrowth({ ...process, rate: null }), 'Probable memory leak: 31.2 MB of live heap'],
    [
      heapGrowth({ kind: 'map-capacity', confidence: 'possible', rate: null }),
      'Map still holds 31.2 MB although its entries were deleted, as it seems: allocated by “c.items[key] = page”',
    ],
    [
      heapGrowth({ kind: 'map-capacity', confidence: 'info', rate: null }),
      'Map holds room of 31.2 MB, which stays when entries are deleted: allocated by “c.items[key] = page”',
    ],
    // Whether its entries are gone, no profile tells: while the map grows, some may never be deleted.
    [
      heapGrowth({ kind: 'map-capacity' }),
      'A map grows though entries are deleted from it: 31.2 MB allocated by “c.items[key] = page” in use · ↑9.10 MB/min',
    ],
    [retained(), 'Retained by the runtime, not leaked: 1.46 GB idle · 0 B live'],
    [
      heapGrowth({ ...process, kind: 'stack-growth', rate: { value: megabyte, unit: 'bytes-per-minute' } }),
      'Goroutine stacks grow: 31.2 MB in stacks · ↑1.00 MB/min',
    ],
    [
      heapGrowth({ ...process, kind: 'native-growth', confidence: 'possible', rate: null }),
      'Memory outside Go may grow: 31.2 MB outside the Go runtime',
    ],
  ];
  it.each(titles)('%#', (finding, title) => {
    expect(words.title(finding)).toBe(title);
  });

  it('once it is fixed: what is left, and why the process still looks big', () => {
    const fixed = goroutineLeak({
      status: 'fixed',
      amount: { value: 0, unit: 'goroutines' },
      evidence: [
        evidence('fixed-before', 10_000, 'goroutines'),
        evidence('fixed-after', 0, 'goroutines'),
        evidence('idle', 780 * megabyte, 'bytes'),
        evidence('released', 20 * megabyte, 'bytes'),
      ],
    });
    expect(words.title(fixed)).toBe('Fixed: 0 live (10,000 before) · 780 MB idle, not yet returned to the OS');
    expect(words.hint(fixed)).toBe('fixed: 0 live (10,000 before) · 780 MB idle, not yet returned to the OS');
    expect(words.advice(fixed)).toMatch(/gone.*780 MB.*HeapIdle less HeapReleased.*debug\.FreeOSMemory/);
  });

  it('with a statement that is too long to read, cut', () => {
    const title = words.title(goroutineLeak({ operation: `ch <- ${'x'.repeat(500)}` }));
    expect(title.length).toBeLessThan(150);
    expect(title).toContain('…”');
  });
});

const filling = heapGrowth({ confidence: 'possible', bound: boundOf('cache', '20_000') });

describe('the hint at the end of a line is short, the verdict and the number first', () => {
  it.each([
    [goroutineLeak(), 'leak: 120 stuck ↑60/min · 9.60 MB', 'leak: 120 stuck · 9.60 MB'],
    [
      goroutineLeak({ confidence: 'proven', heldBytes: 0, evidence: [], rate: null }),
      'leak: 120 stuck',
      'leak: 120 stuck',
    ],
    [goroutineLeak({ confidence: 'possible' }), 'leak? 120 stuck ↑60/min · 9.60 MB', 'leak? 120 stuck · 9.60 MB'],
    [goroutineLeak({ confidence: 'info', rate: null, heldBytes: 0 }), '120 waiting', '120 waiting'],
    [heapGrowth(), 'leak: 31.2 MB ↑9.10 MB/min', 'leak: 31.2 MB'],
    [filling, '31.2 MB ↑9.10 MB/min · a cache that fills', '31.2 MB'],
    [
      heapGrowth({ kind: 'map-capacity', confidence: 'possible', rate: null }),
      'map still holds 31.2 MB · although its entries were deleted',
      'map still holds 31.2 MB',
    ],
    [heapGrowth({ kind: 'map-capacity' }), '31.2 MB ↑9.10 MB/min · map grows despite deletes', '31.2 MB'],
    [retained(), '1.46 GB idle, not leaked', '1.46 GB idle, not leaked'],
  ])('%#', (finding, hint, short) => {
    expect(words.hint(finding)).toBe(hint);
    expect(words.hint(finding, 'scarce')).toBe(short);
  });

  it('number and bytes come first where the end may be out of sight, and no rate could be taken for another', () => {
    expect(words.hint(goroutineLeak(), 'narrow')).toBe('leak: 120 stuck · 9.60 MB · ↑60/min');
    expect(words.hint(goroutineLeak({ heldBytes: 0 }), 'narrow')).toBe('leak: 120 stuck ↑60/min');
    expect(words.hint(heapGrowth(), 'narrow')).toBe('leak: 31.2 MB ↑9.10 MB/min');
  });
});

describe('a row of a list has the number and the rate', () => {
  it.each([
    [goroutineLeak(), '120 stuck ↑60/min'],
    [heapGrowth(), '31.2 MB ↑9.10 MB/min'],
    [heapGrowth({ kind: 'map-capacity', confidence: 'info', rate: null }), 'map holds 31.2 MB'],
    [retained(), '1.46 GB idle, not leaked'],
    [heapGrowth({ ...process, kind: 'stack-growth', rate: null }), '31.2 MB in stacks'],
    [heapGrowth({ ...process, kind: 'native-growth', rate: null }), '31.2 MB outside Go'],
  ])('%#', (finding, row) => {
    expect(words.row(finding)).toBe(row);
  });
});

describe('the tier is worded as surely as it is known', () => {
  it.each([
    ['proven', /the Go runtime says so/],
    ['probable', /grows steadily and does not follow load/],
    ['possible', /may leak; watch longer/],
    ['info', /no leak/],
  ] as const)('%s', (confidence, text) => {
    expect(words.confidence(goroutineLeak({ confidence }))).toMatch(text);
  });

  it('only what the runtime has proven is said to wait for ever', () => {
    for (const confidence of confidences) {
      const finding = goroutineLeak({ confidence });
      const said = `${words.title(finding)} ${words.hint(finding)}`;
      expect(said.includes('for ever'), confidence).toBe(confidence === 'proven');
    }
  });
});

describe('evidence is a sentence with its number and its unit', () => {
  const seen = goroutineLeak().lastSeenMillis;

  it.each([
    [evidence('leaked-by-runtime', 12, 'goroutines'), /leak detector lists 12 goroutines/],
    [evidence('leaked-last-seen', new Date(seen).setHours(3, 4, 5), 'millis'), /at 03:04:05\.$/],
    [evidence('leaked-last-seen', new Date(2025, 11, 31, 23, 4, 5).getTime(), 'millis'), /at 2025-12-31 23:04:05\.$/],
    [evidence('count', 1, 'goroutines'), /: 1 goroutine\.$/],
    [evidence('polls', 31, 'count'), /31 polls in a row/],
    [evidence('watched', 90, 'seconds'), /for 90 s\.$/],
    [evidence('watched', 3600 * 2.5, 'seconds'), /for 2 h 30 min\.$/],
    [evidence('mann-kendall', 6.123, 'none'), /z = 6\.1;/],
    [evidence('rate', 59.96, 'per-minute'), /\+60 per minute\.$/],
    [evidence('rate', 9.1 * megabyte, 'bytes-per-minute'), /\+9\.10 MB per minute\.$/],
    [evidence('late-slope-share', 0.93, 'ratio'), /at 93% of the overall rate/],
    [evidence('late-slope-share', -0.2, 'ratio'), /no longer grew/],
    [evidence('concentration', 0.84, 'ratio'), /^84% of all waiting/],
    [evidence('sampling-noise', 3.9 * megabyte, 'bytes'), /below 3\.90 MB could be noise/],
    [evidence('goal-growth', 6 * megabyte, 'bytes'), /grew by 6\.00 MB meanwhile, by the collector’s goal/],
    [evidence('kept-for', 3.2, 'seconds'), /kept for 3\.2 s on average\.$/],
    [evidence('bytes-per-goroutine', 82 * 1024, 'bytes'), /keeps 82\.0 KB alive/],
    [evidence('correlation', 0.9996, 'none'), /correlation 1\.$/],
    [evidence('idle', 1536 * megabyte, 'bytes'), /^1\.50 GB idle: .*HeapIdle less HeapReleased/],
    [evidence('released', 0, 'bytes'), /^0 B of free pages.*HeapReleased/],
    [evidence('short', 12, 'seconds'), /12 s only: too short/],
    [evidence('short', 3, 'goroutines'), /Only 3 goroutines: too few/],
    [evidence('fixed-before', 10_000, 'goroutines'), /^Before: 10,000 goroutines\.$/],
  ])('%j', (one, text) => {
    expect(words.evidence(one, goroutineLeak())).toMatch(text);
  });

  it('names the mistake that the source shows, and says nothing where it shows none', () => {
    const one = evidence('pattern', 1, 'none');
    expect(words.evidence(one, goroutineLeak({ pattern: 'range-never-closed' }))).toMatch(
      /channel that nobody closes\.$/,
    );
    expect(words.evidence(one, goroutineLeak())).toBeNull();
  });

  it('compares with the baseline where there is one', () => {
    const one = evidence('count-before', 20, 'goroutines');
    expect(words.evidence(one, goroutineLeak())).toBe('When watching began: 20 goroutines.');
    expect(words.evidence(one, goroutineLeak({ status: 'new' }))).toBe('When watching began: 20 goroutines.');
    expect(words.evidence(one, goroutineLeak({ status: 'grown' }))).toBe('At the baseline: 20 goroutines.');
  });

  it('is left out where there is no number', () => {
    expect(words.evidence(evidence('rate', Number.NaN, 'per-minute'), goroutineLeak())).toBeNull();
    expect(words.evidence(evidence('age', Infinity, 'minutes'), goroutineLeak())).toBeNull();
  });
});

const other = (role: Finding['related'][number]['role']) => ({
  role,
  function: 'main.run',
  file: 'a.go',
  line: 3,
  path: '/ws/a.go',
});

const openedRows: OpenedResource = {
  resource: 'sql-rows',
  noun: 'rows',
  call: 'db.QueryContext',
  closer: 'Close',
  release: 'rows.Close()',
  fate: 'path',
  byContext: false,
  missingLine: 21,
  lasting: false,
  waitsAt: null,
};

describe('what is opened and not given back is said as it is', () => {
  it.each<readonly [Partial<OpenedResource>, string, RegExp]>([
    [
      {},
      'the result set of “db.QueryContext” is not closed on the path at line 21: 120 goroutines kept',
      /defer rows\.Close\(\) right after the error check/,
    ],
    [
      { fate: 'never', missingLine: null },
      'the result set of “db.QueryContext” is never closed: 120 goroutines kept',
      /defer rows\.Close\(\)/,
    ],
    [
      { noun: 'response-body', call: 'client.Do', release: 'resp.Body.Close()' },
      'the response body of “client.Do” is not closed on the path at line 21: 120 connections kept',
      /defer resp\.Body\.Close\(\)/,
    ],
    [
      {
        noun: 'transport',
        call: 'http.Transport{}',
        fate: 'never',
        lasting: true,
        closer: 'CloseIdleConnections',
        release: 'client.CloseIdleConnections()',
      },
      'the HTTP transport of “http.Transport{}” is made anew for each call and never closed: 120 connections kept',
      /once, when the program starts/,
    ],
    [
      { noun: 'stream', call: 'client.Watch', fate: 'never', closer: '', release: '', byContext: true },
      'the stream of “client.Watch” never ends, because its context does not: 120 goroutines kept',
      /a context that ends/,
    ],
    [
      { noun: 'resource', call: 'v.WatchConfig', fate: 'never', closer: '', release: '' },
      'what “v.WatchConfig” opens never ends: 120 goroutines kept',
      /^Nothing ends one\. Make it once/,
    ],
    [
      { fate: 'unknown', missingLine: null },
      '120 goroutines that belong to the result set of “db.QueryContext”',
      /could not be told/,
    ],
  ])('%#', (given, title, advice) => {
    const finding = goroutineLeak({ opened: { ...openedRows, ...given }, pattern: 'not-closed' });
    expect(words.title(finding)).toBe(`Probable goroutine leak: ${title} · ↑60/min`);
    expect(words.advice(finding)).toMatch(advice);
  });

  it('in a few words at the end of the line itself', () => {
    expect(words.hint(goroutineLeak({ opened: openedRows }))).toMatch(
      /^leak: 120 kept ↑60\/min · 9\.60 MB · result set is not closed on the path at line 21$/,
    );
  });
});

describe('advice says what it means and what to do', () => {
  it.each([
    [goroutineLeak({ pattern: 'forgotten-cancel' }), /defer cancel\(\)/],
    [goroutineLeak({ pattern: 'timeout-without-buffer' }), /buffered with room for one value/],
    [goroutineLeak(), /Nobody receives/],
    [goroutineLeak({ wait: 'mutex', operation: 'mu.Lock()' }), /without Unlock/],
    [goroutineLeak({ wait: 'mutex', operation: '' }), /without Unlock/],
    [goroutineLeak({ wait: 'waitgroup', operation: 'wg.Wait()' }), /without Done/],
    [goroutineLeak({ wait: 'waitgroup', operation: 'flight.Do(path, func() (any, error) { … })' }), /does not return/],
    [goroutineLeak({ wait: 'select', operation: 'client.Do(req)' }), /does not return.*deadline/],
    [goroutineLeak({ pattern: 'call-without-timeout' }), /Give the client a Timeout/],
    [goroutineLeak({ related: [other('receive')] }), /^Whoever should receive is late/],
    [goroutineLeak({ wait: 'chan-receive', operation: '<-ch' }), /^Nobody sends or closes/],
    [goroutineLeak({ wait: 'chan-receive', operation: '<-ch', related: [other('send')] }), /^Whoever should send/],
    [heapGrowth({ operation: 'ctx, cancel := context.WithCancel(ctx)' }), /^A context stays with its parent/],
    [goroutineLeak({ confidence: 'info' }), /Nothing points to a leak/],
    [heapGrowth(), /who allocated this memory, not who keeps it/],
    [
      heapGrowth({ related: [{ role: 'held-by', function: 'main.run', file: 'a.go', line: 3, path: null }] }),
      /Goroutines that never end keep this memory alive/,
    ],
    [heapGrowth({ bound: boundOf('cache', '20_000') }), /^A cache that fills: products is bounded by 20_000/],
    [heapGrowth({ bound: boundOf('cache', '') }), /products throws away what it has no room for/],
    [heapGrowth({ bound: boundOf('fixed', '64') }), /has room for 64 and never for more/],
    [heapGrowth({ bound: boundOf('evicts', '') }), /taken out again elsewhere.*does not keep up/],
    [heapGrowth({ kind: 'map-capacity', rate: null }), /^A Go map never gives back the room of deleted entries/],
    [
      heapGrowth({ kind: 'map-capacity' }),
      /some entries are never deleted.*never gives back the room of deleted entries/,
    ],
    [
      retained(),
      /0 B is live \(HeapAlloc and HeapInuse follow it\); HeapIdle is 1\.50 GB, and 36\.0 MB .*HeapReleased.*TotalAlloc only ever rises.*FreeOSMemory/,
    ],
    [heapGrowth({ kind: 'native-growth' }), /cgo, mmap/],
  ])('%#', (finding, text) => {
    expect(words.advice(finding)).toMatch(text);
  });
});

describe('a cure is what to do, without why', () => {
  it.each([
    [goroutineLeak({ pattern: 'forgotten-cancel' }), /^Write|^Call|defer cancel/],
    [goroutineLeak(), /^Find out why the receiver is gone/],
    [goroutineLeak({ related: [other('receive')] }), /^Give the sender a way out \(a case on ctx\.Done\(\)\)/],
    [goroutineLeak({ pattern: 'timeout-without-buffer' }), /^Make the channel buffered with room for one value/],
    // One sentence is both.
    [goroutineLeak({ opened: openedRows, pattern: 'not-closed' }), /^Write defer rows\.Close\(\)/],
  ])('%#', (finding, cure) => {
    expect(words.cure(finding)).toMatch(cure);
    expect(words.advice(finding).endsWith(words.cure(finding))).toBe(true);
  });

  it('a fix is named by what it changes', () => {
    const fix = { edits: [] } as const;
    const leak = goroutineLeak();
    expect(words.fix({ ...fix, kind: 'buffer-channel', writes: 'make(chan quote, 1)' }, leak)).toBe(
      'Make the channel buffered: make(chan quote, 1)',
    );
    expect(words.fix({ ...fix, kind: 'defer-unlock', writes: 'defer c.mu.RUnlock()' }, leak)).toBe(
      'Add defer c.mu.RUnlock()',
    );
  });
});

describe('in Chinese', () => {
  beforeAll(() => config({ contents: chinese }));
  afterAll(() => config({ contents: {} }));

  it('a leak reads like Chinese, with every number in its place', () => {
    expect(words.title(goroutineLeak({ confidence: 'proven' }))).toBe(
      'goroutine 泄漏：120 个 goroutine 永久卡在 “ag.w <- 1”（chan send） · ↑60/分钟',
    );
    expect(words.hint(goroutineLeak())).toBe('泄漏：120 个卡住 ↑60/分钟 · 9.60 MB');
    expect(words.title(retained())).toBe('由运行时保留，并非泄漏：空闲 1.46 GB · 存活 0 B');
  });

  it('every kind, tier, state, pattern and role has its words', () => {
    const said: string[] = [];
    for (const { kind } of goFindings) {
      for (const confidence of confidences) {
        const finding = heapGrowth({ kind, confidence, site: null, operation: '', wait: 'select' });
        said.push(words.title(finding), words.hint(finding), words.advice(finding), words.confidence(finding));
      }
    }
    for (const status of ['new', 'grown', 'unchanged', 'fixed'] as const) said.push(words.status(status));
    expect(said.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
  });
});
