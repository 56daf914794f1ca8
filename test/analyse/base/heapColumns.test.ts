import { describe, expect, it } from 'vitest';
import { heapColumns } from '../../../src/analyse/base/heapColumns';
import { heapCosts } from '../../../src/analyse/go/sites/heapSites';
import { isHeapProfile, liveHeapBytes } from '../../../src/analyse/go/base/observation';
import { CodeOwners } from '../../../src/analyse/go/sites/codeOwners';
import { readHeap } from '../../../src/analyse/go/history/heapReading';
import { readHeapText } from '../../../src/decode/legacy/heapText';
import { profileFromText } from '../../support/profiles/profileText';
import { inWorkspace } from '../builders';

/** `inuse_space/bytes` */
const types = (...names: readonly string[]) =>
  names.map((name) => ({ type: name.split('/')[0] ?? '', unit: name.split('/')[1] ?? '' }));

const shapes: readonly (readonly [
  who: string,
  types: readonly string[],
  live: number | null,
  objects: number | null,
])[] = [
  ['Go', ['alloc_objects/count', 'alloc_space/bytes', 'inuse_objects/count', 'inuse_space/bytes'], 4, 3],
  ['gperftools through pprof, and Node', ['objects/count', 'space/bytes'], 2, 1],
  ['jemalloc through jemalloc_pprof', ['inuse_space/bytes'], 1, null],
  ['a profiler that counts its samples', ['samples/count', 'space/bytes'], 2, null],
  ['a profiler with names of its own', ['heap/bytes', 'age/seconds'], 1, null],
  ['samples weighed in bytes', ['samples/bytes'], 1, null],
  ['what was ever allocated, alone', ['alloc_objects/count', 'alloc_space/bytes'], null, null],
  ['what a heap grew by (growthz)', ['growth/bytes'], null, null],
  ['processor time', ['samples/count', 'cpu/nanoseconds'], null, null],
  ['goroutines', ['goroutine/count'], null, null],
];

describe('what is alive by a heap profile', () => {
  it.each(shapes)('of %s', (_, names, live, objects) => {
    const sampleTypes = types(...names);
    const line = `main.keep@/ws/a.go:3 ${sampleTypes.map((_type, at) => at + 1).join(' ')}`;
    const profile = profileFromText(line, { sampleTypes });
    expect(isHeapProfile(profile)).toBe(live !== null);
    expect(liveHeapBytes(profile)).toBe(live ?? 0);
    const sites = live === null ? [] : [[live, objects]];
    const owners = new CodeOwners(inWorkspace, null);
    expect(heapCosts(profile, owners).sites.map((site) => [site.bytes, site.objects])).toEqual(sites);
    const reading = readHeap(profile, owners);
    expect([...reading.sites.values()].map((site) => [site.bytes, site.objects])).toEqual(sites);
    expect(reading.objects).toBe(live === null ? null : objects);
  });

  it('prefers the default that the profile names, among columns that say nothing by their names', () => {
    const sampleTypes = types('resident/bytes', 'reserved/bytes');
    expect(heapColumns(profileFromText('a 1 2', { sampleTypes })).space).toBe(1);
    expect(heapColumns(profileFromText('a 1 2', { sampleTypes, defaultSampleType: 'resident' })).space).toBe(0);
  });

  it('of the text that gperftools writes', () => {
    const text =
      'heap profile:      2:     3072 [     2:     3072] @ heapprofile\n     2:     3072 [     2:     3072] @ 0x1 0x2\n';
    expect(liveHeapBytes(readHeapText(Buffer.from(text), 'heap'))).toBe(3072);
  });
});
