import { LeakLensError } from '../../src/shared/model/errors';
import type { Problem } from '../../src/shared/model/errors';

/** The problem that a promise fails with; anything but a typed failure fails the test. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const outcome = await promise.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );
  if (outcome instanceof LeakLensError) return outcome.problem;
  throw outcome;
}
