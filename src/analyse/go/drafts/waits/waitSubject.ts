import type { WaitCount } from '../../history/goroutineReading';
import type { WaitKey } from '../../history/seriesKeys';

/** The goroutines that wait on one line, and how many wait in all. */
export interface WaitSubject {
  readonly key: WaitKey;
  readonly wait: WaitCount;
  readonly allWaiting: number;
}
