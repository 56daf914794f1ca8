import { describe, expect, it } from 'vitest';
import { BuildTracker } from '../../src/follow/buildTracker';
import type { BuildInfo } from '../../src/shared/buildInfo';
import type { ProfileSource } from '../../src/shared/ports';

const info: BuildInfo = {
  goVersion: 'go1.26.8',
  mainPackage: 'example.com/shop',
  mainModule: null,
  dependencies: [],
  trimpath: false,
  revision: 'abc',
  modified: false,
  revisionTime: null,
  gnuBuildId: null,
};

function source(buildInfo: () => Promise<BuildInfo | null>): ProfileSource {
  return {
    target: { id: 'shop-1', name: 'shop', url: 'http://localhost:6060/debug/pprof/' },
    fetch: () => Promise.reject(new Error('nothing is fetched')),
    residentBytes: () => Promise.resolve(null),
    buildInfo,
    dispose: () => undefined,
  };
}

describe('what is known of a build', () => {
  it('is what its binary says, the commit only of a clean working copy', async () => {
    const clean = new BuildTracker(source(() => Promise.resolve(info)));
    expect(await clean.about()).toMatchObject({
      mainPackage: 'example.com/shop',
      goVersion: 'go1.26.8',
      revision: 'abc',
    });
    const dirty = new BuildTracker(source(() => Promise.resolve({ ...info, modified: true })));
    expect((await dirty.about()).revision).toBeNull();
  });

  it('is nothing where the binary cannot be read', async () => {
    const builds = new BuildTracker(source(() => Promise.resolve(null)));
    expect(await builds.about()).toEqual({ build: 'shop-1#0', mainPackage: null, goVersion: null, revision: null });
  });
});
