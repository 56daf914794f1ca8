import type { Disposable } from '../../shared/base/disposable';

export interface LinkedSignal extends Disposable {
  readonly signal: AbortSignal;
  /** Aborts it with its own reason. */
  abort(reason: Error): void;
}

/**
 * A signal that follows others while it is needed: the first that aborts aborts it, with the reason that `toReason`
 * makes. Disposing lets go of them, so that a long-lived signal does not collect listeners.
 */
export function linkSignals(signals: readonly AbortSignal[], toReason: (cause: unknown) => Error): LinkedSignal {
  const controller = new AbortController();
  const ends = signals.map((signal) => {
    const follow = () => controller.abort(toReason(signal.reason));
    if (signal.aborted) follow();
    else signal.addEventListener('abort', follow, { once: true });
    return () => signal.removeEventListener('abort', follow);
  });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    dispose: () => ends.forEach((end) => end()),
  };
}
