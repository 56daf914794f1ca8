/** What the runtime of a service answers when it is asked for leaked goroutines. */
export type RuntimeProof =
  /** This build has no leak detector. */
  | { readonly kind: 'cannot-say' }
  /** Of the goroutines that findings are about, it has proven so many to be leaked. */
  | { readonly kind: 'answered'; readonly proven: number; readonly suspected: number };
