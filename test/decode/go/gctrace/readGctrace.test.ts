import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import type { GcCycle } from '../../../../src/shared/model/process/gctrace';
import { problemOf, readFixture } from '../../../support/profiles/decodeFixtures';

const decoder = createGoDecoder();
const megabytes = 2 ** 20;

function read(text: string) {
  return decoder.gctrace(new TextEncoder().encode(text), 'stderr');
}

function cycle(line: string): GcCycle {
  const { cycles, damagedLines } = read(line);
  expect([cycles.length, damagedLines]).toEqual([1, 0]);
  return cycles[0]!;
}

/** A cycle in MB, short. */
const heap = ({ heapBefore, heapAfter, live, goal }: GcCycle) =>
  [heapBefore, heapAfter, live, goal].map((bytes) => bytes && bytes / megabytes);

const go118 =
  'gc 16 @30.681s 0%: 0.11+0.41+0.004 ms clock, 0.23+0/0.12/0.59+0.008 ms cpu, 33->33->22 MB, 42 MB goal, 0 MB stacks, 0 MB globals, 2 P';
const go16 =
  'gc 7 @6.688s 0%: 0.020+117+0.34 ms clock, 0.082+11/117/330+1.3 ms cpu, 147->148->146 MB, 151 MB goal, 4 P';

describe('a line of GODEBUG=gctrace=1', () => {
  it('of Go 1.18 and later', () => {
    expect(cycle(go118)).toEqual({
      number: 16,
      seconds: 30.681,
      heapBefore: 33 * megabytes,
      heapAfter: 33 * megabytes,
      live: 22 * megabytes,
      goal: 42 * megabytes,
      stacks: 0,
      globals: 0,
      objects: null,
      forced: false,
      phaseMillis: [0.11, 0.41, 0.004],
      service: '',
      processors: 2,
    });
  });

  it('of Go 1.26 while it looks for leaked goroutines', () => {
    const line = go118.replace('0%:', '0% (checking for goroutine leaks):');
    expect(cycle(line)).toEqual(cycle(go118));
  });

  it('of Go 1.6 to 1.17', () => {
    expect(heap(cycle(go16))).toEqual([147, 148, 146, 151]);
  });

  it('of Go 1.5, with five phases', () => {
    const line =
      'gc 1 @0.017s 6%: 0.069+0+0+0.83+0.11 ms clock, 0.13+0+0+0/0.83/0+0.22 ms cpu, 4->4->0 MB, 4 MB goal, 2 P';
    expect(cycle(line)).toMatchObject({ number: 1, seconds: 0.017, phaseMillis: [0.069, 0, 0, 0.83, 0.11] });
  });

  it.each([8796093022207, 8796093022195])('with GOGC=off has no goal, but the largest there is: %d MB', (goal) => {
    const line = `gc 3 @0.314s 0%: 0.046+0.65+0.002 ms clock, 0.09+0/0.43/0+0.005 ms cpu, 6->6->6 MB, ${goal} MB goal, 2 P (forced)`;
    expect(cycle(line).goal).toBeNull();
  });

  it('that a call of runtime.GC forced', () => {
    expect(cycle(`${go16} (forced)`).forced).toBe(true);
    expect(cycle(go16).forced).toBe(false);
  });

  it.each([
    [
      'Go 1.0',
      'gc14(2): 1+1+0 ms 10 -> 5 MB 58439 -> 8912 (573381-564469) objects 184 handoff',
      { number: 14, heapBefore: 10 * megabytes, live: 5 * megabytes, objects: 8912, phaseMillis: [1, 1, 0] },
    ],
    [
      'Go 1.1 and 1.2',
      'gc63(2): 3+1+0 ms, 15 -> 7 MB 167805 -> 12894 (9983900-9971006) objects, 0(0) handoff, 4(350) steal, 16/2/0 yields',
      { number: 63, heapBefore: 15 * megabytes, live: 7 * megabytes, objects: 12894 },
    ],
    [
      'Go 1.3',
      'gc1(1): 5+0+186+0 us, 0 -> 0 MB, 18 (19-1) objects, 0/0/0 sweeps, 0(0) handoff, 0(0) steal, 0/0/0 yields',
      { number: 1, live: 0, objects: 18, phaseMillis: [0.005, 0, 0.186, 0], processors: 1 },
    ],
    [
      'Go 1.4',
      'gc6(5): 0+0+0+1000 us, 0 -> 0 MB, 2118 (2655-537) objects, 85 goroutines, 109/0/0 sweeps, 8(66) handoff, 11(38) steal, 103/4/0 yields',
      { number: 6, objects: 2118, processors: 5 },
    ],
  ])('of %s, which tells objects, but neither time nor goal', (_version, line, expected) => {
    expect(cycle(line)).toMatchObject({ seconds: null, goal: null, forced: false, ...expected });
  });
});

describe('collections that the two-minute timer forced', () => {
  it('are announced since Go 1.5', () => {
    const { cycles } = read(`${go16}\nGC forced\n${go16}\n${go16}\n`);
    expect(cycles.map(({ forced }) => forced)).toEqual([false, true, false]);
  });

  it('are told of afterwards before Go 1.5', () => {
    const line = (number: number) => `gc${number}(1): 0+0+0+0 us, 0 -> 0 MB, 78 (78-0) objects, 0/0/0 sweeps`;
    const { cycles } = read(`${line(1)}\n${line(2)}\nscvg0: GC forced\n${line(3)}\n`);
    expect(cycles.map(({ forced }) => forced)).toEqual([false, true, false]);
  });
});

