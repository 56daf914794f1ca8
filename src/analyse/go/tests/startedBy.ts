import type { FindingSite } from '../../../shared/model/finding';
import type { GoroutineDump, GoroutineGroup } from '../../../shared/model/go/goroutine';
import type { Frame } from '../../../shared/model/sourceLocation';
import { waitKeyOf } from '../history/goroutineReading';
import type { WaitKey } from '../history/seriesKeys';
import { isOwn, type CodeOwners } from '../sites/codeOwners';

/** What the ancestors of goroutines tell that were left behind by tests. */
export interface Beginning {
  /** The tests that started them, or had them started, each once. */
  readonly tests: readonly FindingSite[];
  /** They are started once in the life of the process. */
  readonly isOnce: boolean;
}

/** By wait; of the goroutines of a dump with ancestors. */
export function startedBy(dump: GoroutineDump, owners: CodeOwners): ReadonlyMap<WaitKey, Beginning> {
  const found = new Map<WaitKey, { tests: Map<string, FindingSite>; isOnce: boolean }>();
  for (const group of dump.groups) {
    const key = waitKeyOf(group, owners);
    if (key === null) continue;
    const known = found.get(key) ?? { tests: new Map<string, FindingSite>(), isOnce: true };
    known.isOnce &&= isOnce(group);
    // What was inlined stands in ancestors under other names.
    for (const test of testsOf(group).filter((frame) => isOwn(owners.of(frame))))
      known.tests.set(test.function, owners.site(test));
    found.set(key, known);
  }
  return new Map([...found].map(([key, { tests, isOnce }]) => [key, { tests: [...tests.values()], isOnce }]));
}

function isOnce({ origins = [] }: GoroutineGroup): boolean {
  return origins.length > 0 && origins.every(({ stack }) => stack.some(({ function: name }) => runsOnce.test(name)));
}

const runsOnce = /^sync\.(?:\(\*Once\)\.(?:Do|doSlow)|Once(?:Func|Value|Values)\b)/;

/** What stands directly below `testing.tRunner` is the test, or a part of one that t.Run has run. */
function testsOf({ origins = [], createdBy }: GoroutineGroup): Frame[] {
  return origins.flatMap(({ stack }) => {
    const runner = stack.findIndex(({ function: name }) => name === 'testing.tRunner');
    const test = stack[runner - 1];
    if (test !== undefined) return [test];
    // The `go` statement stands in the test itself, whose stack is all inlined.
    return runner === 0 && createdBy !== null ? [createdBy] : [];
  });
}
