import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPprof } from '../../support/go/goPprof';
import { hasGo, startService } from '../../support/go/goService';
import { findGo, pprofOf } from '../../support/go/olderGo';
import { readProfile } from '../../support/profiles/readProfile';
import { recordProgram } from '../../support/recording/recordingProgram';
import type { RunningService } from '../../support/serving/runningService';
import { fixtures, openProfile, ProfileFolder } from './oracle';
import { expectSameReports } from './sameReports';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

const hasOracle = hasGo() && hasPprof();

describe.skipIf(!hasOracle)('what a service answers now, as pprof reports it (skipped without Go)', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService('healthy', { args: ['-rate', '500'] });
  });
  afterAll(() => service.stop());

  it.each([
    'heap?gc=1',
    'allocs',
    'goroutine',
    'block',
    'mutex',
    'threadcreate',
    'profile?seconds=1',
    'heap?seconds=1',
    'goroutine?seconds=1',
  ])('%s', async (path) => {
    const read = async () => folder.write(await readProfile(`${service.url}/debug/pprof/${path}`));
    const older = await read();
    expectSameReports(await read(), older);
  });
});

/** Nothing may be built yet of what the programs need of Go's library. */
const buildTimeout = { timeout: 300_000 };

/** A profile of the same kind, recorded earlier, to subtract. */
function recordedBefore(file: string, program: string) {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return openProfile(`${fixtures}/programs/${program}/recorded/${name}`, name);
}

describe.skipIf(!hasOracle)('what a program records of itself now, as pprof reports it (skipped without Go)', () => {
  it.each(['shapes', 'earlier'] as const)(
    '%s: a profile of its own, generics, recursion, labels',
    buildTimeout,
    async (name) => {
      await using recording = await recordProgram(name);
      expect(recording.files.length).toBeGreaterThan(7);
      for (const file of recording.files) expectSameReports(openProfile(file), recordedBefore(file, name));
    },
  );
});

const hasCompiler = spawnSync('gcc', ['--version'], { timeout: 10_000 }).status === 0;

describe.skipIf(!hasOracle || !hasCompiler)('a program that calls C, now (skipped without Go and gcc)', () => {
  it('is reported as pprof reports it, with the functions that cgo makes', buildTimeout, async () => {
    await using recording = await recordProgram('cgocalls', { cgo: true });
    expect(recording.files).toHaveLength(3);
    for (const file of recording.files) expectSameReports(openProfile(file), recordedBefore(file, 'cgocalls'));
  });
});

const earlier = findGo('1.19');
const earlierPprof = earlier === null ? null : pprofOf(earlier);

describe.skipIf(earlierPprof === null)('Go 1.19 (skipped without it, for example in /usr/lib/go-1.19)', () => {
  it(
    'writes profiles that are reported as its own pprof reports them, and as the newest does',
    buildTimeout,
    async () => {
      await using recording = await recordProgram('earlier', { go: earlier ?? '' });
      for (const file of recording.files) {
        const opened = openProfile(file);
        expectSameReports(opened, recordedBefore(file, 'earlier'), earlierPprof);
        if (hasPprof()) expectSameReports(opened, recordedBefore(file, 'earlier'));
      }
    },
  );
});
