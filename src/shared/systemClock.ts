import { toDisposable } from './disposable';
import type { Clock } from './ports';

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(millis, callback) {
    const timer = setTimeout(callback, millis);
    return toDisposable(() => {
      clearTimeout(timer);
    });
  },
};
