// Builds one of test/fixtures/programs and lets it record itself, now, with the Go of this machine or another.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const programs = join(import.meta.dirname, '../..', 'fixtures', 'programs');
const run = promisify(execFile);
const timeout = 300_000;

export interface Recording extends AsyncDisposable {
  /** Absolute paths of the profile.proto files. */
  readonly files: readonly string[];
}

export interface RecordingOptions {
  /** The `go` to build with. */
  readonly go?: string;
  readonly cgo?: boolean;
}

/** @throws Error with what the compiler or the program wrote */
export async function recordProgram(
  name: 'shapes' | 'cgocalls' | 'earlier',
  { go = 'go', cgo = false }: RecordingOptions = {},
): Promise<Recording> {
  const folder = await mkdtemp(join(tmpdir(), `leaklens-${name}-`));
  const program = join(folder, name);
  const env = {
    ...process.env,
    CGO_ENABLED: cgo ? '1' : '0',
    GOTOOLCHAIN: 'local',
    GOFLAGS: '',
    GOWORK: 'off',
    GOEXPERIMENT: '',
    GOROOT: undefined,
  };
  await run(go, ['build', '-buildvcs=false', '-o', program, '.'], { cwd: join(programs, name), timeout, env });
  const out = join(folder, 'recorded');
  await mkdir(out);
  await run(program, ['-out', out], { timeout });
  const files = readdirSync(out)
    .filter((file) => file.endsWith('.pb.gz'))
    .map((file) => join(out, file));
  return { files, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
