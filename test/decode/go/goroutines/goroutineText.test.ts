import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import type { GoroutineText } from '../../../../src/shared/model/go/goroutine';
import { problemOf, readFixture } from '../../../support/profiles/decodeFixtures';
import { dumpLines, dumpText, interleaved, lines, prefixed } from '../../text/dumpText';

const decoder = createGoDecoder();

function read(text: string | Uint8Array): GoroutineText {
  return decoder.goroutineText(typeof text === 'string' ? new TextEncoder().encode(text) : text, 'service.log');
}

const frame = (name: string, file: string, line: number) => ({ function: name, file, line, inlined: false });

/** What the dump says, in whatever it is wrapped. */
const whole = {
  total: 2,
  truncated: false,
  groups: [
    {
      count: 1,
      state: 'chan receive',
      minutes: { min: 2, max: 2 },
      stack: [frame('main.main', '/a/main.go', 4)],
      createdBy: null,
    },
    {
      count: 1,
      state: 'chan send',
      stack: [frame('main.f', '/a/main.go', 9)],
      createdBy: frame('main.main', '/a/main.go', 3),
    },
  ],
};

const envelopesOf = ({ peeled }: GoroutineText) => peeled.envelopes.map(({ kind }) => kind);
const json = (record: Readonly<Record<string, unknown>>) => JSON.stringify(record);
const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('"', '\\"');
const stamp = (at: number) => `2024-05-02T10:11:1${String(at)}.000000001Z`;

describe('a dump as it was written', () => {
  it.each([
    'goroutine.debug2.txt',
    'goroutine.healthy.debug2.txt',
    'goroutine.paths.debug2.txt',
    'goroutine.debug1.txt',
  ])('is read as the answer of a service is: %s', (name) => {
    const bytes = readFixture(`profiles/${name}`);
    const { peeled, dumps } = read(bytes);
    expect(peeled).toEqual({ envelopes: [], services: [''], hasMoreServices: false });
    expect(dumps.map(({ dump }) => dump)).toEqual([decoder.goroutineDump(bytes, name)]);
  });
});

describe('text around a dump', () => {
  it.each([
    ['go run', 'panic: boom\n\n', 'exit status 2\n'],
    ['go test', '', 'FAIL\texample.com/x\t1.006s\nFAIL\n'],
    ['a Markdown fence', '```\n', '```\n'],
    ['a shell', '$ curl -s localhost:6060/debug/pprof/goroutine?debug=2\n', 'me@box:~/src/x$ '],
    [
      'registers of GOTRACEBACK=crash',
      'SIGABRT: abort\nPC=0x46b3a1 m=0 sigcode=0\n\n',
      '\nrax    0x0\nrbx    0x7f1c\nrip    0x46b3a1\n',
    ],
    ['a bracket', '[', ']'],
    ['a core dump of a shell', '', 'Aborted (core dumped)\n'],
    [
      'a log line with a call in it',
      '',
      '2024/05/02 10:11:12 server.Shutdown(ctx): context deadline exceeded (forced)\n',
    ],
    ['make', '', 'make: *** [Makefile:12: run] Error 2\n'],
    ['no line feed', '', ''],
  ])('is none of it: %s', (_what, before, behind) => {
    const text = `${before}${behind === '' ? dumpText.trimEnd() : dumpText}${behind}`;
    const { dumps } = read(text);
    expect(dumps.map(({ dump }) => dump)).toMatchObject([whole]);
  });

  it.each(['2024/05/02 10:11:12 listening on :8080', 'INFO ready (pid 7)', 'http: Accept error: too many open files'])(
    'may stand inside a stack, and is no frame: %s',
    (line) => {
      const text = lines([...dumpLines.slice(0, 7), line, ...dumpLines.slice(7)]);
      expect(read(text).dumps.map(({ dump }) => dump)).toMatchObject([whole]);
    },
  );

  it('leaves a dump that is cut off one that is', () => {
    expect(read(dumpText.slice(0, -20)).dumps).toMatchObject([{ dump: { truncated: true, total: 1 } }]);
  });
});

