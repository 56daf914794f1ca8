// `go tool pprof` as a second reader of a file.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflate } from '../../../src/decode/base/inflate';
import { decodeProfile } from '../../../src/decode/proto/decodeProfile';
import type { Profile } from '../../../src/shared/model/profile';
import { runPprof } from './goPprof';

/** What pprof makes of a file, unsymbolised, converted to profile.proto. @throws Error where pprof refuses the file. */
export function readWithPprof(bytes: Uint8Array): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'leaklens-pprof-'));
  try {
    const input = join(folder, 'input');
    const output = join(folder, 'output.pb.gz');
    writeFileSync(input, bytes);
    runPprof(['-proto', '-output', output, input]);
    return decodeProfile(inflate(new Uint8Array(readFileSync(output)), output), output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
