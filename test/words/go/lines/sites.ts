import type { BlockedSite, HeapSite, SpawnSite } from '../../../../src/shared/model/siteReport';
import type { Frame, ResolvedSite } from '../../../../src/shared/model/sourceLocation';

type About<T extends { readonly site: ResolvedSite }> = Partial<Omit<T, 'site'>> & {
  readonly site?: Partial<ResolvedSite>;
};

export function resolved(about: Partial<ResolvedSite> = {}): ResolvedSite {
  return {
    function: 'main.(*session).receive',
    file: 'example.com/gateway/gateway.go',
    path: '/ws/gateway.go',
    line: 38,
    ...about,
  };
}

export function blockedSite({ site, ...about }: About<BlockedSite> = {}): BlockedSite {
  const rest = {
    kind: 'chan-send',
    state: 'chan send',
    count: 412,
    minutes: null,
    spawns: [],
    stacks: [],
    growth: null,
  } as const;
  return { ...rest, ...about, site: resolved(site) };
}

export function spawnSite({ site, ...about }: About<SpawnSite> = {}): SpawnSite {
  const waits = [{ site: resolved(), kind: 'chan-send', count: 412 }] as const;
  return {
    count: 412,
    waits,
    growth: null,
    ...about,
    site: resolved({ function: 'main.(*gateway).serve', line: 25, ...site }),
  };
}

export function heapSite({ site, ...about }: About<HeapSite> = {}): HeapSite {
  const rest = { bytes: 31.2 * 1024 * 1024, objects: 412, via: null, stacks: [], growth: null, turnover: null };
  return { ...rest, ...about, site: resolved({ line: 33, ...site }) };
}

export function frameAt(name: string, file = '/ws/gateway.go', line = 1): Frame {
  return { function: name, file, line, inlined: false };
}