describe('lines that were changed on the way', () => {
  const spaced = (tab: string) => dumpText.replaceAll('\t', tab);
  it.each([
    ['8 spaces for a tab', spaced('        ')],
    ['4 spaces for a tab', spaced('    ')],
    ['one space for a tab', spaced(' ')],
    ['no indent', spaced('')],
    ['no indent and no blank lines', spaced('').replaceAll('\n\n', '\n')],
    ['one more level', lines(prefixed('    '))],
    ['one more tab', lines(prefixed('\t'))],
    ['one more level below the headers', dumpText.replaceAll(/^(?=[\tmc])/gm, '    ')],
    ['a blank line behind every line', dumpText.replaceAll('\n', '\n\n')],
    ['three blank lines', dumpText.replaceAll('\n\n', '\n\n\n\n')],
    ['spaces behind every line', dumpText.replaceAll('\n', '   \n')],
    ['Windows line ends', dumpText.replaceAll('\n', '\r\n')],
    ['Windows line ends that were doubled', dumpText.replaceAll('\n', '\r\n\r\n')],
    ['a byte order mark', `\ufeff${dumpText}`],
  ])('are read all the same: %s', (_what, text) => {
    expect(read(text).dumps.map(({ dump }) => dump)).toMatchObject([whole]);
  });

  it.each(['utf16le', 'utf16be', 'utf16le without a mark'])('are read from UTF-16: %s', (encoding) => {
    const bytes = Buffer.from(encoding.endsWith('mark') ? dumpText : `\ufeff${dumpText}`, 'utf16le');
    const found = read(new Uint8Array(encoding === 'utf16be' ? bytes.swap16() : bytes));
    expect(envelopesOf(found)).toEqual(['utf-16']);
    expect(found.dumps.map(({ dump }) => dump)).toMatchObject([whole]);
  });
});

describe('the counts of debug=1', () => {
  const counts = [
    'goroutine profile: total 5',
    '3 @ 0x1 0x2',
    '#\t0x1\tmain.a+0x1\t/a/a.go:1',
    '',
    '2 @ 0x3 0x4',
    '#\t0x3\tmain.b+0x1\t/a/b.go:2',
  ];
  const groups = [
    { count: 3, stack: [frame('main.a', '/a/a.go', 1)] },
    { count: 2, stack: [frame('main.b', '/a/b.go', 2)] },
  ];
  it.each([
    ['spaces for tabs', lines(counts).replaceAll('\t', '   ')],
    ['one space for each tab', lines(counts).replaceAll('\t', ' ')],
    ['# lost', lines(counts).replaceAll('#\t', '')],
    ['# lost, tabs kept', lines(counts).replaceAll('#', '')],
    ['four spaces in front', lines(prefixed('    ', counts))],
    ['behind a timestamp', lines(prefixed('2024-05-02T10:11:12Z ', counts))],
    ['no line feed', lines(counts).trimEnd()],
    ['of docker', lines(counts.map((line) => json({ log: `${line}\n`, stream: 'stdout', time: stamp(1) })))],
  ])('are read: %s', (_what, text) => {
    expect(read(text).dumps).toMatchObject([{ dump: { total: 5, truncated: false, groups } }]);
  });

  it('without their heading are what is there, of an unknown number', () => {
    expect(read(lines(counts.slice(1))).dumps).toMatchObject([{ dump: { total: 5, isTotalKnown: false, groups } }]);
  });
});

