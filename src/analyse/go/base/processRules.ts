const mebibyte = 1024 * 1024;

/** Rules for memory that the runtime has not given back. */
export const retainedRules = {
  leastBytes: 64 * mebibyte,
  /** After something was fixed in this process a person asks why it still looks big: then less is worth a word. */
  leastBytesAfterFix: 16 * mebibyte,
  /** The runtime keeps a tenth above its goal on purpose (runtime/mgcscavenge.go). */
  headroom: 1.1,
  /** Free pages against the whole heap. */
  share: 0.5,
} as const;

/** Rules for the stacks of all goroutines, and for memory outside the runtime. */
export const processRules = {
  stackBytes: 8 * mebibyte,
  /** So much, as steadily, for so long (ms) is no recursion that happens to be deep, and no library that is being loaded. */
  probableBytes: 64 * mebibyte,
  probableBytesMillis: 50_000,
  /** Stacks grow with goroutines; they are a finding only if these do not, or not by enough to explain it: so deep is none at work. */
  goroutineShare: 0.1,
  goroutineStackBytes: 256 * 1024,
  nativeBytes: 16 * mebibyte,
  /** Change of what the runtime holds, against the growth of the process, that counts as flat. */
  goShare: 0.25,
  /** Mapped files and the binary's own pages come in over minutes. */
  probableMillis: 5 * 60_000,
} as const;
