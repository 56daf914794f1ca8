import { describe, expect, it } from 'vitest';
import { readGoroutineDump } from '../../../../src/decode/go/goroutines/goroutineDump';
import type { GoroutineDump, GoroutineGroup } from '../../../../src/shared/model/go/goroutine';
import type { Frame } from '../../../../src/shared/model/sourceLocation';
import { problemOf, readFixture } from '../../../support/profiles/decodeFixtures';

function read(text: string): GoroutineDump {
  return readGoroutineDump(new TextEncoder().encode(text), 'goroutine?debug=2');
}

/** The only group of a dump of one goroutine with this header. */
function group(header: string, body = 'main.f()\n\t/src/app/main.go:12 +0x1d\n'): GoroutineGroup {
  const { groups } = read(`${header}\n${body}`);
  expect(groups).toHaveLength(1);
  return groups[0]!;
}

const frame = (name: string, file: string, line: number, inlined = false) => ({ function: name, file, line, inlined });

describe('a recorded goroutine?debug=2', () => {
  const dump = readGoroutineDump(readFixture('profiles/goroutine.debug2.txt'), 'goroutine');

  it('counts every goroutine once', () => {
    const text = new TextDecoder().decode(readFixture('profiles/goroutine.debug2.txt'));
    expect(dump.total).toBe([...text.matchAll(/^goroutine \d+ /gm)].length);
    expect(dump.groups.reduce((sum, { count }) => sum + count, 0)).toBe(dump.total);
    expect(dump.truncated).toBe(false);
  });

  it('groups the blocked senders, with where they wait, since when and who started them', () => {
    expect(dump.groups[0]).toEqual({
      count: 40,
      state: 'chan send',
      minutes: { min: 2, max: 2 },
      stack: [expect.objectContaining({ function: 'main.(*session).receive', inlined: false })],
      createdBy: expect.objectContaining({ function: 'main.(*gateway).serve' }) as unknown,
      labels: {},
      ids: expect.any(Array) as unknown,
      minutesEach: Array.from({ length: 40 }, () => 2),
      leaked: false,
    });
  });

  it('knows each goroutine by its number', () => {
    const text = new TextDecoder().decode(readFixture('profiles/goroutine.debug2.txt'));
    const numbers = [...text.matchAll(/^goroutine (\d+) /gm)].map(([, number]) => Number(number));
    expect(dump.groups.flatMap(({ ids = [] }) => ids).sort((a, b) => a - b)).toEqual(numbers.sort((a, b) => a - b));
  });

  it('keeps the runtime’s own words for a state', () => {
    const { groups } = readGoroutineDump(readFixture('programs/shapes/recorded/goroutine.debug2.txt'), 'shapes');
    const states = new Set(groups.map(({ state }) => state));
    expect([...states].sort()).toEqual([
      'IO wait',
      'chan receive',
      'chan receive (nil chan)',
      'chan send',
      'chan send (nil chan)',
      'running',
      'select',
      'select (no cases)',
      'sleep',
      'sync.Cond.Wait',
      'sync.Mutex.Lock',
      'sync.RWMutex.RLock',
      'sync.WaitGroup.Wait',
      'syscall',
    ]);
  });

  it('shares the object of a frame that many stacks contain', () => {
    const serving = dump.groups.flatMap(({ stack }) => stack).filter((each) => each.function === 'main.main');
    expect(new Set(serving.map((each) => JSON.stringify(each))).size).toBe(new Set(serving).size);
  });
});

