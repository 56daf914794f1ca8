import { describe, expect, it } from 'vitest';
import { isOwnFootprint } from '../../../../src/analyse/go/base/footprint';
import { heapCosts } from '../../../../src/analyse/go/sites/heapSites';
import { CodeOwners, goRootOf } from '../../../../src/analyse/go/sites/codeOwners';
import type { ResolveFile } from '../../../../src/shared/ports/runtime/analyser';
import type { Profile } from '../../../../src/shared/model/profile';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { profileFromText } from '../../../support/profiles/profileText';
import { readFixture } from '../../../support/profiles/decodeFixtures';
import { frames, inWorkspace } from '../../builders';

function costsOf(profile: Profile, resolve: ResolveFile) {
  return heapCosts(profile, new CodeOwners(resolve, goRootOf(profile)));
}

function costs(text: string) {
  return costsOf(profileFromText(text), inWorkspace);
}

/** Line, bytes, objects and via of each site. */
function rows(text: string) {
  return costs(text).sites.map(({ site, bytes, objects, via }) => [
    `${site.path}:${String(site.line)}`,
    bytes,
    objects,
    via,
  ]);
}

describe('the heap by line', () => {
  it('is what each line holds, largest first', () => {
    const text = `
      main.small@/ws/a.go:3;main.main@/ws/main.go:9 1 100
      main.large@/ws/a.go:7;main.main@/ws/main.go:9 2 900
      main.small@/ws/a.go:3;main.other@/ws/main.go:12 3 200`;
    expect(rows(text)).toEqual([
      ['/ws/a.go:7', 900, 2, null],
      ['/ws/a.go:3', 300, 4, null],
    ]);
  });

  it('is that of the nearest line of mine when a library allocates, and says where', () => {
    const text = `
      reflect.unsafe_NewArray@/go/src/runtime/malloc.go:9;reflect.MakeSlice@/go/src/reflect/value.go:30;lib.New@/mod/lib.go:4;main.route@/ws/router.go:21;main.main@/ws/main.go:9 1 100`;
    expect(rows(text)).toEqual([['/ws/router.go:21', 100, 1, 'reflect.MakeSlice']]);
  });

  it('lets the heaviest stack say where', () => {
    const own = 'main.route@/ws/router.go:21;main.main@/ws/main.go:9';
    expect(rows(`bytes.grow@/go/b.go:1;${own} 1 10\n${own} 1 100`)[0]?.[3]).toBeNull();
    expect(rows(`bytes.grow@/go/b.go:1;${own} 1 100\n${own} 1 10`)[0]?.[3]).toBe('bytes.grow');
  });

  it('sees through inlining: the innermost call that is mine', () => {
    expect(rows('~main.newBatch@/ws/batch.go:5;main.receive@/ws/gateway.go:33;main.main@/ws/main.go:9 1 80')).toEqual([
      ['/ws/batch.go:5', 80, 1, null],
    ]);
  });

  it('is one for a line, under whichever names its file is recorded', () => {
    const owners = new CodeOwners((file) => (file.endsWith('a.go') ? '/ws/a.go' : null), null);
    const profile = profileFromText('main.leak@/ws/a.go:3 1 100\nmain.leak@example.com/shop/a.go:3 2 40');
    expect(heapCosts(profile, owners).sites).toMatchObject([{ bytes: 140, objects: 3 }]);
  });

  it('counts in the total what no line of mine holds', () => {
    const { sites, totalBytes } = costs('runtime.malg@/go/proc.go:1 1 400\nmain.leak@/ws/a.go:3 1 100');
    expect(totalBytes).toBe(500);
    expect(sites).toHaveLength(1);
  });

  it('has no site and no stack for what is not in use any more', () => {
    const { sites, totalBytes } = costs('main.freed@/ws/a.go:3 5 500 0 0\nmain.leak@/ws/a.go:7 5 500 1 100');
    expect(sites.map(({ site }) => site.line)).toEqual([7]);
    expect(totalBytes).toBe(100);
  });

  it('keeps the five heaviest stacks of a line', () => {
    const stack = (n: number) =>
      `main.leak@/ws/a.go:3;main.caller${String(n)}@/ws/a.go:${String(n)} 1 ${String(n * 10)}`;
    const { sites } = costs([1, 2, 3, 4, 5, 6, 7].map(stack).join('\n'));
    expect(sites[0]?.stacks.map(({ bytes }) => bytes)).toEqual([70, 60, 50, 40, 30]);
    expect(sites[0]?.bytes).toBe(280);
    expect(sites[0]?.stacks[0]?.frames.map((frame) => frame.function)).toEqual(['main.leak', 'main.caller7']);
  });

  it('has no line where none is known', () => {
    expect(rows('main.leak@/ws/a.go:0 1 100\n- 1 100')).toEqual([]);
  });

  it('of a profile that tells nothing of memory in use is empty', () => {
    expect(costs('main.leak@/ws/a.go:3 17')).toEqual({ sites: [], totalBytes: 0 });
  });

  it('of a real blog is led by the line that makes the slices', () => {
    const heap = createGoDecoder().profile(readFixture('profiles/heap.pb.gz'), 'blog');
    const { sites, totalBytes } = costsOf(heap, (file) =>
      file.startsWith('leaklens.example/blog/') ? file.replace('leaklens.example/blog', '/ws') : null,
    );
    const reflected = sites.find(({ via }) => via === 'reflect.MakeSlice');
    expect(reflected?.site.path).toBe('/ws/router.go');
    expect(reflected).toBe(sites[0]);
    expect(sites.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(totalBytes);
  });
});

describe("LeakLens' own footprint", () => {
  it.each([
    'compress/flate.NewWriter;runtime/pprof.newProfileBuilder;runtime/pprof.writeHeapProto;net/http/pprof.Index;net/http.(*conn).serve',
    'runtime/pprof.(*Profile).WriteTo;main.dumpProfiles',
    'runtime/pprof.(*profileBuilder).build;runtime/pprof.writeHeapProto',
    'runtime/pprof.profileWriter',
    'main.mux;net/http/pprof.Index',
  ])('is %s', (stack) => {
    expect(isOwnFootprint(frames(stack))).toBe(true);
  });

  it.each([
    // What runs under labels, and profiles that a program keeps, are the program's own.
    'main.work.func1;runtime/pprof.Do;main.work',
    'main.work;runtime/pprof.Do.func1;main.main',
    'runtime/pprof.WithLabels;main.work',
    'runtime/pprof.(*Profile).Add;main.open',
    'main.leak;main.main',
    'example.com/net/http/pprof.Serve;main.main',
  ])('is not %s', (stack) => {
    expect(isOwnFootprint(frames(stack))).toBe(false);
  });

  it('is in no site and not in the total', () => {
    const own = 'compress/flate.NewWriter;net/http/pprof.Index;main.mux@/ws/main.go:4';
    expect(costs(`${own} 1 900000\nmain.leak@/ws/a.go:3 1 100`)).toMatchObject({
      totalBytes: 100,
      sites: [{ bytes: 100 }],
    });
  });
});
