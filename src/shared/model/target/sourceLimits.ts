/** What is waited for, and taken, of whatever a target answers. */
export interface SourceLimits {
  /** For a whole answer. */
  readonly timeoutMillis: number;
  /** Cap on a body as received. */
  readonly maxBodyBytes: number;
}
