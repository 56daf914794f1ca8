import { LeakLensError } from '../errors';
import { withOthers, type Refusal } from './capabilities';

/**
 * A service that answers with neither profile is of no use, whatever each answer said. One that is being replaced, and one whose login
 * has run out, refuse everything for a while.
 * @param refusals what was asked, in order; the first is what the error is of
 */
export function nothingOffered(url: string, refusals: readonly Refusal[]): LeakLensError {
  const [first, ...others] = refusals.map(({ problem }) => problem);
  const detail = 'neither a heap profile nor a goroutine profile is offered';
  if (first === undefined) return new LeakLensError({ kind: 'no-pprof', subject: url, detail });
  return new LeakLensError(withOthers(first, others));
}
