/** What a command looks for in a text, and by which its envelope is told: what stands in front of a mark is no part of it. */
export interface TextMarks {
  /** Each stands in every mark, or in one kind of them. ASCII. */
  readonly words: readonly string[];
  /** Longest text in front of a word that belongs to its mark. */
  readonly reach: number;
  /** Where the mark begins whose word stands at `at` of some text around it; -1 where it is none. */
  readonly begin: (text: string, at: number) => number;
  /** Whether lines behind a mark belong to it, so that they have its envelope. */
  readonly spansLines: boolean;
  /** How long the text of a mark is in its line, where that can be told: what stands behind it is no part of it. -1 otherwise. */
  readonly lengthOf?: (text: string) => number;
  /** Whether a line near a mark is one by itself, and not the first part of one that a terminal broke. */
  readonly isWhole?: (line: string) => boolean;
  /** Above 0 where the lines around a mark follow each other as they were written, below 0 where they stand in the opposite order. */
  readonly order?: (mark: string, before: string, behind: string) => number;
}
