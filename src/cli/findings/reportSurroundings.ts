import type { FindingWords } from '../../shared/ports/words/findingWords';
import type { Runtimes } from '../../shared/ports/runtime/runtime';

/** What a report is written with. */
export interface ReportSurroundings {
  readonly words: FindingWords;
  readonly runtimes: Runtimes;
  /** Of leaklens. */
  readonly version: string;
  /** Absolute, forward slashes: files below it are named without it. */
  readonly workingDirectory: string;
  /** Headlines are coloured; absent for no. */
  readonly colours?: boolean;
}
