const crashesAllowed = 4;
const windowMillis = 3 * 60_000;

/** Decides whether a crashed engine is started again: four times within three minutes, then a person has to ask. */
export class CrashLimit {
  private crashes: number[] = [];

  /** Notes a crash. @returns true when the engine may be started again. */
  allowsRestart(nowMillis: number): boolean {
    this.crashes = this.crashes.filter((at) => nowMillis - at < windowMillis);
    this.crashes.push(nowMillis);
    return this.crashes.length <= crashesAllowed;
  }
}
