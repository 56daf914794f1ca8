import { rmSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { TestSetup } from '../../shared/model/tests/testProfile';
import type { GoTestProfiles, RecordedTest } from '../../shared/ports/sources/goTestProfiles';
import { makeTemporaryFolder } from '../base/temporaryFolder';
import { findProgram } from '../processes/findProgram';
import { runAloud } from '../processes/runAloud';
import { profileArguments } from './profileArguments';

/** Of what a run writes: results stand at its end, and a compiler's complaints are few. */
const keptCharacters = 1024 * 1024;

/** The profiles lie in a temporary folder until they are let go of. */
export function createTestProfiles(): GoTestProfiles {
  let root: string | null = null;
  let runs = 0;
  const folderOf = async () => (root ??= await makeTemporaryFolder('profiles'));
  return {
    record: async (request, write, signal): Promise<RecordedTest> => {
      const { test, profile: kind, setup, path } = request;
      const environment = { ...process.env, ...setup.environment };
      const go = await goProgram(setup);
      const run = String((runs += 1));
      const folder = await folderOf();
      const profile = join(folder, `${test.name}.${kind}.${run}.pb.gz`);
      const program = join(folder, `tests.${run}${process.platform === 'win32' ? '.exe' : ''}`);
      const args = profileArguments(request, { profile, program });
      const options = { directory: dirname(path), environment, kept: keptCharacters, write };
      const { code, stdout, stderr, failure } = await runAloud(go, args, options, signal);
      await rm(program, { force: true }).catch(() => undefined);
      const isWritten = await stat(profile).then(
        (written) => written.isFile() && written.size > 0,
        () => false,
      );
      if (signal.aborted) {
        await rm(profile, { force: true }).catch(() => undefined);
        throw new LeakLensError({ kind: 'cancelled', subject: test.name, detail: 'cancelled' });
      }
      if (failure !== null) throw noGo(failure);
      return { status: code, stdout, stderr, profile: isWritten ? profile : null };
    },
    forget: (profile) => rm(profile, { force: true }).catch(() => undefined),
    dispose: () => {
      if (root !== null) rmSync(root, { recursive: true, force: true });
    },
  };
}

/** @throws LeakLensError where there is none */
export async function goProgram({ go, environment }: TestSetup): Promise<string> {
  if (go !== '') {
    if (isAbsolute(go)) return go;
    throw noGo(`${go} is no absolute path`);
  }
  const found = await findProgram('go', environment['PATH'] ?? process.env['PATH'] ?? '');
  if (found === null) throw noGo('no go on the PATH');
  return found;
}

/** For programs that look for `go` themselves: the one that a person chose comes first. */
export function withGoFirst({ environment }: TestSetup, go: string): NodeJS.ProcessEnv {
  const path = environment['PATH'] ?? process.env['PATH'] ?? '';
  // Windows writes `Path`.
  const others = Object.entries({ ...process.env, ...environment }).filter(([name]) => name.toUpperCase() !== 'PATH');
  return { ...Object.fromEntries(others), PATH: [dirname(go), path].join(delimiter) };
}

function noGo(detail: string): LeakLensError {
  return new LeakLensError({ kind: 'go-test', subject: 'go', detail, goTest: 'no-go' });
}
