import type { LiveOrigin } from '../../model/views/profileOrigin';
import type { SourceAnswer } from '../sources/profileSource';
import type { TargetSource } from '../sources/targetSource';

/** What a running process is asked to be looked at, in the queue of all that it is asked. */
export interface LiveProfiles {
  /**
   * What the polls were answered last, for whoever follows; null while there is nothing newer than what they asked themselves. Asked for
   * once, it is kept for whoever asks again with one of the next polls.
   */
  polled(source: TargetSource, wanted: LiveOrigin): SourceAnswer | null;
  /** Asks the process. @throws LeakLensError */
  ask(source: TargetSource, wanted: LiveOrigin, signal: AbortSignal): Promise<SourceAnswer>;
}
