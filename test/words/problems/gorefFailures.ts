// Why goref does not say who holds the memory, as its runner finds it out.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeakLensError, type Problem } from '../../../src/shared/model/errors';
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

export const gorefFailures: readonly Failure[] = [
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
