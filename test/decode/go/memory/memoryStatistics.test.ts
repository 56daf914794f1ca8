import { describe, expect, it } from 'vitest';
import { readMemoryStatistics } from '../../../../src/decode/go/memory/memoryStatistics';
import { problemOf, readFixture } from '../../../support/profiles/decodeFixtures';

const recorded = new TextDecoder().decode(readFixture('profiles/heap.debug1.txt'));

function read(text: string) {
  return readMemoryStatistics(new TextEncoder().encode(text), 'heap?debug=1');
}

describe('memory statistics of heap?debug=1', () => {
  it('reads every field of a recorded service', () => {
    const statistics = read(recorded);
    const field = (name: string) => Number(new RegExp(`^# ${name} = (\\S+)$`, 'm').exec(recorded)?.[1]);
    expect(statistics).toMatchObject({
      totalAlloc: field('TotalAlloc'),
      sys: field('Sys'),
      heapAlloc: field('HeapAlloc'),
      heapReleased: field('HeapReleased'),
      heapObjects: field('HeapObjects'),
      nextGc: field('NextGC'),
      numGc: field('NumGC'),
      numForcedGc: field('NumForcedGC'),
      gcCpuFraction: field('GCCPUFraction'),
      maxRss: field('MaxRSS'),
    });
    expect(statistics.heapIdle + statistics.heapInuse).toBe(statistics.heapSys);
    expect(statistics.lastGcMillis).toBeCloseTo(field('LastGC') / 1e6, 0);
  });

  it('splits the pairs of stacks and caches', () => {
    const text = recorded
      .replace(/^# Stack = .*$/m, '# Stack = 11 / 12')
      .replace(/^# MSpan = .*$/m, '# MSpan = 21 / 22')
      .replace(/^# MCache = .*$/m, '# MCache = 31 / 32');
    expect(read(text)).toMatchObject({ stackInuse: 11, stackSys: 12, mspanSys: 22, mcacheSys: 32 });
  });

  it('keeps the ring of collection ends exactly: the last one stands where the count says', () => {
    const { gcEndNanos, numGc } = read(recorded);
    const lastGc = /^# LastGC = (\d+)$/m.exec(recorded)?.[1] ?? '';
    expect(gcEndNanos).toHaveLength(256);
    expect(gcEndNanos[(numGc + 255) % 256]).toBe(BigInt(lastGc));
  });

  it('reads what early Go versions write, without MaxRSS, PauseEnd and NumForcedGC', () => {
    const early = recorded.replace(/^# (MaxRSS|PauseEnd|NumForcedGC|GCCPUFraction) = .*\n/gm, '');
    expect(read(early)).toMatchObject({ maxRss: null, gcEndNanos: [], numForcedGc: 0, gcCpuFraction: 0 });
  });

  it('takes the last block when a text holds several', () => {
    const changed = recorded.replace(/^# HeapAlloc = .*$/m, '# HeapAlloc = 123');
    expect(read(recorded + changed).heapAlloc).toBe(123);
  });

  it('finds fields by name in any order and with Windows line ends', () => {
    const lines = recorded.slice(recorded.indexOf('# runtime.MemStats')).trim().split('\n');
    const [mark = '', ...fields] = lines;
    expect(read([mark, ...fields.reverse()].join('\r\n'))).toEqual(read(recorded));
  });

  it('says which field is missing when the text is cut', () => {
    const cut = recorded.slice(0, recorded.indexOf('# NextGC'));
    expect(problemOf(() => read(cut))).toMatchObject({
      kind: 'unreadable',
      detail: expect.stringContaining('NextGC') as string,
    });
  });

  it.each([
    ['no statistics at all', 'heap profile: 0: 0 [0: 0] @ heap/1048576\n'],
    ['nothing', ''],
    ['a field that is no number', recorded.replace(/^# Sys = .*$/m, '# Sys = many')],
  ])('refuses %s', (_what, text) => {
    expect(problemOf(() => read(text)).kind).toBe('unreadable');
  });
});

describe('memory statistics of expvar', () => {
  const vars = new TextDecoder().decode(readFixture('programs/shapes/recorded/vars.json'));

  it('reads a recorded /debug/vars, with times beyond what a double holds', () => {
    const { memstats } = JSON.parse(vars) as { memstats: Record<string, number> };
    const statistics = read(vars);
    expect(statistics).toMatchObject({
      heapAlloc: memstats['HeapAlloc'],
      stackInuse: memstats['StackInuse'],
      mspanSys: memstats['MSpanSys'],
      numGc: memstats['NumGC'],
      maxRss: null,
    });
    const exact = /"LastGC":(\d+)/.exec(vars)?.[1] ?? '';
    expect(statistics.gcEndNanos[(statistics.numGc + 255) % 256]).toBe(BigInt(exact));
  });

  it.each([
    ['JSON without memstats', '{"cmdline":["./service"]}'],
    ['broken JSON', vars.slice(0, 200)],
  ])('refuses %s', (_what, text) => {
    expect(problemOf(() => read(text)).kind).toBe('unreadable');
  });
});