describe('dumps that a program wrote of itself', () => {
  const shapes = (name: string) => {
    const bytes = readFixture(`programs/shapes/recorded/${name}`);
    const headers = [...new TextDecoder().decode(bytes).matchAll(/^goroutine \d+ .*:$/gm)].length;
    return { dump: readGoroutineDump(bytes, name), headers };
  };

  it.each(['goroutine.debug2.txt', 'goroutine.ancestors.debug2.txt', 'goroutine.labels.debug2.txt', 'crash.txt'])(
    'count every goroutine: %s',
    (name) => {
      const { dump, headers } = shapes(name);
      expect(dump).toMatchObject({ total: headers, truncated: false });
      expect(headers).toBeGreaterThan(20);
    },
  );

  it('are grouped the same with ancestors shown', () => {
    const waiting = (name: string) =>
      shapes(name)
        .dump.groups.filter(({ state, createdBy }) => state !== 'running' && createdBy?.function.startsWith('main.'))
        .map(({ count, state, stack }) => JSON.stringify([count, state, stack.map((each) => each.function)]))
        .filter((text) => !text.includes('elided'));
    expect(waiting('goroutine.ancestors.debug2.txt').sort()).toEqual(waiting('goroutine.debug2.txt').sort());
  });

  it('tell how goroutines that a library started came about', () => {
    const dump = readGoroutineDump(readFixture('programs/ancestors/recorded/goroutine.debug2.txt'), 'ancestors');
    const buffers = dump.groups.find(({ stack }) => stack[0]?.function.endsWith('infiniteBuffer'));
    const own = (stack: readonly Frame[]) => stack.filter((each) => each.function.startsWith('main.'));
    expect(buffers?.createdBy?.function).toBe('github.com/eapache/channels.NewInfiniteChannel');
    expect(buffers?.origins?.map(({ count, stack }) => [count, own(stack).map((each) => each.function)])).toEqual([
      [8, ['main.merge', 'main.main.func1', 'main.main', 'main.main']],
      [3, ['main.merge', 'main.main']],
    ]);
  });

  it('have labels in Go’s quotes', () => {
    const labels = shapes('goroutine.labels.debug2.txt').dump.groups.flatMap((each) => Object.entries(each.labels));
    expect(labels).toEqual(
      expect.arrayContaining([
        ['tenant', 'acme "quoted" = {x}, y: z'],
        ['tenant', 'größe\t日本'],
        ['__proto__', 'label'],
      ]),
    );
  });

  it('show the runtime’s own goroutines and frames in a crash with GOTRACEBACK=system', () => {
    const { groups } = shapes('crash.txt').dump;
    expect(groups.map(({ state }) => state)).toEqual(expect.arrayContaining(['force gc (idle)', 'GC scavenge wait']));
    const crashed = groups.find(({ state }) => state === 'running');
    expect(crashed?.stack.slice(0, 2).map((each) => each.function)).toEqual(['panic', 'main.main.func1']);
  });

  it('show calls through C', () => {
    const bytes = readFixture('programs/cgocalls/recorded/goroutine.debug2.txt');
    const stacks = readGoroutineDump(bytes, 'cgo').groups.map(({ stack }) => stack[0]?.function);
    expect(stacks).toEqual(expect.arrayContaining(['main._Cfunc_sleepInC', 'main.waitInGo']));
  });
});

describe('the header of a goroutine', () => {
  it.each([
    ['goroutine 1 [running]:', { state: 'running', minutes: null, leaked: false }],
    [
      'goroutine 32 [chan receive, 4 minutes, locked to thread]:',
      { state: 'chan receive', minutes: { min: 4, max: 4 } },
    ],
    ['goroutine 7 [chan send (leaked)]:', { state: 'chan send', leaked: true }],
    ['goroutine 7 [chan send (nil chan) (leaked) (scan)]:', { state: 'chan send (nil chan)', leaked: true }],
    ['goroutine 9 [syscall (scan), 12 minutes]:', { state: 'syscall', minutes: { min: 12, max: 12 } }],
    ['goroutine 10 [chan send (durable), synctest bubble 1]:', { state: 'chan send (durable)' }],
    ['goroutine 3 [select (no cases), 1 minutes]:', { state: 'select (no cases)', minutes: { min: 1, max: 1 } }],
    ['goroutine 18 gp=0xc000102380 m=4 mp=0xc000100008 [syscall]:', { state: 'syscall' }],
    ['goroutine 18 gp=0xc000102380 m=nil [finalizer wait]:', { state: 'finalizer wait' }],
    ['goroutine 5 [a reason nobody knows yet]:', { state: 'a reason nobody knows yet' }],
    ['goroutine 6 [???]:', { state: '???' }],
    ['goroutine 7 [select, 3 minutes, something {new}]:', { state: 'select', minutes: { min: 3, max: 3 } }],
    ['goroutine 7 [select] {labels that: are: not}:', { state: 'select' }],
    ['goroutine 7 [select] with more to say:', { state: 'select' }],
  ])('%s', (header, expected) => {
    expect(group(header)).toMatchObject({ labels: {}, ...expected });
  });

  it('reads labels inside the brackets, as Go 1.26 writes them', () => {
    const header = 'goroutine 4 [select, 3 minutes labels:{"tenant": "a]\\"b{}\\": x", "k": "v, w"}]:';
    expect(group(header)).toMatchObject({
      state: 'select',
      minutes: { min: 3, max: 3 },
      labels: { tenant: 'a]"b{}": x', k: 'v, w' },
    });
  });

  it('reads labels behind the brackets, as Go 1.27 writes them', () => {
    const header = 'goroutine 4 [running] {pattern: "GET /panic", tenant: acme/eu.1}:';
    expect(group(header)).toMatchObject({ state: 'running', labels: { pattern: 'GET /panic', tenant: 'acme/eu.1' } });
  });

  it('keeps a label named like a property of every object', () => {
    const { labels } = group('goroutine 4 [running labels:{"__proto__": "x"}]:');
    expect(Object.entries(labels)).toEqual([['__proto__', 'x']]);
  });
});