describe('what stands in front of every line', () => {
  it.each([
    ['cri', 'CRI', prefixed((at) => `${stamp(at)} stderr F `)],
    ['cri', 'CRI with an offset', prefixed('2024-05-02T10:11:12.5+02:00 stdout F ')],
    ['compose', 'docker compose', prefixed('app-1  | ')],
    ['compose', 'docker compose, older', prefixed('shop_web_1 | ')],
    ['kubectl', 'kubectl --prefix', prefixed('[pod/web-7d9f8b6c5-x2x4z/app] ')],
    ['prefix', 'stern', prefixed('web-7d9f8b6c5-x2x4z app ')],
    ['prefix', 'a logger of its own', prefixed('[shop] [7] ')],
    ['prefix', 'a quote', prefixed('> ')],
    ['prefix', 'a diff', prefixed('+')],
    ['prefix', 'a drain of Heroku', prefixed((at) => `${at + 83} <40>1 2024-05-02T10:11:12+00:00 host app web.1 - `)],
    ['prefix', 'Cloud Foundry', prefixed('   2024-05-02T10:11:12.12+0200 [APP/PROC/WEB/0] ERR ')],
    ['prefix', 'gh run view --log', prefixed((at) => `build\tRun tests\t${stamp(at)} `)],
    ['syslog', 'journalctl', prefixed('May 02 10:11:12 web-1 shop[812]: ')],
    ['syslog', 'journalctl -o short-iso', prefixed((at) => `2024-05-02T10:11:1${at}+0200 web-1 shop[812]: `)],
    ['syslog', 'syslog with a priority', prefixed('<13>May  2 10:11:12 web-1 shop: ')],
    ['syslog', 'RFC 5424', prefixed((at) => `<13>1 ${stamp(at)} web-1 shop 812 - - `)],
    ['logcat', 'logcat brief', prefixed('E/Go      (13562): ')],
    ['logcat', 'logcat threadtime', prefixed((at) => `05-02 10:11:12.00${at}  1234  1250 E GoLog   : `)],
    ['logcat', 'logcat time', prefixed('05-02 10:11:12.003 E/GoLog( 1234): ')],
    ['timestamps', 'Actions', prefixed((at) => `2022-12-25T16:09:45.955513${at}Z `)],
    ['timestamps', 'Go’s log', prefixed('2024/05/02 10:11:12.123456 ')],
    ['timestamps', 'ts', prefixed('May 02 10:11:12 ')],
    ['timestamps', 'a clock in brackets', prefixed('[10:11:12.123] ')],
  ])('is taken off and said: %s (%s)', (kind, _what, text) => {
    const found = read(lines(text));
    expect(envelopesOf(found)).toEqual([kind]);
    expect(found.dumps.map(({ dump }) => dump)).toMatchObject([whole]);
  });

  it('may have lost its space where nothing follows', () => {
    const text = lines(prefixed('app-1  | ').map((line) => line.trimEnd()));
    expect(read(text).dumps).toMatchObject([{ dump: whole }]);
  });

  it('is joined again where a container runtime cut a line', () => {
    const cut = ['2024-05-02T10:11:12Z stderr P main.', '2024-05-02T10:11:12Z stderr F f(0x1)'];
    const text = prefixed('2024-05-02T10:11:12Z stderr F ').flatMap((line) =>
      line.endsWith('main.f(0x1)') ? cut : [line],
    );
    expect(read(lines(text)).dumps).toMatchObject([{ dump: whole }]);
  });

  it('may stand around other prefixes, and colours', () => {
    const text = lines(prefixed((at) => `\x1b[36mapp-1  | \x1b[0m${stamp(at)} `));
    const found = read(text);
    expect(envelopesOf(found)).toEqual(['colours', 'compose', 'timestamps']);
    expect(found.dumps).toMatchObject([{ dump: whole }]);
  });

  it('is told from what a logger writes in front of the first line alone', () => {
    const text = `E0502 10:11:12.123456       7 runtime.go:77] Observed a panic: ${dumpText}`;
    const found = read(text);
    expect(envelopesOf(found)).toEqual([]);
    expect(found.dumps).toMatchObject([{ dump: whole }]);
  });

  it('is told from the indent by which journalctl sets further lines', () => {
    const indent = ' '.repeat(33);
    const text = dumpLines.map((line, at) =>
      at === 0 ? `May 02 10:11:12 web-1 shop[812]: ${line}` : `${indent}${line}`,
    );
    expect(read(lines(text)).dumps).toMatchObject([{ dump: whole }]);
  });

  it.each(['#011', '\\t'])('leaves the tabs that syslog wrote as %s', (tab) => {
    const text = prefixed('May  2 10:11:12 web-1 shop[812]: ').map((line) => line.replace('\t', tab));
    const found = read(lines(text));
    expect(envelopesOf(found)).toEqual(['syslog', 'escapes']);
    expect(found.dumps).toMatchObject([{ dump: whole }]);
  });
});

