/** What a node says of the code that it runs. */
export interface NodeCode {
  /** Names of the modules that are loaded; null where the node does not tell. */
  readonly loaded: readonly string[] | null;
  /** Of those that were asked for, and are loaded. */
  readonly built: readonly BuiltModule[];
}

/** A module that is loaded, and where it is from. */
export interface BuiltModule {
  readonly module: string;
  /** The file that it was compiled from, on the machine where it was; empty where that was stripped, as in most releases. */
  readonly source: string;
  /** The file that it was loaded from: `/app/lib/shop-1.2.0/ebin/shop.beam`; empty where that is none. */
  readonly beam: string;
  /** With its version, where the folder of the file does not say it: `erts-13.1.5`, `elixir-1.14.0`. */
  readonly application?: string;
}
