import { toDisposable } from './shared/base/disposable';
import type { Clock } from './shared/ports/clock';

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
