/** What is known of a moment of which there are no profiles but their sums: as an archive tells them of every scrape. */
export interface LevelsBetween {
  /** ms since 1970. */
  readonly atMillis: number;
  /** Null where that was not scraped then. */
  readonly goroutines: number | null;
  /** Bytes in use; null where that was not scraped then. */
  readonly liveBytes: number | null;
}
