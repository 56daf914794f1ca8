/** A process of this machine, or the memory of one as the system wrote it to a file. */
export type GorefSubject =
  | { readonly kind: 'process'; readonly pid: number }
  | { readonly kind: 'core'; readonly executable: string; readonly core: string };

/**
 * Has goref's `grf`, where it is installed, find who retains what. A process stands still meanwhile; whatever happens, it runs on afterwards, and at once when
 * the signal says so.
 * @param out where the profile is kept; null where it is not
 * @returns the profile that it writes @throws LeakLensError `goref`, `cancelled`
 */
export type RunGoref = (subject: GorefSubject, out: string | null, signal: AbortSignal) => Promise<Uint8Array>;