describe('the frames of a goroutine', () => {
  const stack = (body: string) => group('goroutine 1 [running]:', body).stack;

  it.each([
    ['main.server.valueRecv({{0x0?, 0x0?}}, 0x0?, {0x0?, _})', 'main.server.valueRecv', false],
    ['main.(*T).M.func1(...)', 'main.(*T).M.func1', true],
    ['main.Wait[...]({0x0?})', 'main.Wait[...]', false],
    ['example.com/names.v2/yaml%2ev3.(*D).Wait(0x1, 0x2, ...)', 'example.com/names.v2/yaml%2ev3.(*D).Wait', false],
    ['main._Cfunc_csleep(0xe10)', 'main._Cfunc_csleep', false],
    ['main.größe(0x1)', 'main.größe', false],
    ['c_function_without_arguments', 'c_function_without_arguments', false],
  ])('takes the arguments off %s', (line, name, inlined) => {
    expect(stack(`${line}\n\t/src/app/main.go:12 +0x1d\n`)).toEqual([frame(name, '/src/app/main.go', 12, inlined)]);
  });

  it.each([
    ['/src/app/main.go:12', '/src/app/main.go', 12],
    ['/src/app/main.go:12 +0x1d', '/src/app/main.go', 12],
    ['C:/Users/me/app/main.go:7 +0x1d fp=0xc00 sp=0xc00 pc=0x48', 'C:/Users/me/app/main.go', 7],
    ['_cgo_gotypes.go:43 +0x4', '_cgo_gotypes.go', 43],
    ['<autogenerated>:1 +0x4', '<autogenerated>', 1],
    ['/src/my app/a:b.go:40 +0x4', '/src/my app/a:b.go', 40],
    ['/src/lib.c:9 pc=0x48', '/src/lib.c', 9],
    ['pc=0x48f2', '', 0],
  ])('finds file and line in %s', (place, file, line) => {
    expect(stack(`main.f()\n\t${place}\n`)).toEqual([frame('main.f', file, line)]);
  });

  it('reads frames of C code, symbolised and not', () => {
    const body = 'non-Go function at pc=7f00\nnon-Go function\n\tpc=0x7f01\nmain.f()\n\t/src/main.go:3 +0x1\n';
    expect(stack(body)).toEqual([
      frame('non-Go function', '', 0),
      frame('non-Go function', '', 0),
      frame('main.f', '/src/main.go', 3),
    ]);
  });

  it.each(['...additional frames elided...', '...23 frames elided...'])(
    'takes the gap of a deep stack for no frame: %s',
    (gap) => {
      const body = `main.f(0x1)\n\t/src/main.go:3 +0x1\n${gap}\nmain.main()\n\t/src/main.go:9 +0x1\n`;
      expect(stack(body).map((each) => each.function)).toEqual(['main.f', 'main.main']);
    },
  );

  it('has no stack where the runtime has none', () => {
    const body =
      '\tgoroutine running on other thread; stack unavailable\ncreated by main.main\n\t/src/main.go:3 +0x1\n';
    expect(group('goroutine 8 [running]:', body)).toMatchObject({
      stack: [],
      createdBy: frame('main.main', '/src/main.go', 3),
    });
  });

  it.each(['created by main.(*Pool).start', 'created by main.(*Pool).start in goroutine 17'])('%s', (line) => {
    const body = `main.f()\n\t/src/main.go:3 +0x1\n${line}\n\t/src/pool.go:44 +0x2f\n`;
    expect(group('goroutine 8 [running]:', body).createdBy).toEqual(frame('main.(*Pool).start', '/src/pool.go', 44));
  });

  it('keeps the stacks of ancestors apart, as where it came from', () => {
    const body =
      'main.f()\n\t/src/main.go:3 +0x1\ncreated by main.g\n\t/src/main.go:5 +0x2f\n' +
      '[originating from goroutine 7]:\nmain.g(...)\n\t/src/main.go:5 +0x9\n...additional frames elided...\n' +
      'created by main.main\n\t/src/main.go:1\n[originating from goroutine 1]:\nmain.main(...)\n\t/src/main.go:2 +0x4\n';
    expect(group('goroutine 8 [running]:', body)).toMatchObject({
      stack: [frame('main.f', '/src/main.go', 3)],
      createdBy: frame('main.g', '/src/main.go', 5),
      origins: [
        {
          count: 1,
          stack: [
            frame('main.g', '/src/main.go', 5),
            frame('main.main', '/src/main.go', 1),
            frame('main.main', '/src/main.go', 2),
          ],
        },
      ],
    });
  });

  it('is whole where its ancestors are cut', () => {
    const body = 'main.f()\n\t/src/main.go:3 +0x1\n[originating from goroutine 1]:\nmain.g(...)\n\t/src/ma';
    const dump = read(`goroutine 8 [running]:\n${body}`);
    expect(dump).toMatchObject({
      total: 1,
      truncated: true,
      groups: [{ stack: [frame('main.f', '/src/main.go', 3)] }],
    });
  });
});

