/** Counters of a whole process, and of all that a line ever allocated, outgrow 24 bits. */
export function isCounter(key: string): boolean {
  return key.startsWith('#');
}

/** A number of the whole process (`#live`), not of one of its lines (`# key` is what a line has allocated). */
export function isOfProcess(key: string): boolean {
  return key.startsWith('#') && !key.startsWith('# ');
}
