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
}