describe('grouping', () => {
  const one = (id: number, header: string, argument = '0x1', line = 12) =>
    `goroutine ${id} [${header}]:\nmain.f(${argument})\n\t/src/main.go:${line} +0x1d\n` +
    `created by main.main in goroutine ${id % 3}\n\t/src/main.go:30 +0x2f\n`;

  it('puts together what differs only in arguments, age, thread and the creator’s number', () => {
    const { groups } = read(
      [one(5, 'select, 3 minutes'), one(6, 'select', '0x2?'), one(7, 'select, 9 minutes, locked to thread')].join('\n'),
    );
    expect(groups).toEqual([expect.objectContaining({ count: 3, minutes: { min: 3, max: 9 } })]);
  });

  it('keeps apart what differs in state, line, labels or leak mark', () => {
    const dump = read(
      [
        one(1, 'select'),
        one(2, 'chan receive'),
        one(3, 'select', '0x1', 13),
        one(4, 'select labels:{"a": "b"}'),
        one(5, 'select (leaked)'),
      ].join('\n'),
    );
    expect(dump.groups).toHaveLength(5);
  });

  it('puts the largest group first', () => {
    const text = [one(1, 'sleep'), one(2, 'select'), one(3, 'select')].join('\n');
    expect(read(text).groups.map(({ state, count }) => [state, count])).toEqual([
      ['select', 2],
      ['sleep', 1],
    ]);
  });

  it('tells many frames apart, however they are hashed', () => {
    const text = Array.from({ length: 5000 }, (_, id) => one(id + 1, 'select', '0x1', id)).join('\n');
    const lines = read(text).groups.map(({ stack }) => stack[0]?.line);
    expect(new Set(lines).size).toBe(5000);
  });
});

describe('a dump that was cut', () => {
  const first =
    'goroutine 1 [select]:\nmain.f(0x1)\n\t/src/main.go:12 +0x1d\ncreated by main.main\n\t/src/main.go:3 +0x2\n';
  const second = 'goroutine 2 [select]:\nmain.g(0x1)\n\t/src/main.go:1234 +0x1d\n';

  it('is told apart from a whole one at every byte of the second goroutine but its last file line', () => {
    const whole = `${first}\n${second}`;
    for (let length = first.length + 2; length < whole.length - ' +0x1d\n'.length + 3; length += 1) {
      const dump = read(whole.slice(0, length));
      expect([length, dump.truncated, dump.total]).toEqual([length, true, 1]);
    }
  });

  it('counts the whole goroutines and leaves out the last', () => {
    const dump = read(`${first}\n${second.slice(0, -8)}`);
    expect(dump).toMatchObject({ total: 1, truncated: true });
    expect(dump.groups).toHaveLength(1);
  });

  it('is recognised by the runtime’s cap of 64 MiB, even where the cut looks like an end', () => {
    const cap = 64 * 1024 * 1024;
    const text = Buffer.alloc(cap, `${first}\n`);
    const lastHeader = text.lastIndexOf('goroutine 1 [');
    // The last goroutine ends with a file line exactly at the cap.
    const tail = `goroutine 1 [select]:\nmain.${'f'.repeat(cap - lastHeader - 46)}(0x1)\n\t/src/m.go:12 +0x1\n`;
    text.write(tail.slice(0, cap - lastHeader), lastHeader);
    text[cap - 1] = 10;
    expect(readGoroutineDump(text, 'goroutine?debug=2')).toMatchObject({
      truncated: true,
      groups: [{ state: 'select' }],
    });
  });

  it('is whole when only the last line feed is missing, as in a pasted one', () => {
    expect(read(`${first}\n${second}`.trimEnd())).toMatchObject({ total: 2, truncated: false });
  });
});

describe('text around a dump', () => {
  it('is skipped', () => {
    const text =
      'panic: oops\n\ngoroutine 1 [running]:\nmain.f()\n\t/src/main.go:3 +0x1\n\nexit status 2\nmake: *** [run] Error 1\n';
    expect(read(text)).toMatchObject({ total: 1, truncated: false, groups: [{ stack: [{ function: 'main.f' }] }] });
  });

  it('may have Windows line ends', () => {
    const text = 'goroutine 1 [running]:\r\nmain.f(0x1)\r\n\tC:/src/main.go:3 +0x1\r\n';
    expect(read(text).groups[0]).toMatchObject({ state: 'running', stack: [frame('main.f', 'C:/src/main.go', 3)] });
  });

  it.each(['', 'Unknown profile\n', 'goroutines are nice\n'])('is no dump by itself: %j', (text) => {
    expect(problemOf(() => read(text))).toMatchObject({ kind: 'unreadable', subject: 'goroutine?debug=2' });
  });
});
