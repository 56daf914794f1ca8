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
  /** The file in `deps/` that declares a module of a library, as the runtime has its name; null where none does. Never rejects. */
  library(module: string): Promise<ErlangText | null>;
}

/** OTP's and Elixir's own sources, where this machine has them: to be read. */
export interface OtpSources {
  /**
   * The file of a module in exactly this version of its application; null where there is none. Never rejects.
   * @param application as OTP names its folder: `stdlib-4.2`, `erts-13.1.5`, `elixir-1.14.0`
   * @param file as it was given to the compiler, which tells where one of Elixir's is: `lib/task/supervised.ex`
   */
  file(module: string, application: string, file: string): Promise<ErlangText | null>;
}

/** What a line of source does that a finding can be about. */
export type ErlangAct =
  | 'monitor'
  | 'receive'
  | 'start'
  | 'insert'
  | 'new-table'
  | 'atom'
  | 'binary-part'
  | 'port'
  | 'delete'
  | 'timer'
  /** Puts a term where all of the node read it (`persistent_term`), and takes it out again. */
  | 'persist'
  | 'erase'
  /** Makes a list, a map or the like one item larger. */
  | 'keep'
  /** Makes it smaller. */
  | 'drop'
  /** Puts an empty one in its place. */
  | 'empty';

/** How something makes room by itself. */
export interface Room {
  readonly by: 'size' | 'age';
  /** As it is written: `@most`, `?TTL`, `2500`; empty where it is not. */
  readonly limit: string;
}

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
  /** From where it acts to the end of that call, which may be lines below. */
  readonly call: string;
  /** The head of the clause that it stands in, and a few lines before it: what was received. */
  readonly clause: string;
  /** Whether the same function also takes it back: a monitor, with `demonitor`. */
  readonly isUndone: boolean;
  /** The call itself leaves no more than so much: `lists:sublist(Recent, ?MOST)`. */
  readonly room: Room | null;
}

/** A clause of a function, or one of what it receives. Lines are 1-based, both included. */
export interface ClauseLines {
  readonly function: string;
  /** With which that function begins. */
  readonly functionLine: number;
  readonly line: number;
  readonly end: number;
  /** Its first line, to the arrow. */
  readonly head: string;
  /** What it compares with. */
  readonly room: Room | null;
  /** What it takes off a number, as written: of `now() - @keep`, `@keep`; empty without one. */
  readonly taken: string;
  /** It waits for a time. */
  readonly sleeps: boolean;
}

/** A function names another one. */
export interface CallLine {
  readonly from: string;
  /** With which that function begins. */
  readonly fromLine: number;
  /** Where it is named: 1-based, the first of several in one clause. */
  readonly line: number;
  /** As it is written; empty for one of the same module. */
  readonly module: string;
  readonly name: string;
}

/** A module begins. */
export interface ModuleLine {
  readonly line: number;
  /** As the runtime has it: `shop`, `Elixir.Shop.Till`. */
  readonly module: string;
}

/** A function of a file, with all its clauses. Lines are 1-based, both included. */
export interface FunctionLines {
  readonly name: string;
  readonly arity: number;
  readonly line: number;
  readonly end: number;
}

/** What a file does. */
export interface SourceActs {
  /** In the order of their lines. */
  readonly modules: readonly ModuleLine[];
  readonly functions: readonly FunctionLines[];
  readonly acts: readonly ActLine[];
  readonly clauses: readonly ClauseLines[];
  /** One of each for each clause. */
  readonly calls: readonly CallLine[];
  /** What stands for an atom, with its sign, and that atom as it is written: `?TABLE`, `sessions`. */
  readonly constants: ReadonlyMap<string, string>;
}

/** Finds in a file the lines that act. */
export type FindActs = (source: ErlangText) => SourceActs;
