/** One logical frame of a stack, as the runtime names it. Inlined callees are frames of their own. */
export interface Frame {
  /** Full Go function name: `pkg/path.(*Type).Method`. */
  readonly function: string;
  /** File as recorded by the compiler; empty when unknown. Never a path to open: see `ResolvedSite`. */
  readonly file: string;
  /** 1-based; 0 when unknown. */
  readonly line: number;
  /** True when the compiler inlined this function into the next frame. */
  readonly inlined: boolean;
}

/** A source line (function, file, line) that allocates, blocks or spawns, as the binary records it. */
export interface Site {
  readonly function: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** A site whose file was found in the workspace. */
export interface ResolvedSite extends Site {
  /** Absolute local path of the file. */
  readonly path: string;
}
