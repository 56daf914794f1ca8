import type { GoTestFault } from '../../../shared/model/errors';
import type { BenchmarkCost } from '../../../shared/model/tests/testProfile';
import type { GoTestOutput } from '../../../shared/ports/goTestOutput';
import { benchmarkCosts } from './benchmarkCosts';

/** What a run of one test or benchmark has come to, by what `go test` wrote (cmd/go/internal/test/test.go, testing/testing.go; Go 1.20 to 1.26). */
export const readGoTestOutput: GoTestOutput = ({ name, isBenchmark, status, stdout, stderr }) => {
  const costs = benchmarkCosts(stdout);
  const fault = status === 0 ? faultOfQuiet({ name, isBenchmark, stdout, costs }) : faultOfFailure(stdout, stderr);
  return { costs, fault };
};

type Fault = { readonly kind: GoTestFault; readonly detail: string };

/** Nothing failed; perhaps because nothing was run. */
function faultOfQuiet({
  name,
  isBenchmark,
  stdout,
  costs,
}: {
  readonly name: string;
  readonly isBenchmark: boolean;
  readonly stdout: string;
  readonly costs: readonly BenchmarkCost[];
}): Fault | null {
  const isIdle = isBenchmark
    ? costs.length === 0 && !stdout.includes(name)
    : /^testing: warning: no tests to run$|\[no tests? (?:files|to run)\]/m.test(stdout);
  return isIdle ? { kind: 'no-tests', detail: 'no tests to run' } : null;
}

function faultOfFailure(stdout: string, stderr: string): Fault {
  const all = `${stderr}\n${stdout}`;
  const excluded = /build constraints exclude all Go files.*/.exec(all)?.[0];
  if (excluded !== undefined) return { kind: 'no-tests', detail: excluded };
  const compiled = /^(?:vet: )?(\S[^\n]*?\.go:\d+(?::\d+)?: .+)$/m;
  if (/\[(?:build|setup) failed\]/.test(stdout) || (compiled.test(stderr) && !/^--- FAIL:/m.test(stdout)))
    return { kind: 'build', detail: compiled.exec(all)?.[1] ?? lastLine(stderr) };
  const panic = /^panic: .+$/m.exec(all)?.[0];
  if (panic !== undefined) return { kind: 'failed', detail: panic };
  const failed = /^--- FAIL: .*\n((?: {4}.*\n?)*)/m.exec(stdout);
  if (failed === null) return { kind: 'not-run', detail: lastLine(stderr) || lastLine(stdout) };
  const said = (failed[1] ?? '').split('\n').find((line) => !/^\s*(?:---|===|$)/.test(line));
  return { kind: 'failed', detail: said?.trim() ?? '' };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
