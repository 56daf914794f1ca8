/** What keeps what a line allocates, and keeps no more than so much of it. */
export interface KeeperBound {
  readonly kind:
    /** A cache of a library that throws away what it has no room for, or what is too old. */
    | 'cache'
    /** A slice or array whose length never changes. */
    | 'fixed'
    /** Something is deleted from it; whether that keeps up, the source does not tell. */
    | 'evicts';
  /** As the source writes it: `products`, `r.entries`. */
  readonly keeper: string;
  /** As the source writes it: `20_000`, `MaxCost: 64 << 20`; empty where it names none. */
  readonly limit: string;
  /** Where the keeper is made, or where something is deleted from it; null when that cannot be told. */
  readonly made: { readonly path: string; readonly line: number } | null;
}
