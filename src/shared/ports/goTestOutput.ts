import type { GoTestFault } from '../model/errors';
import type { BenchmarkCost } from '../model/tests/testProfile';

export interface EndedGoTest {
  /** Of the function that was meant. */
  readonly name: string;
  readonly isBenchmark: boolean;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Understands what `go test` wrote. */
export type GoTestOutput = (ended: EndedGoTest) => {
  readonly costs: readonly BenchmarkCost[];
  /** Null where it ran, and went well. */
  readonly fault: { readonly kind: GoTestFault; readonly detail: string } | null;
};
