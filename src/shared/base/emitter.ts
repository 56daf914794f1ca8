import { toDisposable, type Disposable } from './disposable';

/** A minimal event: rooms that may not import an editor's event type still need to tell somebody. */
export type Listener<T> = (value: T) => void;

export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<{ readonly hear: Listener<T> }>();

  /** Subscribes until the returned disposable is disposed. Who subscribes twice hears twice. */
  on(listener: Listener<T>): Disposable {
    const subscription = { hear: listener };
    this.listeners.add(subscription);
    return toDisposable(() => this.listeners.delete(subscription));
  }

  /** Tells all who are subscribed now, in the order in which they came. */
  fire(value: T): void {
    for (const { hear } of [...this.listeners]) hear(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
