/** What may be said of a finding. */
export type Stage =
  | 'possible'
  /** Probable or proven, and grows. */
  | 'growing'
  /** Probable or proven, and has not grown since. */
  | 'stands'
  | 'fixed'
  /** It was fixed and grows again. */
  | 'again'
  /** Found in an earlier process, or known from a baseline alone; this process has not been watched for long enough to tell. */
  | 'earlier'
  /** Somebody has edited a line that it rests on since the program was built: only another build can tell. */
  | 'edited'
  /** It explains numbers and is no leak. */
  | 'explanation';

/** What may be said of a finding at one moment. */
export interface FindingStage {
  readonly stage: Stage;
  /** When it came to that, or last grew, ms since 1970; null where nobody knows. */
  readonly sinceMillis: number | null;
  /** Its service does not answer: all that is said is of this moment, ms since 1970. Null while it answers. */
  readonly asOfMillis: number | null;
}
