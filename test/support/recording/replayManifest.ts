/** One moment of a recording. */
export interface ReplayFrame {
  /** Since the service was started. */
  readonly seconds: number;
  /** What the service knew of its leak at that moment. The sites are in the recording's `truth.json`. */
  readonly truth: {
    readonly leaking: boolean;
    readonly fixed: boolean;
    readonly leakedGoroutines: number;
    readonly leakedBytes: number;
  };
  /** By profile name, the number that pprof's index page showed. */
  readonly counts: Readonly<Record<string, number>>;
  /**
   * File in the recording's folder, by path and query of the URL: `/debug/pprof/heap?debug=1`. A name that ends in
   * `.txt.gz` is text that only the recording compresses; pprof's own `.pb.gz` bodies are gzip on the wire too.
   */
  readonly files: Readonly<Record<string, string>>;
}

/** The `manifest.json` of a recording. */
export interface ReplayManifest {
  readonly service: string;
  /** Flags that the service was started with. */
  readonly args: readonly string[];
  readonly goVersion: string;
  /** In order of time. */
  readonly frames: readonly ReplayFrame[];
}
