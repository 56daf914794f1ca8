/** A source file of Erlang's or Elixir's in the workspace. */
export interface ErlangText {
  /** Absolute, forward slashes. */
  readonly path: string;
  readonly language: 'erlang' | 'elixir';
  readonly text: string;
}

/** The source files of a workspace. */
export interface ErlangSources {
  /** @param folders absolute workspace folders, forward slashes */
  setFolders(folders: readonly string[]): void;
  /** Files came, went or changed: look again. */
  forget(): void;
  /** All of the workspace's own as they are on disk, those of its dependencies not included. Never rejects. */
  all(): Promise<readonly ErlangText[]>;
}

/** What a line of source does that a finding can be about. */
export type ErlangAct =
  'monitor' | 'receive' | 'start' | 'insert' | 'new-table' | 'atom' | 'binary-part' | 'port' | 'delete';

/** A line that does something. */
export interface ActLine {
  readonly act: ErlangAct;
  /** 1-based. */
  readonly line: number;
  /** Of the function around it, and the line with which that begins; empty and 0 outside of functions. */
  readonly function: string;
  readonly arity: number;
  readonly functionLine: number;
  /** The last line of that function. */
  readonly functionEnd: number;
  /** The line as written, trimmed. */
  readonly text: string;
  /** Whether the same function also takes it back: a monitor, with `demonitor`. */
  readonly isUndone: boolean;
}

/** Finds in a file the lines that act. */
export type FindActs = (source: ErlangText) => readonly ActLine[];
