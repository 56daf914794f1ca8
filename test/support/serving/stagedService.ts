// Services for recordings run from a folder with a neutral name, because profiles contain the path of the program.
import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { buildService, serviceSource, startService } from '../go/goService.ts';
import type { StartOptions } from '../go/goService.ts';
import type { RunningService, ServiceName } from './runningService.ts';

const stage = join(tmpdir(), 'leaklens-record');

/** Starts a service that is built with -trimpath, for a recording; who records stops it. */
export async function startStaged(name: ServiceName, options: StartOptions = {}): Promise<RunningService> {
  const { experiment } = options;
  const program = await buildService(name, { trimpath: true, ...(experiment !== undefined && { experiment }) });
  await mkdir(stage, { recursive: true });
  const staged = join(stage, name);
  // A program that was staged before may have been another build; a running one must not be written to.
  await rm(staged, { force: true });
  await copyFile(program, staged);
  return startService(name, { ...options, binary: staged });
}

/** Starts a service that is built without -trimpath from a copy of its sources: its profiles have absolute paths. */
export async function startStagedWithPaths(name: ServiceName, options: StartOptions = {}): Promise<RunningService> {
  const source = join(stage, 'src', name);
  await cp(serviceSource(name), source, { recursive: true });
  const program = join(stage, `${name}-with-paths`);
  await promisify(execFile)('go', ['build', '-buildvcs=false', '-o', program, '.'], {
    cwd: source,
    env: { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' },
  });
  return startService(name, { ...options, binary: program });
}

/** Removes what the recordings have built, once their services have ended. */
export async function clearStage(): Promise<void> {
  await rm(stage, { recursive: true, force: true });
}