describe('lines of the scavenger', () => {
  const report = 'inuse: 116, idle: 10, sys: 127, released: 10, consumed: 117 (MB)';

  it('up to Go 1.15', () => {
    const { scavenges } = read(`scvg1: 7 MB released\nscvg1: ${report}\nscvg2: ${report}\n`);
    expect(scavenges).toEqual([
      {
        kind: 'report',
        number: 1,
        releasedNow: 7 * megabytes,
        inuse: 116 * megabytes,
        idle: 10 * megabytes,
        sys: 127 * megabytes,
        released: 10 * megabytes,
        consumed: 117 * megabytes,
      },
      expect.objectContaining({ number: 2, releasedNow: 0 }),
    ]);
  });

  it.each([
    ['without a number', 'scvg', null],
    ['forced', 'forced scvg', null],
    ['forced, as -1', 'scvg-1', null],
    ['the twelfth', 'scvg12', 12],
  ])('%s', (_what, name, number) => {
    const { scavenges } = read(`${name}: 0x8 MB released\n${name}: ${report}\n`);
    expect(scavenges).toMatchObject([{ number, releasedNow: 8 * megabytes }]);
  });

  it.each([
    ['Go 1.15', 'scav 3 12 KiB work, 3544 KiB total, 96% util', { released: 3544, forced: false }],
    ['Go 1.16 to 1.20', 'scav 12 KiB work, 3544 KiB total, 96% util (forced)', { released: 3544, forced: true }],
    [
      'Go 1.21',
      'scav 5 KiB work (bg), 7 KiB work (eager), 3544 KiB now, 96% util [controller reset]',
      { released: 3544, forced: false },
    ],
    [
      'Go 1.21, by debug.FreeOSMemory',
      'scav 0 KiB work (bg), 12 KiB work (eager), 9 KiB now, 96% util (forced)',
      { released: 9, forced: true },
    ],
  ])('of scavtrace=1 in %s', (_version, line, { released, forced }) => {
    expect(read(line).scavenges).toEqual([
      { kind: 'trace', releasedNow: 12 * 1024, released: released * 1024, utilisation: 0.96, forced },
    ]);
  });
});

describe('traces in a log', () => {
  it('are found between other lines and behind the prefixes of loggers and container runtimes', () => {
    const text = [
      'starting server at :8080, gc is on',
      `2026-11-20T12:00:00.123456789Z stderr F ${go118}`,
      `{"log":"${go118}\\n","stream":"stderr","time":"2026-11-20T12:00:00Z"}`,
      `I1120 12:00:00.000000 1 main.go:12] gc gc gc`,
      `web-1  | ${go16} (forced)`,
      '2026/11/20 12:00:00 GC pauses look fine (gc 12 of 40)',
      go118,
    ].join('\r\n');
    const { cycles, damagedLines } = read(text);
    expect(cycles.map(({ number, forced }) => [number, forced])).toEqual([
      [16, false],
      [16, false],
      [7, true],
      [16, false],
    ]);
    expect(damagedLines).toBe(0);
  });

  it('may stand twice on one line', () => {
    expect(read(`${go16}${go118}`).cycles.map(({ number }) => number)).toEqual([7, 16]);
  });

  it('are counted as damaged where other output or the end of the text cuts them', () => {
    const torn = `${go118.slice(0, 40)}2026/11/20 a log line\n${go118.slice(40)}\n`;
    const text = `${go16}\n${torn}scvg1: inuse: 12, idle\n${go118.slice(0, -12)}`;
    expect(read(text)).toMatchObject({ cycles: [{ number: 7 }], damagedLines: 3 });
  });

  it('are read from their first line on where the newest stands first', () => {
    const line = (number: number) =>
      `2024-05-02T10:11:${10 + number}Z gc ${number} @${number}.5s 0%: 0.01+1+0.01 ms clock, 0.1+0/1/0+0.1 ms cpu, 4->4->${number} MB, 5 MB goal, 8 P`;
    const numbers = [1, 2, 3, 4, 5, 6];
    const text = (order: readonly number[]) => new TextEncoder().encode(`${order.map(line).join('\n')}\n`);
    const plain = decoder.gctrace(text(numbers), 'trace');
    const turned = decoder.gctrace(text(numbers.toReversed()), 'trace');
    expect(turned.peeled.envelopes.map(({ kind }) => kind)).toEqual(['timestamps', 'newest-first']);
    expect({ ...turned, peeled: null }).toEqual({ ...plain, peeled: null });
  });

  it('go on when the process starts again', () => {
    const numbers = read(`${go118}\n${go16.replace('gc 7', 'gc 1')}\n`).cycles.map(({ number }) => number);
    expect(numbers).toEqual([16, 1]);
  });

  it('are all read in a recorded log', () => {
    const bytes = readFixture('profiles/gctrace.txt');
    const lines = new TextDecoder()
      .decode(bytes)
      .split('\n')
      .filter((line) => line.startsWith('gc '));
    const { cycles, damagedLines } = decoder.gctrace(bytes, 'gctrace.txt');
    expect(cycles.map(({ number }) => number)).toEqual(lines.map((_, at) => at + 1));
    expect(damagedLines).toBe(0);
  });

  it.each([
    ['nothing', ''],
    ['a log without any', 'starting\nlistening on :8080\n'],
    ['only a damaged one', go118.slice(0, 50)],
  ])('are asked for when there is %s', (_what, text) => {
    expect(problemOf(() => read(text))).toMatchObject({
      kind: 'unreadable',
      detail: expect.stringContaining('gctrace=1') as string,
    });
  });
});
