// What the fuzzer starts from: recorded files, and one of each older format.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GoDecoder } from '../../../src/shared/ports/decoder';
import { cpuProfiles, legacyProfiles } from '../profiles/legacyProfiles';

/** What a file is given to: a reading of the decoder, or what nodes of Erlang say. */
export type Reading = keyof GoDecoder | NodeReading;

/** Terms, and the message in which a node says who it is. */
export type NodeReading = 'term' | 'challenge';

export function isOfNode(reading: Reading): reading is NodeReading {
  return reading === 'term' || reading === 'challenge';
}

/** Whether what stands around a text in a log is taken off before it is read so. */
export function mayBeLogged(reading: Reading): boolean {
  return ['goroutineText', 'gctrace', 'loggedProfiles', 'memoryPages'].includes(reading);
}

export interface CorpusFile {
  readonly name: string;
  readonly reading: Reading;
  /** Unpacked. */
  readonly bytes: Uint8Array;
}

/** Files that are read in two ways: a text of the heap ends with memory statistics. */
function readingsOf(name: string): Reading[] {
  if (/heap.*debug1\.txt$/.test(name))
    return ['profile', 'memoryStatistics', 'runtimeMetrics', 'memoryPages', 'loggedProfiles'];
  if (/goroutine.*debug1\.txt$/.test(name)) return ['profile', 'goroutineDump', 'goroutineText', 'loggedProfiles'];
  if (/(?:block|mutex).*debug1\.txt$/.test(name)) return ['profile', 'loggedProfiles'];
  if (/debug2\.txt$|crash\.txt$/.test(name)) return ['goroutineDump', 'goroutineText'];
  if (name.endsWith('vars.json')) return ['memoryStatistics', 'runtimeMetrics', 'publishedBuild', 'memoryPages'];
  if (/metrics(\.newer)?\.txt$/.test(name)) return ['runtimeMetrics'];
  if (name.endsWith('.etf')) return ['term'];
  if (name.endsWith('gctrace.txt')) return ['gctrace'];
  if (name.endsWith('.debug1.txt') || name.endsWith('.pb.gz')) return ['profile'];
  return [];
}

const folders = [
  'profiles',
  'terms',
  'programs/shapes/recorded',
  'programs/cgocalls/recorded',
  'programs/earlier/recorded',
  'programs/metrics/recorded',
];

