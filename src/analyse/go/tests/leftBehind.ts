import type { WaitFacts } from '../../../shared/model/go/goSource';
import { isLeftOpen } from '../../../shared/base/libraries/isLeftOpen';
import type { LibraryFacts } from '../../../shared/model/go/goSource';
import type { Judgement } from '../drafts/base/judgement';
import type { WaitCount } from '../history/goroutineReading';
import { blamedLine, waitsForItsUser } from '../drafts/waits/openedBy';

/** Goroutines that wait on one line when all tests of a package are over. */
export interface Stayed {
  readonly wait: WaitCount;
  readonly facts: WaitFacts | null;
  readonly library: LibraryFacts | null;
  /** How far calls of the program's own explain what waits in the standard library. */
  readonly fault: number;
  readonly isOnce: boolean;
  /** The `go` statement is the program's own, or a line of its own led to it. */
  readonly start: 'spawn' | 'origin' | null;
}

const nothing: Judgement = { tier: null, doubt: null };

/**
 * Judges what tests have left behind, as goleak does, but for what a healthy program leaves as well: connections that idle in a pool, the
 * loop of os/signal. With all tests over nobody comes any more who could end a wait, so that a way out in the source excuses nothing.
 */
export function judgeStayed(stayed: Stayed): Judgement {
  const { wait, library, isOnce } = stayed;
  if (wait.ref.owner === 'standard' && !isOfTests(stayed)) return nothing;
  const blamed = blamedLine(library);
  if (blamed?.fate === 'closed') return nothing;
  // In a call of the system nobody of the program waits for anybody.
  if (wait.kind === 'syscall' || wait.kind === 'other') return { tier: 'possible', doubt: 'input' };
  if (isOnce && (blamed === null || !isLeftOpen(blamed))) return { tier: 'possible', doubt: 'once' };
  return { tier: 'probable', doubt: null };
}

/** Of the standard library's goroutines those that are there because the tests have not given something back. */
function isOfTests({ wait, library, fault, start }: Stayed): boolean {
  const blamed = blamedLine(library);
  if (blamed !== null) return isLeftOpen(blamed) || waitsForItsUser(wait);
  return fault > 1 || waitsForItsUser(wait) || start === 'spawn' || (start === 'origin' && isServer(wait));
}

/** A server that still accepts: `net/http/httptest.(*Server).goServe`, `net/http.(*Server).Serve`. */
function isServer({ kind, ref, root }: WaitCount): boolean {
  return (
    kind === 'io' &&
    [ref.site.function, root].some((name) => /[sS]erve(?:\.func\d+)?$/.test(name) && !/onn\)\.serve$/.test(name))
  );
}
