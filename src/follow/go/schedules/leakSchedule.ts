/** Each question is a collection of garbage in the service, so few are asked, and only where something waits. */
const intervalMillis = 3 * 60_000;

/** Decides when the runtime's leak detector is asked: when a line is suspect, every few minutes at most, or on demand. */
export class LeakSchedule {
  private lastAskedMillis = -Infinity;
  private isSuspected = false;
  private demanded = false;
  /** The service has no detector (Go before 1.26, or a mount that does not pass it on). */
  private isMissing = false;

  /** True when the detector is to be asked now; counts it as asked. */
  wants(nowMillis: number): boolean {
    const isDue = this.isSuspected && nowMillis - this.lastAskedMillis >= intervalMillis;
    if (this.isMissing || !(this.demanded || isDue)) return false;
    this.demanded = false;
    this.lastAskedMillis = nowMillis;
    return true;
  }

  /** Goroutines pile up somewhere, or no longer do. */
  suspect(isSuspected: boolean): void {
    this.isSuspected = isSuspected;
  }

  /** A person, or the end of a watch, wants to know now. */
  demand(): void {
    this.demanded = true;
  }

  /** True while somebody who wants to know has not had the question asked. */
  get isDemanded(): boolean {
    return this.demanded && !this.isMissing;
  }

  /** False once the service has said that it has no detector. */
  get canAnswer(): boolean {
    return !this.isMissing;
  }

  /** The service said that it knows no such profile: asking this process again would not help. */
  missing(): void {
    this.isMissing = true;
  }

  /** Another process answers. */
  restart(): void {
    this.lastAskedMillis = -Infinity;
    this.isMissing = false;
    this.isSuspected = false;
  }
}
