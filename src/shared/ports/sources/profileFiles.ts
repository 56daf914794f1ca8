/** Files that a person opens to look at. */
export interface ProfileFiles {
  /** A regular file, whole. @throws LeakLensError `not-found`, `unreadable`, `too-large` */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
  /** Made of a file's date and size: as long as it is the same, so are the bytes. Null when it is not there. */
  stamp(path: string): Promise<string | null>;
}
