import type { Disposable } from '../../shared/base/disposable';
import { Turns } from '../../shared/base/turns';
import { LeakLensError, type GoTestFault } from '../../shared/model/errors';
import type { TestFunction } from '../../shared/model/tests/testFunction';
import type {
  BenchmarkCost,
  CheckedTests,
  TestCheckRequest,
  TestProfileRequest,
  TestProfileRun,
} from '../../shared/model/tests/testProfile';
import type { CheckGoTests } from '../../shared/ports/checkGoTests';
import type { Documents } from '../../shared/ports/engine/documents';
import type { TakeTestOutput, TestsApi } from '../../shared/ports/engine/testsApi';
import type { GoTestOutput } from '../../shared/ports/goTestOutput';
import type { GoTestProfiles } from '../../shared/ports/sources/goTestProfiles';
import type { SourceTree } from '../../shared/ports/sourceTree';

/** What runs tests, and understands them. */
export interface GoTestParts {
  readonly functionsIn: (text: string) => readonly TestFunction[];
  readonly profiles: GoTestProfiles;
  readonly readOutput: GoTestOutput;
  readonly check: CheckGoTests;
}

export interface TestRunsParts {
  readonly goTests: GoTestParts;
  readonly documents: Pick<Documents, 'lineCount' | 'lineText'>;
  readonly readSource: SourceTree['readText'];
  /** @throws LeakLensError `untrusted` */
  readonly requireTrust: (subject: string) => void;
}

/** Runs tests and benchmarks one at a time, since each would change what another costs, and remembers the last run of each. */
export class TestRuns implements TestsApi, Disposable {
  private readonly parts: TestRunsParts;
  /** By test and kind: the newest profile, and the one before. */
  private readonly profiles = new Map<string, { readonly path: string; readonly before: string | null }>();
  /** By benchmark. */
  private readonly costs = new Map<string, readonly BenchmarkCost[]>();
  private readonly turns = new Turns();

  constructor(parts: TestRunsParts) {
    this.parts = parts;
  }

  async functionsIn(path: string): Promise<readonly TestFunction[]> {
    if (!path.endsWith('_test.go')) return [];
    const { goTests, readSource } = this.parts;
    return goTests.functionsIn(this.openText(path) ?? (await readSource(path)));
  }

  profile(request: TestProfileRequest, told: TakeTestOutput, signal: AbortSignal): Promise<TestProfileRun> {
    return this.inTurn(request.test.name, signal, async () => {
      const { profiles, readOutput } = this.parts.goTests;
      const { name, kind } = request.test;
      const ended = await profiles.record(request, told, signal);
      const { costs, fault } = readOutput({ ...ended, name, isBenchmark: kind === 'benchmark' });
      if (ended.profile === null) throw testFailed(name, fault ?? { kind: 'no-profile', detail: '' });
      if (fault === null) return this.kept(request, ended.profile, costs);
      await profiles.forget(ended.profile);
      throw testFailed(name, fault);
    });
  }

  check(request: TestCheckRequest, told: TakeTestOutput, signal: AbortSignal): Promise<CheckedTests> {
    return this.inTurn(request.test ?? 'go test', signal, () => this.parts.goTests.check(request, told, signal));
  }

  dispose(): void {
    this.parts.goTests.profiles.dispose();
  }

  private async kept(
    { path: file, test, profile }: TestProfileRequest,
    path: string,
    costs: readonly BenchmarkCost[],
  ): Promise<TestProfileRun> {
    const key = `${file}\0${test.name}`;
    const last = this.profiles.get(`${key}\0${profile}`);
    const costsBefore = this.costs.get(key) ?? [];
    const { path: before = null, before: gone = null } = last ?? {};
    this.profiles.set(`${key}\0${profile}`, { path, before });
    if (costs.length > 0) this.costs.set(key, costs);
    if (gone !== null) await this.parts.goTests.profiles.forget(gone);
    return { path, before, gone, costs, costsBefore };
  }

  private inTurn<T>(subject: string, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    return this.turns.take(async () => {
      this.parts.requireTrust(subject);
      if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
      return run();
    });
  }

  /** Null for a document that is not open. */
  private openText(path: string): string | null {
    const { documents } = this.parts;
    const count = documents.lineCount(path);
    if (count === 0) return null;
    return Array.from({ length: count }, (_, line) => documents.lineText(path, line) ?? '').join('');
  }
}

function testFailed(subject: string, fault: { readonly kind: GoTestFault; readonly detail: string }): LeakLensError {
  return new LeakLensError({ kind: 'go-test', subject, detail: fault.detail, goTest: fault.kind });
}
