/** Something that holds a timer, listener, process or handle until it is told to let go. */
export interface Disposable {
  dispose(): void;
}

/**
 * Owns disposables and ends them together, last in first out.
 * What is added after the store was disposed is disposed at once, so that a late arrival never leaks.
 */
export class DisposableStore implements Disposable {
  private readonly items: Disposable[] = [];
  private disposed = false;

  get isDisposed(): boolean {
    return this.disposed;
  }

  add<T extends Disposable>(item: T): T {
    if (this.disposed) item.dispose();
    else this.items.push(item);
    return item;
  }

  /** Ends all of them even when some throw. @throws AggregateError of what they threw */
  dispose(): void {
    this.disposed = true;
    const failures: unknown[] = [];
    for (let item = this.items.pop(); item !== undefined; item = this.items.pop()) {
      try {
        item.dispose();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be disposed');
  }
}

/** Wraps a function as a disposable that runs it at most once. */
export function toDisposable(end: () => void): Disposable {
  let ended = false;
  return {
    dispose() {
      if (ended) return;
      ended = true;
      end();
    },
  };
}
