import type { Emitter } from '../../base/emitter';

/** One change of a document as whole lines: `before` stood from `startLine` on, and `after` stands there now. */
export interface LineEdit {
  /** 0-based. */
  readonly startLine: number;
  /** At least one. */
  readonly before: readonly string[];
  /** At least one. */
  readonly after: readonly string[];
  /** The first line has kept what stood before the change in it, and that was more than white space. */
  readonly keepsHead: boolean;
  /** The last line has kept what stood behind the change in it, and that was more than white space. */
  readonly keepsTail: boolean;
}

/** What happened to an open document, for whoever keeps line numbers of it. */
export type DocumentEvent =
  | { readonly type: 'opened' | 'saved' | 'closed'; readonly path: string }
  | { readonly type: 'edited'; readonly path: string; readonly edits: readonly LineEdit[] };

/** The documents that a person has open and edits, by local path with forward slashes. A face without an editor has none. */
export interface Documents {
  readonly events: Pick<Emitter<DocumentEvent>, 'on'>;
  paths(): readonly string[];
  /** 0 when the document is not open. */
  lineCount(path: string): number;
  /** A 0-based line as the editor shows it, with its break; null when the document is not open. */
  lineText(path: string, line: number): string | null;
  /** True when the editor shows something else than what is on disk. */
  isDirty(path: string): boolean;
  /** The version in the editor; null when the document is not open. */
  version(path: string): number | null;
  /** How links and messages name the file, open or not. */
  uri(path: string): string;
}
