// Why goref does not say who holds the memory, as its runner finds it out.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeakLensError, type Problem } from '../../../src/shared/model/errors';
import { createHeldMemory } from '../../../src/heldProcesses';
import type { RetainedParts } from '../../../src/retainedProfiles';
import type { TargetSource } from '../../../src/shared/ports/sources/targetSource';
import { createPprofConnector } from '../../../src/sources/pprof/pprofConnector';
import { createSourceTree } from '../../../src/store/go/sourceTree';
import { repositoryRoot } from '../../support/paths';
import { startReplay } from '../../support/recording/replayServer';
import { createRunGoref } from '../../../src/sources/goref/runGoref';
import type { Failure } from './failing';

/** Runs a `grf` that only complains. */
async function complaining(complaint: string | null): Promise<Problem> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-grf-'));
  try {
    if (complaint !== null) {
      await writeFile(join(folder, 'grf'), `#!/bin/sh\necho '${complaint}' >&2\nexit 1\n`);
      await chmod(join(folder, 'grf'), 0o755);
    }
    const run = createRunGoref({ PATH: folder, HOME: folder });
    await run({ kind: 'core', executable: '/shop', core: '/core.1' }, null, new AbortController().signal);
    throw new Error('it did not complain');
  } catch (error) {
    if (error instanceof LeakLensError) return error.problem;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const nowhere: RetainedParts = {
  tree: createSourceTree(),
  sources: { retainedPlaces: () => Promise.resolve(null) },
};

/** Asks for the process of a recorded service, which this process of Node plays. */
async function playedBack(): Promise<Problem> {
  const directory = join(repositoryRoot, 'test/fixtures/gateway-replay');
  const replay = await startReplay({ directory, elapsedSeconds: () => 0 });
  const limits = { timeoutMillis: 20_000, maxBodyBytes: 64 * 1024 * 1024 };
  const source = await createPprofConnector().connect(
    replay.url,
    { ...limits, name: 'shop' },
    AbortSignal.timeout(20_000),
  );
  try {
    return await refused(source);
  } finally {
    source.dispose();
    await replay.dispose();
  }
}

async function refused(source: TargetSource): Promise<Problem> {
  try {
    await createHeldMemory(nowhere, () => []).processOf(source);
    throw new Error('it was found');
  } catch (error) {
    if (error instanceof LeakLensError) return error.problem;
    throw error;
  }
}

const remote: TargetSource = {
  target: { id: 'shop', name: 'shop', url: 'http://10.0.0.9:6060/' },
  runtime: 'go',
  dispose: () => undefined,
};

export const gorefFailures: readonly Failure[] = [
  [
    'a service on another machine',
    () => refused(remote),
    'AT does not run on this machine (http://10.0.0.9:6060/), so goref cannot read it from here.',
    'Ask on the machine that it runs on: leaklens holders PID --yes.',
  ],
  [
    'a service behind another process of this machine',
    playedBack,
    /^Which process answers for AT \(http:.*\) cannot be seen: it is in a container, belongs to another user, or is reached through a tunnel\.$/,
    'Ask beside it, as its user or root: leaklens holders PID --yes; in Kubernetes from kubectl debug --target --profile=sysadmin.',
  ],
  [
    'no goref',
    () => complaining(null),
    'There is no goref: no AT on the PATH, in GOBIN or in the bin folder of GOPATH.',
    'Install it: go install github.com/cloudwego/goref/cmd/grf@latest (Linux, amd64 or arm64).',
  ],
  [
    'a program without names',
    () => complaining('could not read debug info (no) and could not read go symbol table (no)'),
    'The program of AT was built without names (-ldflags -s or -w), so goref cannot read it.',
    'Build it without -s and -w, start it again, and ask when it has grown; -trimpath does no harm.',
  ],
  [
    'goref says something else',
    () => complaining('the moon is full'),
    'What AT holds was not read by goref: the moon is full.',
    'Try it by hand to see all that it says: grf attach PID.',
  ],
];
