/** A line of a file on this machine. */
export interface HolderPlace {
  /** Absolute, forward slashes. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** What kind of thing keeps a value. */
export const holderKinds = [
  'map',
  'slice',
  /** A variable or field that is given the value, and lets go of the one before. */
  'variable',
  'channel',
  /** `list.List`, `sync.Map`, a heap, a cache of a library: something with methods that put in and take out. */
  'container',
  /** `bytes.Buffer`, `strings.Builder`. */
  'buffer',
  /** A goroutine that was started with it. */
  'goroutine',
  /** A timer whose function mentions it. */
  'timer',
  /** A context that was made with it. */
  'context',
  /** Calls that are deferred in a loop: they run when the function ends. */
  'deferred',
  'finalizer',
  'pool',
  /** Another package that was given it for good: `http.Handle`, `expvar.Publish`. */
  'library',
  /** A variable of a function that waits. */
  'stack',
] as const;
export type HolderKind = (typeof holderKinds)[number];

/** What keeps what a line allocates, as the source tells. */
export interface Holder {
  readonly kind: HolderKind;
  /** As the source writes it: `m.watchers`, `sessions`. */
  readonly name: string;
  /** Where the value is put into it. */
  readonly stored: HolderPlace;
  /** Where it is declared; null where that cannot be told. */
  readonly declared: HolderPlace | null;
  /** Whether anything that runs takes out of it. `none` is said of a package that was read whole, of something that no other package reaches. */
  readonly removal: 'none' | 'some' | 'unknown';
  /** Where something is taken out, at most three lines. */
  readonly removed: readonly HolderPlace[];
  /** A function that takes out of it and that nothing calls. */
  readonly unused: (HolderPlace & { readonly function: string }) | null;
  /** The only way that was found for the value, every step of it written down. Another one may keep it where this is false. */
  readonly certain: boolean;
}
