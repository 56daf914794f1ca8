/** Of what the memory is looked at. */
export type MemoryOrigin =
  { readonly kind: 'live'; readonly targetId: string } | { readonly kind: 'snapshot'; readonly id: string };

/** Where the memory of a process is, and was: parts that add up at each moment. In the person's language. */
export interface MemoryView {
  /** Moments, ms since 1970, oldest first; empty where the process tells nothing of its memory. */
  readonly atMillis: readonly number[];
  /** Counts the processes, one for each moment: a restart begins a new one. */
  readonly life: readonly number[];
  /** What the program uses first, what lies outside of its runtime last. */
  readonly parts: readonly MemoryPartView[];
}

export interface MemoryPartView {
  readonly id: string;
  readonly label: string;
  /** What it is, one sentence. */
  readonly explanation: string;
  /** What to do where it is too much, one sentence. */
  readonly advice: string;
  /** Whether it takes room in RAM, or address space alone. */
  readonly isResident: boolean;
  /** Name of the theme colour, without `--vscode-`. */
  readonly color: string;
  /** Bytes, one for each moment; null where the process does not tell. */
  readonly bytes: readonly (number | null)[];
}
