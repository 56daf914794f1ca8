import { goWork } from '../../../../src/runtimes/goWork';
import { goReading } from '../../../../src/runtimes/goReading';
import { worksOf } from '../../../../src/shared/ports/runtime/runtimeWork';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { directReaders } from '../../../../src/follow/go/readers/directReader';
import { createFollowers } from '../../../../src/follow/followers';
import type { GoSourceReader } from '../../../../src/shared/model/go/goSource';
import { type Told } from '../../../../src/shared/model/told';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import { createPprofConnector } from '../../../../src/sources/pprof/pprofConnector';
import { createSourceTree } from '../../../../src/store/go/sourceTree';
import { FakeClock } from '../../../support/fakeClock';
import { RecordedService } from '../../../engine/recordedService';
import { generous } from '../../../engine/rooms';
import { openReader } from '../../../syntax/go/goPrograms';

const gateway = join(import.meta.dirname, '../../../services/gateway');

/** The real reader, whose answers are held back until the test lets them go. */
function heldBack(reader: GoSourceReader) {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const held: GoSourceReader = {
    explainWait: (question) => gate.then(() => reader.explainWait(question)),
    explainAllocation: (question) => gate.then(() => reader.explainAllocation(question)),
    explainLibrary: (question) => gate.then(() => reader.explainLibrary(question)),
    retainedPlaces: () => Promise.resolve(null),
    functionLines: (path, name) => gate.then(() => reader.functionLines(path, name)),
    forget: (path) => reader.forget(path),
  };
  return { held, letGo };
}

describe('a target whose source takes long to be read', () => {
  it('is polled as ever, and judged again when the source has spoken', async () => {
    const service = await new RecordedService().start();
    const clock = new FakeClock(1_000_000_000);
    const { held, letGo } = heldBack(openReader());
    const work = goWork({ openReader: directReaders(goReading), sources: held, tree: createSourceTree(), clock });
    work.paths.setFolders([gateway]);
    const followers = createFollowers({ clock, works: worksOf([work]) });
    const options = { ...generous, name: 'gateway' };
    const source = await createPprofConnector().connect(service.url, options, new AbortController().signal);
    onTestFinished(() => source.dispose());
    const rounds: Told[] = [];
    const explained: Told[] = [];
    const follower = followers.follow({
      source,
      settings: () => ({
        intervalMillis: 2000,
        listLimit: 1000,
        listIntervalMillis: 10_000,
        leastOnLine: 1,
        memoryLimitBytes: null,
        thresholds: defaultThresholds,
        costBudget: 1,
        maxAnswerBytes: generous.maxBodyBytes,
      }),
      firstLife: 0,
      firstBuild: 0,
      memory: null,
      events: {
        round: (round) => Promise.resolve(void rounds.push(round)),
        explained: (told) => void explained.push(told),
        failed: (error) => expect.unreachable(String(error)),
        warned: (what, error) => expect.unreachable(`${what}: ${String(error)}`),
      },
    });
    onTestFinished(() => follower.dispose());
    for (let poll = 0; poll < 4; poll += 1) {
      await clock.advance(2000);
      await follower.pollNow();
    }
    expect([rounds.length, explained.length]).toEqual([4, 0]);
    letGo();
    await follower.explained();
    expect(explained.length).toBeGreaterThan(0);
  });
});
