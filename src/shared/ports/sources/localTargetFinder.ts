import type { LocalTarget } from '../../model/target/localTarget';

/** Looks at the processes of this machine. Nothing is asked over the network. */
export interface LocalTargetFinder {
  /** Go programs first, then by port. Empty where this machine cannot tell. @throws LeakLensError `cancelled` */
  find(signal: AbortSignal): Promise<readonly LocalTarget[]>;
}
