// From a line of the workspace to the profiles of services that tell of it.
import { describe, expect, it } from 'vitest';
import { lineProfiles } from '../../../src/engine/profiles/lineProfiles';
import type { SiteReport } from '../../../src/shared/model/siteReport';

const site = (name: string, line: number) => ({
  function: name,
  file: '/build/cart.go',
  path: '/w/cart.go',
  line,
  inlined: false,
});

const heap = (name: string, line: number) => ({
  site: site(name, line),
  bytes: 1,
  objects: 1,
  via: null,
  stacks: [],
  growth: null,
  turnover: null,
});

const blocked = (name: string, line: number, kind: string) => ({
  site: site(name, line),
  kind,
  state: '',
  count: 9,
  minutes: null,
  spawns: [],
  stacks: [],
  growth: null,
});

const report: SiteReport = {
  heap: [heap('shop.add', 4), heap('shop.del', 9)],
  heapTotalBytes: 2,
  blocked: [blocked('shop.add', 4, 'chan-send'), blocked('shop.add', 4, 'select')],
  spawns: [{ site: site('shop.run', 2), count: 9, waits: [], growth: null }],
};

/** Two lines were written above all others since the build. */
const lines = { now: ({ line }: { readonly line: number }) => line - 1 + 2 };

const at = (path: string, line: number) =>
  lineProfiles({ target: { id: 't', name: 'shop' }, report, lines }, path, line).map(
    ({ profile, frame }) => `${profile} ${frame.function} ${frame.file}:${String(frame.line)}`,
  );

describe('a line', () => {
  it('is in the profiles that tell of it where it stands now, once in each', () => {
    expect(at('/w/cart.go', 5)).toEqual(['heap shop.add /build/cart.go:0', 'goroutine shop.add /build/cart.go:0']);
    expect(at('/w/cart.go', 10)).toEqual(['heap shop.del /build/cart.go:0']);
  });

  it('of which nothing is told is in none: no other file, no other line, and none that only starts what waits elsewhere', () => {
    expect([at('/w/other.go', 5), at('/w/cart.go', 4), at('/w/cart.go', 3)]).toEqual([[], [], []]);
  });
});
