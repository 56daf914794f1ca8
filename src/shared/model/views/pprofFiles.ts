/** What `go tool pprof` would be given to look at the same. */
export interface PprofFiles {
  /** A file of this machine, or a URL. */
  readonly source: string;
  /** What is subtracted; null for no difference. */
  readonly base: string | null;
  /** Which shell a person here types into: their quotes differ. */
  readonly shell: 'posix' | 'powershell';
}
