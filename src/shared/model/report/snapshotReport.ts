/** A snapshot, or what has changed between two, as a page of text. */
export interface SnapshotReport {
  readonly title: string;
  /** Plain text, aligned. */
  readonly text: string;
  /** Source places named in the text that exist in the workspace. 0-based line and characters of `text`; `targetLine` 0-based. */
  readonly links: readonly {
    readonly line: number;
    readonly start: number;
    readonly end: number;
    readonly uri: string;
    readonly targetLine: number;
  }[];
}