describe('a dump in JSON', () => {
  const docker = (line: string) => json({ log: `${line}\n`, stream: 'stderr', time: stamp(1) });
  it.each([
    ['docker-json', 'docker', dumpLines.map(docker)],
    ['docker-json', 'docker, with spaces', dumpLines.map((line) => docker(line).replaceAll('":"', '": "'))],
    [
      'go-test-json',
      'go test -json',
      dumpLines.map((line) => json({ Action: 'output', Package: 'a/b', Output: `${line}\n` })),
    ],
    ['json', 'zap', [json({ level: 'error', ts: 1.5, msg: 'all goroutines', stack: dumpText })]],
    ['json', 'a field of a field', [json({ severity: 'ERROR', jsonPayload: { error: { trace: dumpText } } })]],
    ['json', 'journalctl -o json', dumpLines.map((line) => json({ _PID: '812', MESSAGE: line, PRIORITY: '3' }))],
    ['json', 'without an end', [json({ text: dumpText.trimEnd(), pid: 7 })]],
    ['json', 'with > escaped', [json({ message: `=> ${dumpText}` }).replaceAll('>', '\\u003e')]],
  ])('is found in whatever field: %s (%s)', (kind, _what, text) => {
    const found = read(lines(text));
    expect(envelopesOf(found)).toEqual([kind]);
    expect(found.dumps).toMatchObject([{ dump: whole }]);
  });

  it('may stand in JSON, and behind a prefix', () => {
    const inner = json({ level: 'error', stack: dumpText });
    const found = read(`${json({ log: 'starting\n', stream: 'stdout' })}\n${docker(inner)}\n`);
    expect(envelopesOf(found)).toEqual(['docker-json', 'json']);
    expect(found.dumps).toMatchObject([{ dump: whole }]);
    const behind = read(`web-1  | {"level":"info"}\nweb-1  | ${inner}\n`);
    expect(envelopesOf(behind)).toEqual(['compose', 'json']);
    expect(behind.dumps).toMatchObject([{ service: 'web-1', dump: whole }]);
  });
});

describe('a dump in one line', () => {
  const once = escaped(dumpText);
  it.each([
    ['logrus', `time="2016-09-27T21:16:11Z" level=info msg="=== BEGIN goroutine stack dump ===\\n${once}"`],
    [
      'logrus, with fields behind',
      `time="2016-09-27T21:16:11Z" level=info msg="${escaped(dumpText.trimEnd())}" pid=7 at="10:11:12"`,
    ],
    ['klog', `I0502 10:11:12.123456       1 main.go:10] "Dump" stacks="${once}"`],
    ['escaped twice', `level=info msg="${escaped(`"${once}"`)}"`],
    ['no quotes', `stacks: ${once}`],
    ['slog', `time=2024-05-02T10:11:12.000Z level=ERROR msg=dump stack="${once}"`],
    ['rsyslog', `May  2 10:11:12 web-1 shop[812]: ${dumpText.replaceAll('\n', '#012').replaceAll('\t', '#011')}`],
  ])('is unfolded: %s', (_what, line) => {
    const found = read(`${line}\n`);
    expect(envelopesOf(found)).toContain('escapes');
    expect(found.dumps.map(({ dump }) => dump)).toMatchObject([whole]);
  });
});

