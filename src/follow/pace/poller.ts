import type { Disposable } from '../../shared/base/disposable';
import type { Clock } from '../../shared/ports/clock';
import { retryPauseMillis } from '../../shared/base/retryPause';

export interface PollerOptions {
  readonly clock: Clock;
  /** One round. Rejects when it failed; must obey the signal. */
  readonly poll: (signal: AbortSignal) => Promise<void>;
  /** Pause after a good round, read anew each time. */
  readonly intervalMillis: () => number;
  /** Told about each failure and when the next round starts, ms since 1970. Must not throw. */
  readonly onFailure: (error: unknown, nextAttemptMillis: number) => void;
}

const longestPauseMillis = 30_000;

/**
 * Runs rounds one after the other, never two at once: the pause begins when a round ends. After failures the pause grows
 * from 2 s to 30 s.
 */
export class Poller implements Disposable {
  private readonly options: PollerOptions;
  private readonly abort = new AbortController();
  private timer: Disposable | null = null;
  private round: Promise<void> | null = null;
  private failures = 0;

  constructor(options: PollerOptions) {
    this.options = options;
  }

  /** Runs a round now, or joins the one that runs. Never rejects: failures go to `onFailure`. */
  pollNow(): Promise<void> {
    if (this.abort.signal.aborted) return Promise.resolve();
    this.cancelTimer();
    this.round ??= this.runRound().then((pause) => {
      this.round = null;
      this.schedule(pause);
    });
    return this.round;
  }

  /** Starts a pause after a good round anew, so that a shorter interval need not wait for the end of a longer one. */
  intervalChanged(): void {
    if (this.timer === null || this.failures > 0) return;
    this.cancelTimer();
    this.schedule(this.options.intervalMillis());
  }

  /** Aborts the round that runs and schedules no other. */
  dispose(): void {
    this.abort.abort();
    this.cancelTimer();
  }

  /** @returns the pause that follows, ms. */
  private async runRound(): Promise<number> {
    const { clock, poll, onFailure, intervalMillis } = this.options;
    try {
      await poll(this.abort.signal);
      this.failures = 0;
      return intervalMillis();
    } catch (error) {
      const pause = retryPauseMillis(this.failures, longestPauseMillis);
      this.failures += 1;
      if (!this.abort.signal.aborted) onFailure(error, clock.now() + pause);
      return pause;
    }
  }

  private schedule(pauseMillis: number): void {
    if (this.abort.signal.aborted) return;
    this.timer = this.options.clock.after(pauseMillis, () => {
      this.timer = null;
      void this.pollNow();
    });
  }

  private cancelTimer(): void {
    this.timer?.dispose();
    this.timer = null;
  }
}
