import type { AskedHolders, HoldersProspect } from '../../model/askedHolders';

/** Who holds the memory of a process of this machine: it is read from outside, and stands still meanwhile. */
export interface HoldersApi {
  /** Whether the target may be a process of this machine that can be read. */
  canAsk(targetId: string): boolean;
  /** Finds the process and what reads it, and counts its objects; stops nothing. @throws LeakLensError `goref`, `untrusted` */
  prospect(targetId: string, signal: AbortSignal): Promise<HoldersProspect>;
  /**
   * Stops the process for as long as it takes; a person has agreed. It runs on whatever comes of it, and at once when the signal says so.
   * @param finding id of the one that somebody wants to know more of @throws LeakLensError `goref`, `cancelled`, `untrusted`
   */
  ask(request: { readonly targetId: string; readonly id: string }, signal: AbortSignal): Promise<AskedHolders>;
  /** Ends when nothing is stopped any more, of an engine that is disposed of, too. Never rejects. */
  settled(): Promise<void>;
}
