/** Files that a person opens to look at. */
export interface ProfileFiles {
  /**
   * A regular file, whole; of a heap dump, which may be of any size, the profile of who holds what in it.
   * @param signal ends what takes long @throws LeakLensError `not-found`, `unreadable`, `too-large`; of a dump also `cut-off`, `cancelled`
   */
  read(path: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Made of a file's date and size: as long as it is the same, so are the bytes. Null when it is not there. */
  stamp(path: string): Promise<string | null>;
}
