import type { TestedPackage } from '../../model/go/testedPackage';

export interface GoTestRequest {
  /** What stands behind `go test`, as a person writes it. */
  readonly args: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Takes what `go test` and the tests write, as it comes. */
  readonly write: (text: string, stream: 'stdout' | 'stderr') => void;
}

/** What a run of `go test` came to. */
export type GoTestOutcome =
  | GoTestRun
  /** There is no go on the PATH, or it cannot say where it lies. */
  | { readonly kind: 'no-go'; readonly detail: string }
  /** Its package `testing` is not as any Go so far has it: nothing was run. */
  | { readonly kind: 'unknown-go'; readonly version: string };

export interface GoTestRun {
  readonly kind: 'ran';
  /** Of `go test`; null when a signal ended it. */
  readonly status: number | null;
  /** Those whose tests were started, by name. */
  readonly packages: readonly TestedPackage[];
}

/**
 * Runs `go test`, and has each package's tests say what they leave behind. No file of the person's is changed: the package `testing` is
 * overlaid for this build.
 */
export type RunGoTests = (request: GoTestRequest, signal: AbortSignal) => Promise<GoTestOutcome>;
