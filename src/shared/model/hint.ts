import type { Confidence } from './finding';

/** What a hint is about. A line may carry several; they are joined into one. */
export type HintKind =
  /** Bytes in use that this line allocated. */
  | 'heap'
  /** Goroutines that wait on this line. */
  | 'blocked'
  /** The `go` statement that starts goroutines which wait elsewhere. */
  | 'spawn'
  /** What the line costs in a profile that somebody looks at. */
  | 'profile';

/** How much room there is for a hint: at the end of a short line, of one that may leave less than all of it in sight, or of a long one. */
export type HintRoom = 'ample' | 'narrow' | 'scarce';

/** How a finding or a cost is shown on a line in the editor: worded by the engine, drawn by the editor. */
export interface LineHint {
  /** 0-based, in the document as the engine knows it (see `DocumentHints.version`). */
  readonly line: number;
  /** In order of weight; the first decides the gutter mark. */
  readonly kinds: readonly HintKind[];
  /** The end-of-line text, plain. */
  readonly text: string;
  /** The same where its end may be out of sight: how much of it there is comes first. Absent where that is so in any case. */
  readonly narrowText?: string;
  /** The same where room is scarce: how much of it there is, and no more. Absent where nothing can be left out. */
  readonly shortText?: string;
  /** True when a number on this line grows: shown in the warning colour. */
  readonly growing: boolean;
  /** The surest verdict on this line; null for a line that only costs. */
  readonly confidence: Confidence | null;
  /** Drawn grey: the line may not be the one that runs, or somebody is editing it. The hover says why. */
  readonly unsure: boolean;
}

/** All hints of one document. */
export interface DocumentHints {
  readonly uri: string;
  /** Version of the open document the lines were computed for; null when the document is not open in the editor. */
  readonly version: number | null;
  /** By line, one hint a line. Empty: the document had hints and has none now. */
  readonly hints: readonly LineHint[];
}
