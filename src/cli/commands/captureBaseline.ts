import type { Baseline } from '../../shared/model/finding';
import { type LeakObservation } from '../../shared/ports/judge';
import { defaultThresholds } from '../../shared/model/verdictThresholds';
import type { SnapshotFileName } from '../../shared/model/snapshot';
import type { Capture } from '../../shared/ports/watchFiles';
import type { CliParts } from '../base/cliParts';

/**
 * What a capture says when it is judged alone: one moment shows what waits in numbers, not what grows.
 * @returns null when the folder holds no capture. @throws LeakLensError
 */
export async function captureBaseline(parts: CliParts, directory: string): Promise<Baseline | null> {
  const capture = await parts.captures.open(directory);
  if (capture === null) return null;
  const observation = await observationOf(parts, capture, directory);
  const resolve = await parts.followers.paths.prepare(parts.analyser.paths.recordedFunctions(observation));
  const judge = parts.verdicts.createJudge();
  judge.observe(observation, resolve, 0);
  const findings = judge.findings({ wait: () => null, allocation: () => null, library: () => null }, defaultThresholds);
  return parts.verdicts.baselineOf(findings, capture.target.url, capture.capturedAtMillis);
}

async function observationOf(
  { decoder }: Pick<CliParts, 'decoder'>,
  capture: Capture,
  directory: string,
): Promise<LeakObservation> {
  const decoded = async <T>(file: SnapshotFileName, decode: (bytes: Uint8Array, subject: string) => T) =>
    decode(await capture.read(file), `${directory}/${file}`);
  const hasDump = capture.files.some(({ name }) => name === 'goroutine.txt');
  return {
    atMillis: capture.capturedAtMillis,
    heap: await decoded('heap.pb.gz', (bytes, subject) => decoder.profile(bytes, subject)),
    memory: await decoded('heap.txt', (bytes, subject) => decoder.memoryStatistics(bytes, subject)),
    goroutines: await decoded('goroutine.pb.gz', (bytes, subject) => decoder.profile(bytes, subject)),
    dump: hasDump ? await decoded('goroutine.txt', (bytes, subject) => decoder.goroutineDump(bytes, subject)) : null,
    leaked: null,
    residentBytes: null,
  };
}