describe('several services in one text', () => {
  it.each([
    ['docker compose', 'app-1  | ', 'app-2  | ', ['app-1', 'app-2']],
    ['kubectl', '[pod/web-a/app] ', '[pod/web-b/app] ', ['pod/web-a/app', 'pod/web-b/app']],
    ['stern', 'web-7d9f app ', 'web-88aa app ', ['web-7d9f app', 'web-88aa app']],
    ['journald', 'May 02 10:11:12 h shop[8]: ', 'May 02 10:11:12 h cart[9]: ', ['h shop[8]', 'h cart[9]']],
    ['logcat', 'E/Go ( 12): ', 'E/Go ( 13): ', ['Go 12', 'Go 13']],
  ])('are told apart: %s', (_what, one, other, services) => {
    const found = read(lines(interleaved(prefixed(one), prefixed(other))));
    expect(found.peeled.services).toEqual(services);
    expect(found.dumps).toMatchObject(services.map((service) => ({ service, dump: whole })));
  });

  it('are told apart by the fields of a collector', () => {
    const of = (pod: string) =>
      dumpLines.map((line) => json({ log: `${line}\n`, stream: 'stderr', kubernetes: { pod_name: pod } }));
    const found = read(lines(interleaved(of('web-0'), of('web-1'))));
    expect(found.peeled.services).toEqual(['web-0', 'web-1']);
    expect(found.dumps).toMatchObject([{ dump: whole }, { dump: whole }]);
  });
});

describe('several dumps in one text', () => {
  const totals = (text: string) => read(text).dumps.map(({ dump }) => dump.total);

  it('are told apart by numbers that come again, and by text between them', () => {
    expect(totals(`dump 1\n${dumpText}\ndump 2\n${dumpText}`)).toEqual([2, 2]);
    expect(totals(`${dumpText}\n${dumpText}\n${dumpText}`)).toEqual([2, 2, 2]);
    const later = dumpText.replace('goroutine 1 ', 'goroutine 2 ').replace('goroutine 7', 'goroutine 8');
    expect(totals(`${dumpText}2019/04/15 17:44:18 http: panic serving [::1]:5: boom\n${later}`)).toEqual([2, 2]);
  });

  it('begin at a line of the text', () => {
    expect(read(`a\n${dumpText}\nb\n${dumpText}`).dumps.map(({ line }) => line)).toEqual([2, 13]);
  });

  it('are one where threads of one crash follow each other', () => {
    const second = dumpText.replace('goroutine 1 ', 'goroutine 2 ').replace('goroutine 7', 'goroutine 8');
    expect(totals(`${dumpText}\n-----\n\nSIGQUIT: quit\nPC=0x46 m=1 sigcode=0\n\n${second}`)).toEqual([4]);
  });

  it('are bounded in number, and none is lost', () => {
    const one = (id: number) => `goroutine ${id} [select]:\nmain.f()\n\t/a.go:1 +0x1\nlog line\n`;
    const all = totals(Array.from({ length: 3000 }, (_, id) => one(id + 1)).join(''));
    expect(all).toHaveLength(1000);
    expect(all.reduce((sum, total) => sum + total, 0)).toBe(3000);
  });
});

