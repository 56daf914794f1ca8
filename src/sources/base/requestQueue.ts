/** Runs tasks one after the other, in the order they came. */
export class RequestQueue {
  private tail: Promise<void> = Promise.resolve();

  /**
   * Runs the task when all before it have ended. A task whose signal is aborted while it waits leaves the queue: its
   * promise rejects at once with the signal's reason, and it never starts. A running task has to watch the signal
   * itself.
   */
  async run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const before = this.tail;
    let finish = (): void => undefined;
    const own = new Promise<void>((resolve) => {
      finish = resolve;
    });
    this.tail = before.then(() => own);
    try {
      await turn(before, signal);
      return await task();
    } finally {
      finish();
    }
  }
}

/** Resolves when `before` has ended, rejects as soon as the signal is aborted. */
function turn(before: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      const reason: unknown = signal.reason;
      reject(reason instanceof Error ? reason : new Error(String(reason)));
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    void before.then(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
  });
}
