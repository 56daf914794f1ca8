/** One replacement in one file. Lines 1-based, columns 0-based in UTF-16 units; `end` is exclusive. */
export interface SourceEdit {
  readonly path: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly text: string;
}

/** A change of which it is certain that it compiles and means what it says. */
export interface SourceFix {
  /** `buffer-channel`, `defer-close`. Which there are is the runtime's business: its words say what each changes. */
  readonly kind: string;
  /** What stands there then: `defer cancel()`. */
  readonly writes: string;
  readonly edits: readonly SourceEdit[];
}
