import { setImmediate } from 'node:timers/promises';
import { toDisposable, type Disposable } from '../../src/shared/base/disposable';
import type { Clock } from '../../src/shared/ports/clock';

/** Time that passes when a test says so. */
export class FakeClock implements Clock {
  private millis: number;
  private readonly timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  constructor(startMillis = 0) {
    this.millis = startMillis;
  }

  /** When the timers that run would go off, in order. */
  get pending(): number[] {
    return [...this.timers].map(({ at }) => at).sort((a, b) => a - b);
  }

  now(): number {
    return this.millis;
  }

  after(millis: number, callback: () => void): Disposable {
    const timer = { at: this.millis + millis, callback };
    this.timers.add(timer);
    return toDisposable(() => this.timers.delete(timer));
  }

  /** Lets time pass, timer by timer; promises settle after each. */
  async advance(millis: number): Promise<void> {
    const end = this.millis + millis;
    for (;;) {
      const next = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers.delete(next);
      this.millis = next.at;
      next.callback();
      await this.settle();
    }
    this.millis = end;
    await this.settle();
  }

  /** Lets time pass up to the timer that goes off first, and no further. */
  passToNext(): void {
    const [next] = [...this.timers].sort((a, b) => a.at - b.at);
    if (next === undefined) return;
    this.timers.delete(next);
    this.millis = next.at;
    next.callback();
  }

  /** Lets promises settle that wait for nothing from outside. */
  async settle(): Promise<void> {
    await setImmediate();
  }
}
