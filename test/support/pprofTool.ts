// `go tool pprof` as a second reader of a file.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflate } from '../../src/decode/inflate';
import { decodeProfile } from '../../src/decode/proto/decodeProfile';
import type { Profile } from '../../src/shared/profile';

const timeoutMillis = 120_000;

let pprof: string | undefined;

/** Path of pprof; Go builds it when it is asked for the first time. Empty where there is no Go. */
function pprofPath(): string {
  pprof ??= spawnSync('go', ['tool', '-n', 'pprof'], { encoding: 'utf8', timeout: timeoutMillis }).stdout?.trim() ?? '';
  return pprof;
}

export function hasPprof(): boolean {
  return pprofPath() !== '';
}

/** What pprof makes of a file, unsymbolised, converted to profile.proto. Null when pprof refuses the file. */
export function readWithPprof(bytes: Uint8Array): Profile | null {
  const folder = mkdtempSync(join(tmpdir(), 'leaklens-pprof-'));
  try {
    const input = join(folder, 'input');
    const output = join(folder, 'output.pb.gz');
    writeFileSync(input, bytes);
    const flags = ['-proto', '-symbolize=none', '-output', output, input];
    const { status } = spawnSync(pprofPath(), flags, {
      timeout: timeoutMillis,
      env: { ...process.env, PPROF_TMPDIR: folder },
    });
    if (status !== 0) return null;
    return decodeProfile(inflate(new Uint8Array(readFileSync(output)), output), output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
