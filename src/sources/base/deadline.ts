import type { Disposable } from '../../shared/base/disposable';
import { LeakLensError } from '../../shared/model/errors';
import { linkSignals } from './linkSignals';

export interface Deadline {
  /** What is asked, for the error. */
  readonly subject: string;
  readonly timeoutMillis: number;
  readonly signal: AbortSignal;
  /** What it is called when time is over; an answer that is not whole in time unless it is said. */
  readonly timedOut?: () => LeakLensError;
}

/** Joins a caller's signal and a time-out into one whose reason is the error to fail with. */
export function startDeadline(deadline: Deadline): Disposable & { readonly signal: AbortSignal } {
  const { subject, timeoutMillis: limit, signal, timedOut } = deadline;
  const linked = linkSignals(
    [signal],
    (cause) => new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' }, cause),
  );
  const noAnswer = () =>
    new LeakLensError({ kind: 'timeout', subject, detail: `no whole answer in ${limit} ms`, limit });
  const timer = setTimeout(() => linked.abort((timedOut ?? noAnswer)()), limit);
  const dispose = () => {
    clearTimeout(timer);
    linked.dispose();
  };
  return { signal: linked.signal, dispose };
}
