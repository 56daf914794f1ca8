import type { TestFunction } from '../../model/tests/testFunction';
import type { CheckedTests, TestCheckRequest, TestProfileRequest, TestProfileRun } from '../../model/tests/testProfile';

/** Takes what `go test` and the tests write, as it comes. */
export type TakeTestOutput = (text: string) => void;

/** Tests and benchmarks of the workspace. One is run at a time; nothing is run where the workspace is not trusted. */
export interface TestsApi {
  /** Those that a file declares, as the editor shows it; none where it is no test file. @throws LeakLensError */
  functionsIn(path: string): Promise<readonly TestFunction[]>;
  /** Runs one and keeps its profile beside that of the last run of the same. @throws LeakLensError `go-test`, `untrusted`, `cancelled` */
  profile(request: TestProfileRequest, told: TakeTestOutput, signal: AbortSignal): Promise<TestProfileRun>;
  /** Runs them and judges what they leave behind. @throws LeakLensError `go-test`, `untrusted`, `cancelled` */
  check(request: TestCheckRequest, told: TakeTestOutput, signal: AbortSignal): Promise<CheckedTests>;
}
