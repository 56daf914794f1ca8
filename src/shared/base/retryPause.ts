/** A service that is started again is back within seconds: so many attempts are made so soon after each other … */
const quickAttempts = 5;
const quickMillis = 2000;

/**
 * The pause after an attempt that failed: 2 s at first, five times, then 4, 8, 16 … up to the longest, so that a service that comes back
 * is seen soon and a dead one costs nothing.
 * @param failures how many attempts in a row failed before this one
 */
export function retryPauseMillis(failures: number, longestMillis: number): number {
  const doublings = Math.max(0, failures - quickAttempts + 1);
  return Math.min(quickMillis * 2 ** doublings, longestMillis);
}
