import type { Baseline } from '../../shared/model/finding';
import type { SnapshotFileName } from '../../shared/model/snapshot';
import { defaultThresholds } from '../../shared/model/verdictThresholds';
import type { SourcePaths } from '../../shared/ports/follower';
import type { Verdicts } from '../../shared/ports/judge';
import type { OpenReader } from '../../shared/ports/targetReader';
import type { CaptureReader } from '../../shared/ports/watchFiles';
import { readFiles } from './readFiles';

export interface CaptureBaselineParts {
  readonly captures: CaptureReader;
  readonly openReader: OpenReader;
  /** Cap on a file after unpacking. */
  readonly maxAnswerBytes: () => number;
  readonly paths: SourcePaths;
  readonly verdicts: Pick<Verdicts, 'baselineOf'>;
}

/** Nobody waits for what the source says of a moment that is over. */
const nothingRead = { waits: new Map(), allocations: new Map(), libraries: new Map() };

/**
 * What a capture says when it is judged alone: one moment shows what waits in numbers, not what grows.
 * @returns null when the folder holds no capture. @throws LeakLensError
 */
export async function captureBaseline(parts: CaptureBaselineParts, directory: string): Promise<Baseline | null> {
  const capture = await parts.captures.open(directory);
  if (capture === null) return null;
  const { target, capturedAtMillis } = capture;
  const reader = parts.openReader(directory);
  try {
    const read = async (file: SnapshotFileName) => ({
      bytes: await capture.read(file),
      subject: `${directory}/${file}`,
      maxBytes: parts.maxAnswerBytes(),
    });
    const { files } = await readFiles(reader, { ...capture, read }, parts.paths);
    await reader.judge({ files, life: 0 });
    const { findings } = await reader.verdicts({ facts: nothingRead, thresholds: defaultThresholds });
    return parts.verdicts.baselineOf(findings, target.url, capturedAtMillis);
  } finally {
    reader.dispose();
  }
}
