import type { TestFunction } from './testFunction';

/** What `go test` can be asked to record. Heap and allocations are one file, of which another number is looked at. */
export const testProfileKinds = ['cpu', 'heap', 'allocs', 'block', 'mutex'] as const;

export type TestProfileKind = (typeof testProfileKinds)[number];

/** How a person has `go test` run, as the editor's settings say. */
export interface TestSetup {
  /** Absolute path of the program; empty for the one on the PATH. */
  readonly go: string;
  /** Of `go test`, tags included; what stands behind `-args` is for the tests. */
  readonly flags: readonly string[];
  /** All that tests of one package may take, as `-timeout` has it, benchmarks aside; empty for Go's own ten minutes. */
  readonly timeout: string;
  /** Beside that of the engine. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A test or benchmark to be profiled. */
export interface TestProfileRequest {
  /** Of the file that declares it: absolute, forward slashes. */
  readonly path: string;
  readonly test: Pick<TestFunction, 'name' | 'kind'>;
  readonly profile: TestProfileKind;
  /** How often it is run. */
  readonly count: number;
  /** Of a benchmark's run: `2s`, `100x`; empty for Go's own. */
  readonly time: string;
  readonly setup: TestSetup;
}

/** What an operation of a benchmark costs, the median of its runs. */
export interface BenchmarkCost {
  /** Of the benchmark, with those of sub-benchmarks, without the number of processors. */
  readonly name: string;
  readonly nanos: number;
  readonly bytes: number | null;
  readonly allocations: number | null;
}

/** A run that has ended well. */
export interface TestProfileRun {
  /** Of the profile, absolute. It is there until two later runs of the same, or the end of the engine. */
  readonly path: string;
  /** That of the last run of the same; null for the first one. */
  readonly before: string | null;
  /** Whose place in the comparison it has taken: gone by now; null while nothing is. */
  readonly gone: string | null;
  readonly costs: readonly BenchmarkCost[];
  /** Of the last run of the same benchmark, whatever was recorded. */
  readonly costsBefore: readonly BenchmarkCost[];
}

/** Tests to be run and looked at for what they leave behind. */
export interface TestCheckRequest {
  /** Of a file of their package: absolute, forward slashes. */
  readonly path: string;
  /** The one test that is meant; null for all of the package. */
  readonly test: string | null;
  readonly setup: TestSetup;
}

/** What tests have left behind. */
export interface CheckedTests {
  /** A test of them fails. */
  readonly hasFailed: boolean;
  readonly packages: readonly CheckedPackage[];
}

export interface CheckedPackage {
  /** Import path. */
  readonly name: string;
  /** False where the tests ended the process, or none was run. */
  readonly isLookedAt: boolean;
  readonly leaks: readonly TestLeak[];
}

/** A finding about tests, in words. */
export interface TestLeak {
  readonly id: string;
  readonly kind: string;
  readonly confidence: string;
  readonly title: string;
  readonly advice: string;
  /** Null where no line of the workspace is to blame. */
  readonly place: TestPlace | null;
  readonly related: readonly (TestPlace & { readonly role: string })[];
}

export interface TestPlace {
  /** Absolute. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly function: string;
}
