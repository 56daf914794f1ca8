/** Files of a person's choice that reports are written to. */
export interface ReportFiles {
  /** Whether a file could be written there. Leaves nothing behind. @throws LeakLensError `store` */
  check(path: string): Promise<void>;
  /** Makes the folder when it is missing; replaces an earlier file in one step. @throws LeakLensError `store` */
  write(path: string, text: string): Promise<void>;
}