describe('lists of leaks', () => {
  const goleak = (tab: string) => [
    `[Goroutine 8 in state chan receive, 2 minutes, with a.leak on top of the stack:`,
    'a.leak(...)',
    `${tab}/a/leak.go:10`,
    'created by a.TestLeaky in goroutine 7',
    `${tab}/a/leak_test.go:16 +0x6b`,
    ' Goroutine 9 in state select, with a.other on top of the stack:',
    'a.other(0x1)',
    `${tab}/a/other.go:3 +0x1`,
    'created by a.TestLeaky in goroutine 7',
    `${tab}/a/leak_test.go:17 +0x6b`,
    ']',
  ];
  const leaks = [
    {
      state: 'chan receive',
      stack: [{ function: 'a.leak', line: 10 }],
      createdBy: { function: 'a.TestLeaky', line: 16 },
    },
    { state: 'select', stack: [{ function: 'a.other', line: 3 }], createdBy: { function: 'a.TestLeaky', line: 17 } },
  ];
  it.each([
    ['goleak 1.3', lines(goleak('\t'))],
    [
      'goleak 1.3 in go test',
      `--- FAIL: TestLeaky (0.45s)\n    gl_test.go:19: found unexpected goroutines:\n${lines(prefixed('        ', goleak('\t')))}FAIL\n`,
    ],
    [
      'goleak in go test -json',
      lines(prefixed('        ', goleak('\t')).map((line) => json({ Action: 'output', Output: `${line}\n` }))),
    ],
    ['goleak behind timestamps', lines(prefixed('2024-05-02T10:11:12Z ', goleak('\t')))],
    [
      'leaktest',
      lines(
        ['chan receive', 'select'].flatMap((state, at) => [
          `    leaktest.go:144: leaktest: leaked goroutine: goroutine ${at + 8} [${state}]:`,
          ...goleak('\t')
            .slice(at * 5 + 1, at * 5 + 5)
            .map((line) => `        ${line}`),
        ]),
      ),
    ],
    [
      'goleak 1.2',
      lines([
        '[Goroutine 8 in state chan receive, with a.leak on top of the stack:',
        'goroutine 8 [chan receive]:',
        ...goleak('\t').slice(1, 5),
        ' Goroutine 9 in state select, with a.other on top of the stack:',
        'goroutine 9 [select]:',
        ...goleak('\t').slice(6),
      ]),
    ],
  ])('are read, each goroutine with state, place and creator: %s', (_what, text) => {
    expect(read(text).dumps).toMatchObject([{ dump: { total: 2, truncated: false, groups: leaks } }]);
  });

  it('are read from delve', () => {
    const text = [
      '(dlv) goroutines',
      '* Goroutine 1 - User: ./main.go:19 main.main (0x4a2f5c) (thread 4174)',
      '  Goroutine 18 - User: C:/x y/main.go:9 main.leak.func1 (0x4a2e3e) [chan receive 1234567890]',
      '  Goroutine 19 - User: C:/x y/main.go:9 main.leak.func1 (0x4a2e3e) [chan receive]',
      '[3 goroutines]',
    ];
    const groups = [
      { count: 2, state: 'chan receive', stack: [frame('main.leak.func1', 'C:/x y/main.go', 9)] },
      { count: 1, state: 'running', stack: [frame('main.main', './main.go', 19)] },
    ];
    expect(read(lines(text)).dumps).toMatchObject([{ dump: { total: 3, groups } }]);
  });
});

describe('stacks that are no goroutine’s', () => {
  it('are left out: goroutine 0, and the stack of a thread', () => {
    const system =
      'runtime stack:\nruntime.throw({0x4b, 0x1})\n\t/go/panic.go:1 +0x1\n\ngoroutine 0 gp=0x5 m=0 mp=0x6 [idle]:\nruntime.futex()\n\t/go/sys.s:5 +0x1\n\n';
    expect(read(`fatal error: boom\n\n${system}${dumpText}`).dumps).toMatchObject([{ dump: whole }]);
  });

  it('say how many are locked to their thread', () => {
    const text = dumpText.replace('send, 2 minutes]', 'send, 2 minutes, locked to thread]');
    const [locked] = read(text).dumps[0]!.dump.groups.filter(({ state }) => state === 'chan send');
    expect(locked).toMatchObject({ lockedToThread: 1 });
  });
});

describe('what is no text of goroutines', () => {
  it.each([
    ['', 'empty'],
    ['{"memstats":{}}\n', 'JSON'],
    ['gc 1 @0.1s 0%: 1+1+1 ms clock\n', 'garbage collector traces'],
    ['nothing of the kind\n', 'begins with "nothing'],
  ])('is refused with what is read, and what it looks like: %j', (text, found) => {
    const { detail } = problemOf(() => read(text));
    expect(detail).toContain('goleak');
    expect(detail).toContain(found);
  });

  it.each(['block.debug1.txt', 'mutex.debug1.txt'])('is refused where it counts other things by stack: %s', (name) => {
    expect(problemOf(() => read(readFixture(`profiles/${name}`)))).toMatchObject({ kind: 'unreadable' });
  });
});
