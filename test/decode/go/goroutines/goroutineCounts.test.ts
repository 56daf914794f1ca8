import { describe, expect, it } from 'vitest';
import { readGoroutineDump } from '../../../../src/decode/go/goroutines/goroutineDump';
import { readFixture } from '../../../support/profiles/decodeFixtures';

function read(text: string) {
  return readGoroutineDump(new TextEncoder().encode(text), 'goroutine?debug=1');
}

describe('a recorded goroutine?debug=1', () => {
  const dump = readGoroutineDump(readFixture('profiles/goroutine.debug1.txt'), 'goroutine');

  it('has as many goroutines as its first line says', () => {
    const text = new TextDecoder().decode(readFixture('profiles/goroutine.debug1.txt'));
    expect(dump).toMatchObject({ total: Number(/total (\d+)/.exec(text)?.[1]), truncated: false });
  });

  it('knows neither state nor creator nor age', () => {
    expect(dump.groups[0]).toEqual({
      count: 40,
      state: '',
      minutes: null,
      stack: [
        {
          function: 'main.(*session).receive',
          file: 'leaklens.example/gateway/gateway.go',
          line: expect.any(Number) as number,
          inlined: false,
        },
      ],
      createdBy: null,
      labels: {},
      leaked: false,
    });
  });

  it('unquotes labels', () => {
    const file = 'programs/shapes/recorded/goroutine.debug1.txt';
    const { groups } = readGoroutineDump(readFixture(file), file);
    const labels = groups.flatMap((group) => Object.entries(group.labels));
    expect(labels.sort()).toEqual([
      ['__proto__', 'label'],
      ['empty', ''],
      ['endpoint', '/checkout'],
      ['endpoint', '/checkout'],
      ['tenant', 'acme "quoted" = {x}, y: z'],
      ['tenant', 'größe\t日本'],
    ]);
  });
});

describe('goroutine?debug=1', () => {
  it('may have empty cells, stacks and totals', () => {
    const text = 'goroutine profile: total 3\n2 @\n#\t0x0\n\n1 @ 0x1 0x2\n#\t0x1\n#\t0x2\tmain.f+0x2\t\tC:/a/b.go:7\n';
    expect(read(text)).toMatchObject({
      total: 3,
      truncated: false,
      groups: [
        { count: 2, stack: [] },
        { count: 1, stack: [{ function: 'main.f', file: 'C:/a/b.go', line: 7 }] },
      ],
    });
    expect(read('goroutineleak profile: total 0\n')).toMatchObject({ total: 0, truncated: false, groups: [] });
  });

  it('joins records that differ only in program counters', () => {
    const record = (pc: string) => `2 @ ${pc}\n#\t${pc}\tmain.f+0x2\t/a/b.go:7\n\n`;
    expect(read(`goroutine profile: total 4\n${record('0x1')}${record('0x2')}`).groups).toMatchObject([{ count: 4 }]);
  });

  it('marks every goroutine of goroutineleak as leaked', () => {
    const text = 'goroutineleak profile: total 1\n1 @ 0x1\n#\t0x1\tmain.f+0x2\t/a/b.go:7\n';
    expect(read(text).groups).toMatchObject([{ leaked: true }]);
  });

  it.each([
    [
      'fewer goroutines than the first line says',
      'goroutine profile: total 9\n1 @ 0x1\n#\t0x1\tmain.f+0x2\t/a/b.go:7\n',
    ],
    ['a last line that stops short', 'goroutine profile: total 1\n1 @ 0x1\n#\t0x1\tmain.f+0x2\t/a/b.g'],
  ])('is cut when it has %s', (_what, text) => {
    expect(read(text).truncated).toBe(true);
  });
});
