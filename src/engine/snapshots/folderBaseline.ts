import type { Baseline } from '../../shared/model/finding';
import type { Analysis } from '../../shared/ports/runtime/analysis';
import type { RuntimeWorks } from '../../shared/ports/runtime/runtimeWork';
import type { CaptureReader } from '../../shared/ports/watchFiles';

export interface FolderBaselineParts {
  readonly captures: CaptureReader;
  /** Cap on a file after unpacking. */
  readonly maxAnswerBytes: () => number;
  readonly works: RuntimeWorks;
  readonly analysis: Pick<Analysis, 'baselineOf'>;
}

/**
 * What a capture in a folder says when it is judged alone, as a baseline.
 * @returns null when the folder holds no capture. @throws LeakLensError
 */
export async function folderBaseline(parts: FolderBaselineParts, directory: string): Promise<Baseline | null> {
  const capture = await parts.captures.open(directory);
  if (capture === null) return null;
  const { runtime, target, files, capturedAtMillis } = capture;
  const findings = await parts.works.of(runtime).moments.judge({
    subject: directory,
    files,
    capturedAtMillis,
    read: async (file) => ({
      bytes: await capture.read(file),
      subject: `${directory}/${file}`,
      maxBytes: parts.maxAnswerBytes(),
    }),
  });
  return parts.analysis.baselineOf(findings, target.url, capturedAtMillis);
}
