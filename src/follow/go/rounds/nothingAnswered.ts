import { withOthers, type Refusal } from '../../../shared/model/target/capabilities';
import { LeakLensError } from '../../../shared/model/errors';

/**
 * A round without a single profile is a failed one, whatever each answer said: a service that is being replaced, and one whose
 * login has run out, refuse everything for a while.
 * @param refusals what was asked in this round, in order; the first is what the error is of
 */
export function nothingAnswered(url: string, refusals: readonly Refusal[]): LeakLensError {
  const [first, ...others] = refusals.map(({ problem }) => problem);
  const detail = 'neither a heap profile nor a goroutine profile is offered';
  if (first === undefined) return new LeakLensError({ kind: 'no-pprof', subject: url, detail });
  return new LeakLensError(withOthers(first, others));
}
