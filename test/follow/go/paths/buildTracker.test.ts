import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import type { TargetReader } from '../../../../src/shared/ports/runtime/targetReader';
import { BuildTracker } from '../../../../src/follow/go/paths/buildTracker';
import type { BuildInfo } from '../../../../src/shared/model/process/buildInfo';
import type { ProfileSource } from '../../../../src/shared/ports/sources/profileSource';

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

const commit = '0123456789abcdef0123456789abcdef01234567';
const restart = { buildId: '' };

const reader: Pick<TargetReader, 'publishedBuild'> = {
  // eslint-disable-next-line @typescript-eslint/require-await -- what is thrown arrives as a rejection
  publishedBuild: async ({ bytes, subject }) => createGoDecoder().publishedBuild(bytes, subject),
};

function follow(answers: Partial<ProfileSource>): BuildTracker {
  const source: ProfileSource = {
    target: { id: 'shop-1', name: 'shop', url: 'http://localhost:6060/debug/pprof/' },
    runtime: 'go',
    fetch: () => Promise.reject(new Error('nothing is fetched')),
    residentBytes: () => Promise.resolve(null),
    dispose: () => undefined,
    ...answers,
  };
  return new BuildTracker(source, reader);
}

/** A service that publishes a text, and how often it was asked for it. */
function publishing(text: string): Required<Pick<ProfileSource, 'neighbour'>> & { asked: number } {
  const service = {
    asked: 0,
    neighbour: () => {
      service.asked += 1;
      const answer = { bytes: Buffer.from(text), url: 'http://localhost:6060/debug/vars', elapsedMillis: 1 };
      return Promise.resolve({ answer, elapsedMillis: 1 });
    },
  };
  return service;
}

describe('what is known of a build', () => {
  it.each([
    ['of a clean working copy', false, 'abc', true],
    ['of a changed one', true, null, false],
    ['of one that does not say', null, 'abc', false],
  ])('is what its binary says, the commit %s', async (_, modified, revision, isRevisionClean) => {
    const builds = follow({ buildInfo: () => Promise.resolve({ ...info, modified }) });
    expect(await builds.about()).toMatchObject({
      mainPackage: 'example.com/shop',
      goVersion: 'go1.26.8',
      revision,
      isRevisionClean,
    });
  });

  it('is when its binary was written', async () => {
    const builds = follow({ builtAtMillis: () => Promise.resolve(12) });
    expect((await builds.about()).builtAtMillis).toBe(12);
  });

  it('is what the service says where there is no binary, asked once a process', async () => {
    const service = publishing(JSON.stringify({ commit }));
    const builds = follow({ ...service, buildInfo: () => Promise.resolve(null) });
    await Promise.all([builds.about(), builds.about()]);
    expect(await builds.about()).toMatchObject({ revision: commit, isRevisionClean: false });
    builds.notice(restart, false);
    await builds.about();
    expect(service.asked).toBe(1);
    builds.notice(restart, true);
    await builds.about();
    expect(service.asked).toBe(2);
  });

  it.each([
    ['the same program started again', ['a', 'a'], { rebuilt: false, isNewBuild: false }],
    ['another program', ['a', 'b'], { rebuilt: true, isNewBuild: true }],
    ['a program that does not say which build it is', ['a', ''], { rebuilt: true, isNewBuild: false }],
    ['one after a program that did not say', ['', 'b'], { rebuilt: true, isNewBuild: false }],
  ] as const)('%s is known to be another build, or may be one', (_what, [before, after], noticed) => {
    const builds = follow({});
    builds.notice({ buildId: before }, false);
    expect(builds.notice({ buildId: after }, true)).toEqual(noticed);
  });

  it('is told from that of the session before', () => {
    const builds = follow({});
    builds.startFrom('a');
    expect(builds.notice({ buildId: 'b' }, true)).toEqual({ rebuilt: true, isNewBuild: true });
  });

  it('is not asked of the service where there is one', async () => {
    const service = publishing(JSON.stringify({ commit }));
    await follow({ ...service, buildInfo: () => Promise.resolve(info) }).about();
    expect(service.asked).toBe(0);
  });

  it.each<readonly [string, Partial<ProfileSource>]>([
    ['nobody can say', {}],
    ['neither the binary nor the service says', { buildInfo: () => Promise.resolve(null), ...publishing('{}') }],
    ['the service answers something else', publishing('<html>welcome</html>')],
    ['the service does not answer', { neighbour: () => Promise.resolve({ answer: null, elapsedMillis: null }) }],
  ])('is nothing where %s', async (_, answers) => {
    expect(await follow(answers).about()).toEqual({
      build: 'shop-1#0',
      mainPackage: null,
      goVersion: null,
      revision: null,
      isRevisionClean: false,
      builtAtMillis: null,
    });
  });
});
