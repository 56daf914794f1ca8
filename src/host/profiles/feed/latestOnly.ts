import type { Disposable } from '../../../shared/base/disposable';

/** Of several questions of one kind only the newest is waited for: the others are told to stop. */
export class LatestOnly implements Disposable {
  private readonly running = new Map<string, AbortController>();

  /** Stops what is asked of that kind, and answers the signal of what comes in its place. */
  next(kind: string): AbortSignal {
    this.running.get(kind)?.abort();
    const controller = new AbortController();
    this.running.set(kind, controller);
    return controller.signal;
  }

  dispose(): void {
    for (const controller of this.running.values()) controller.abort();
    this.running.clear();
  }
}