/** @param fixtures Absolute path of test/fixtures. */
export function readCorpus(fixtures: string): CorpusFile[] {
  const recorded = folders.flatMap((folder) => readdirSync(join(fixtures, folder)).map((file) => `${folder}/${file}`));
  const files = recorded.sort().flatMap((name) => {
    const bytes = readFileSync(join(fixtures, name));
    const unpacked = new Uint8Array(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
    return readingsOf(name).map((reading) => ({ name, reading, bytes: unpacked }));
  });
  const older = [...legacyProfiles, ...cpuProfiles].map(([name, bytes]) => {
    return { name: `older format: ${name}`, reading: 'profile' as const, bytes };
  });
  return [...files, ...older, ...handmade()];
}

/** What no recorded file holds: metrics, builds that a service publishes, and traces of old Go versions. */
function handmade(): CorpusFile[] {
  const texts: readonly (readonly [string, Reading, string])[] = [
    [
      'metrics',
      'runtimeMetrics',
      '# TYPE go_goroutines gauge\ngo_goroutines 73\ngo_info{version="go1.26.8"} 1\n' +
        'http_requests_total{code="200",path="/a{b}\\"c"} 1027 1395066363000\nprocess_open_fds 1.2e+01\ngo_x NaN\n',
    ],
    [
      'federated metrics',
      'runtimeMetrics',
      'go_goroutines{instance="a:1",job="x"} 8 1700000000000\ngo_info{instance="a:1",version="go1.26.8"} 1\n' +
        '{__name__="go_memstats_heap_alloc_bytes",instance="a:1",job="x"} 9 1700000000000\ngo_goroutines{instance="b:2"} 7\n',
    ],
    [
      'profile in a log',
      'loggedProfiles',
      '2024/05/02 10:11:12 serving\nheap profile: 1: 4096 [1: 4096] @ heap/1048576\n1: 4096 [1: 4096] @ 0x684485 0x684468\n' +
        '#\t0x684484\tmain.big+0x64\t/a/main.go:63\n\n# runtime.MemStats\n# Alloc = 7\n2024/05/02 10:11:13 done\n' +
        'web-1  | goroutine profile: total 3\nweb-1  | 3 @ 0x43b336\nweb-1  | #\t0x43b335\tmain.a+0x1\t/a/a.go:1\n',
    ],
    [
      'build as an object',
      'publishedBuild',
      '{"build":{"GoVersion":"go1.26.8","Path":"example.com/shop","Main":{"Path":"example.com/shop"},"Settings":[' +
        `{"Key":"vcs.revision","Value":"${'0a'.repeat(20)}"},{"Key":"vcs.modified","Value":"false"}]},"dirty":true}`,
    ],
    [
      'build as a text',
      'publishedBuild',
      '{"about":"go\\tgo1.26.8\\npath\\texample.com/shop\\nbuild\\tvcs.revision=' +
        `${'0a'.repeat(20)}\\nbuild\\tvcs.modified=true\\n","commit":"${'b1'.repeat(32)}-dirty"}`,
    ],
    [
      'old gctrace',
      'gctrace',
      'gc14(2): 1+1+0 ms 10 -> 5 MB 58439 -> 8912 (573381-564469) objects 184 handoff\n' +
        'gc6(5): 0+0+0+1000 us, 0 -> 0 MB, 2118 (2655-537) objects, 85 goroutines, 109/0/0 sweeps\nGC forced\n' +
        'scvg1: 7 MB released\nscvg1: inuse: 116, idle: 10, sys: 127, released: 10, consumed: 117 (MB)\n' +
        'scav 5 KiB work (bg), 7 KiB work (eager), 3544 KiB now, 96% util (forced)\n',
    ],
  ];
  const challenge = `N${'\u0000'.repeat(7)}\u0003${'\u0001'.repeat(8)}\u0000\u0009shop@host`;
  return [...texts, ['challenge', 'challenge', challenge] as const, ...inLogs()].map(([name, reading, text]) => ({
    name,
    reading,
    bytes: new TextEncoder().encode(text),
  }));
}

/** Goroutines as logs hold them: one of each kind of envelope. */
function inLogs(): (readonly [string, Reading, string])[] {
  const dump =
    'goroutine 1 [chan receive, 2 minutes]:\nmain.main()\n\t/a/main.go:4 +0x2c\n\ngoroutine 7 [select]:\n' +
    'main.f(0x1)\n\t/a/main.go:9 +0x2c\ncreated by main.main in goroutine 1\n\t/a/main.go:3 +0x1d\n';
  const each = (wrap: (line: string) => string) =>
    dump
      .trimEnd()
      .split('\n')
      .map((line) => `${wrap(line)}\n`)
      .join('');
  const wrapped: Readonly<Record<string, string>> = {
    cri: each((line) => `2024-05-02T10:11:12.000000001Z stderr F ${line}`),
    docker: each((line) => JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2024-05-02T10:11:12Z' })),
    compose: each((line) => `app-1  | ${line}\napp-2  | ${line}`),
    journal: each((line) => `May 02 10:11:12 web-1 shop[812]: ${line.replace('\t', '#011')}`),
    stern: each((line) => `web-7d9f app ${line}`),
    zap: `${JSON.stringify({ level: 'error', stack: dump })}\n`,
    logrus: `time="2016-09-27T21:16:11Z" level=info msg=${JSON.stringify(JSON.stringify(dump))} pid=7\n`,
    goleak:
      '        [Goroutine 8 in state select, with a.leak on top of the stack:\n        a.leak(...)\n        \t/a/b.go:10\n' +
      '        created by a.Test in goroutine 7\n        \t/a/b.go:16 +0x6b\n        ]\nFAIL\n',
    delve: '* Goroutine 1 - User: ./main.go:19 main.main (0x4a2f5c) (thread 4174)\n[1 goroutines]\n',
    twice: `a\n${dump}2019/04/15 17:44:17 b\n${dump}exit status 2\n`,
  };
  return Object.entries(wrapped).map(([name, text]) => [name, 'goroutineText', text]);
}
