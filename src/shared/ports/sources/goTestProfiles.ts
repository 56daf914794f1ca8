import type { TestProfileRequest } from '../../model/tests/testProfile';

/** What a run of one test or benchmark has come to. */
export interface RecordedTest {
  /** Of `go test`; null where a signal ended it, or where it could not be started. */
  readonly status: number | null;
  /** The end of what `go test` and the test wrote. */
  readonly stdout: string;
  readonly stderr: string;
  /** Absolute path; null where none was written. */
  readonly profile: string | null;
}

/** Runs tests and benchmarks that write profiles of themselves, into a folder that is this user's alone. */
export interface GoTestProfiles {
  /**
   * @param write takes what `go test` and the test write, as it comes
   * @throws LeakLensError `go-test` where there is no Go, `cancelled`
   */
  record(request: TestProfileRequest, write: (text: string) => void, signal: AbortSignal): Promise<RecordedTest>;
  /** Takes a profile away. Never rejects. */
  forget(profile: string): Promise<void>;
  /** Takes all of them away. */
  dispose(): void;
}
