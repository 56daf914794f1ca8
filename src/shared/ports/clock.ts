import type { Disposable } from '../base/disposable';

/** Time, so that tests can own it. */
export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Runs `callback` once after `millis`; disposing cancels. */
  after(millis: number, callback: () => void): Disposable;
}
