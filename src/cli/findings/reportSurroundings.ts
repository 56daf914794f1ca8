import type { FindingWords } from '../../shared/ports/findingWords';

/** What a report is written with. */
export interface ReportSurroundings {
  readonly words: FindingWords;
  /** Of leaklens. */
  readonly version: string;
  /** Absolute, forward slashes: files below it are named without it. */
  readonly workingDirectory: string;
}
