import type { CheckedTests, TestCheckRequest } from '../model/tests/testProfile';

/**
 * Runs tests as `leaklens test` does, and says what they leave behind. A process of its own reads what they wrote.
 * @param write takes what `go test` and the tests write, as it comes
 * @throws LeakLensError `go-test`, `cancelled`
 */
export type CheckGoTests = (
  request: TestCheckRequest,
  write: (text: string) => void,
  signal: AbortSignal,
) => Promise<CheckedTests>;
