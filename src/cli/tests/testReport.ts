import type { Confidence } from '../../shared/model/finding';
import type { TestedPackage } from '../../shared/model/go/testedPackage';
import type { JudgedFinding } from '../findings/watchReport';

/** One package, and what its tests have left behind. */
export interface PackageReport {
  /** Import path. */
  readonly package: string;
  readonly state: TestedPackage['state'];
  /** Worst first; ignored ones last. Empty where it could not be looked at. */
  readonly findings: readonly JudgedFinding[];
}

/** All that a run of `go test` has to say. */
export interface TestReport {
  /** As it was run: `go test ./...`. */
  readonly command: string;
  /** Of `go test`; null when a signal ended it. */
  readonly status: number | null;
  readonly packages: readonly PackageReport[];
  readonly failOn: Confidence | null;
  readonly ignoreFile: string | null;
  readonly startedAtMillis: number;
  readonly endedAtMillis: number;
}

export function allFindings({ packages }: Pick<TestReport, 'packages'>): readonly JudgedFinding[] {
  return packages.flatMap(({ findings }) => findings);
}
