// Stands in for src/systemClock while a recording is watched: time passes when a round is over, and at once.
import { setTimeout as delay } from 'node:timers/promises';
import { toDisposable, type Disposable } from '../../../../src/shared/base/disposable';
import type { Clock } from '../../../../src/shared/ports/clock';

interface Timer {
  readonly atMillis: number;
  readonly callback: () => void;
}

/** Real time that passes with each round, so that what comes of it settles. */
const restMillis = 5;

export class ReplayClock implements Clock {
  private millis = 0;
  private readonly timers = new Set<Timer>();

  now(): number {
    return this.millis;
  }

  after(millis: number, callback: () => void): Disposable {
    const timer = { atMillis: this.millis + millis, callback };
    this.timers.add(timer);
    return toDisposable(() => this.timers.delete(timer));
  }

  /** The first recorded moment is now. */
  begin(atMillis: number): void {
    this.millis = atMillis;
  }

  /** Goes on to whatever is due next. */
  async pass(): Promise<void> {
    await delay(restMillis);
    const next = this.earliest();
    if (next === undefined) return;
    this.timers.delete(next);
    this.millis = Math.max(this.millis, next.atMillis);
    next.callback();
  }

  private earliest(): Timer | undefined {
    return [...this.timers].sort((one, other) => one.atMillis - other.atMillis)[0];
  }
}

export const systemClock = new ReplayClock();
