import { describe, expect, it } from 'vitest';
import { processReports } from '../../../../src/analyse/go/processes/processReports';
import type { GcCycle } from '../../../../src/shared/model/process/gctrace';
import type { GoroutineGroup } from '../../../../src/shared/model/go/goroutine';
import type { MemoryStatistics } from '../../../../src/shared/model/process/memoryStatistics';
import type { Frame } from '../../../../src/shared/model/sourceLocation';
import { profileFromText } from '../../../support/profiles/profileText';

const megabyte = 2 ** 20;

describe('memory is accounted for to the last byte', () => {
  const statistics = {
    sys: 1_000,
    heapAlloc: 400,
    heapSys: 800,
    heapInuse: 500,
    heapIdle: 300,
    heapReleased: 120,
    stackSys: 60,
    mspanSys: 20,
    mcacheSys: 20,
    buckHashSys: 30,
    gcSys: 40,
    otherSys: 30,
    maxRss: 2_000,
  } as MemoryStatistics;

  it('into what lives, what is garbage, what idles, what went back, stacks and the runtime', () => {
    expect(processReports.memory(statistics, 350)).toEqual({
      live: 350,
      garbage: 150,
      idle: 180,
      released: 120,
      stacks: 60,
      runtime: 140,
      total: 1_000,
      maxRss: 2_000,
    });
  });

  it('as far as its statistics are known', () => {
    expect(processReports.memory({ sys: 1_000, heapInuse: 500, heapReleased: 120 }, 350)).toEqual({
      live: 350,
      garbage: 150,
      idle: null,
      released: 120,
      stacks: null,
      runtime: null,
      total: 1_000,
      maxRss: null,
    });
    expect(processReports.memory({}, null)).toMatchObject({ live: null, garbage: null, total: null });
  });

  it.each([
    ['a sampled estimate above what is allocated', 450, 400],
    ['no estimate', null, 400],
  ])('%s counts as all that is allocated', (_name, live, expected) => {
    expect(processReports.memory(statistics, live).live).toBe(expected);
  });
});

describe('the trend of a gctrace', () => {
  const cycle = (number: number, seconds: number | null, live: number): GcCycle => ({
    number,
    seconds,
    heapBefore: live * 2 * megabyte,
    heapAfter: live * 2 * megabyte,
    live: live * megabyte,
    goal: null,
    objects: null,
    forced: number % 5 === 0,
    phaseMillis: [],
    stacks: null,
    globals: null,
    service: '',
    processors: 2,
  });

  it('is a slope where the live heap rises', () => {
    const cycles = Array.from({ length: 20 }, (_, at) => cycle(at + 1, at * 6, 10 + at));
    expect(processReports.gcTrend(cycles)).toEqual({
      service: '',
      isEnough: true,
      cycles: 20,
      forced: 4,
      seconds: 114,
      firstLive: 10 * megabyte,
      lastLive: 29 * megabyte,
      leastLive: 10 * megabyte,
      mostLive: 29 * megabyte,
      livePerMinute: 10 * megabyte,
      livePerCycle: megabyte,
      stacks: null,
      globals: null,
      objects: null,
    });
  });

  it('has no slope for what the rounding alone moves, nor for a heap that rose and stays', () => {
    const flat = Array.from({ length: 20 }, (_, at) => cycle(at + 1, at, 10 + (at % 2)));
    const warm = Array.from({ length: 30 }, (_, at) => cycle(at + 1, at, Math.min(40, 10 + at * 5)));
    for (const cycles of [flat, warm]) {
      expect(processReports.gcTrend(cycles)).toMatchObject({ livePerMinute: null, livePerCycle: null });
    }
  });

  it('goes by collections where the trace has no times', () => {
    const cycles = Array.from({ length: 10 }, (_, at) => cycle(at + 1, null, 10 + 2 * at));
    expect(processReports.gcTrend(cycles)).toMatchObject({
      seconds: null,
      livePerMinute: null,
      livePerCycle: 2 * megabyte,
    });
  });

  it('is that of the last process in the log', () => {
    const cycles = [cycle(1, 0, 500), cycle(2, 1, 600), cycle(1, 0, 5), cycle(2, 2, 6), cycle(3, 4, 7)];
    expect(processReports.gcTrend(cycles)).toMatchObject({ cycles: 3, firstLive: 5 * megabyte, seconds: 4 });
  });

  it('is nothing without a collection', () => {
    expect(processReports.gcTrend([])).toBeNull();
  });
});

describe('goroutines wait at', () => {
  const frame = (name: string): Frame => ({ function: name, file: 'x.go', line: 1, inlined: false });
  const group = (...stack: string[]): GoroutineGroup => ({
    count: 1,
    state: 'chan send',
    minutes: null,
    stack: stack.map(frame),
    createdBy: null,
    labels: {},
    leaked: false,
  });

  it.each([
    [['main.leak'], 'main.leak'],
    [['sync.runtime_SemacquireMutex', 'sync.(*Mutex).Lock', 'main.lock', 'main.main'], 'main.lock'],
    [['internal/poll.runtime_pollWait', 'internal/poll.(*FD).Read', 'net.(*netFD).Read'], 'net.(*netFD).Read'],
    [['time.Sleep', 'main.nap'], 'main.nap'],
    [['runtime/pprof.writeGoroutineStacks', 'main.x'], 'runtime/pprof.writeGoroutineStacks'],
    [['runtime.gopark', 'runtime/trace.Start.func1'], 'runtime/trace.Start.func1'],
    [['runtime.gopark', 'runtime.bgsweep'], 'runtime.gopark'],
    [[], undefined],
  ])('%j', (stack, expected) => {
    const { groups } = processReports.goroutines({ total: 1, truncated: false, groups: [group(...stack)] });
    expect(groups[0]?.site?.function).toBe(expected);
  });

  it('with a state as far as the stack of a profile tells it', () => {
    const profile = profileFromText(`
      runtime.gopark;runtime.chansend;runtime.chansend1;main.send 7 {tenant=acme}
      runtime.gopark;sync.runtime_SemacquireMutex;sync.(*Mutex).Lock;main.lock 3
      runtime.gopark;sync.runtime_SemacquireRWMutexR;sync.(*RWMutex).RLock;main.read 2
      main.busy 9
    `);
    const { total, truncated, groups } = processReports.goroutineProfile(profile);
    expect([total, truncated]).toEqual([21, false]);
    expect(groups.map(({ count, state, site, labels }) => [count, state, site?.function, labels])).toEqual([
      [9, '', 'main.busy', {}],
      [7, 'chan send', 'main.send', { tenant: 'acme' }],
      [3, 'sync.Mutex.Lock', 'main.lock', {}],
      // Which of its locks it is, a profile does not always tell.
      [2, 'sync.RWMutex', 'main.read', {}],
    ]);
  });
});
