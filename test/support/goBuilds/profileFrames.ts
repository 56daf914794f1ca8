// Reads back the profiles that the program of test/fixtures/builds wrote.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFrames } from '../../../src/analyse/base/frames';
import { recordedFunctions } from '../../../src/analyse/go/paths/recordedFunctions';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import type { RecordedFiles, RecordedFunction } from '../../../src/shared/model/sourcePaths';
import type { Frame } from '../../../src/shared/model/sourceLocation';

export interface BuildFrames {
  readonly files: RecordedFiles;
  /** Each place once. */
  readonly frames: readonly Frame[];
}

/** Every frame of the goroutine, heap and CPU profile in a folder. */
export function profileFrames(folder: string): BuildFrames {
  const read = (name: string) => {
    const file = `${name}.pb.gz`;
    return createGoDecoder().profile(new Uint8Array(readFileSync(join(folder, file))), file);
  };
  const [goroutines, heap, cpu] = [read('goroutine'), read('heap'), read('cpu')];
  const frames = new Map<string, Frame>();
  for (const profile of [goroutines, heap, cpu]) {
    for (let sample = 0; sample < profile.samples.count; sample += 1) {
      for (const frame of sampleFrames(profile, sample))
        frames.set(`${frame.function} ${frame.file} ${String(frame.line)}`, frame);
    }
  }
  const files = new Map(recordedFunctions({ heap, goroutines, dump: null }));
  for (const [file, functions] of recordedFunctions({ heap: cpu, goroutines, dump: null }))
    if (!files.has(file)) files.set(file, functions);
  return { files, frames: [...frames.values()] };
}

/** The same build as if it had been made where names look otherwise. */
export function renameFiles({ files, frames }: BuildFrames, rename: (file: string) => string): BuildFrames {
  const renamed = new Map<string, readonly RecordedFunction[]>();
  for (const [file, functions] of files) renamed.set(rename(file), functions);
  return { files: renamed, frames: frames.map((frame) => ({ ...frame, file: rename(frame.file) })) };
}
