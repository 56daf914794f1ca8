/** One running process that can be asked for profiles. */
export interface Target {
  /** Stable over windows and restarts of the editor: derived from the base URL. */
  readonly id: string;
  /** What a person calls it; the host and port when nobody named it. */
  readonly name: string;
  /** pprof base URL, ending in a slash, without credentials: `http://localhost:6060/debug/pprof/`. */
  readonly url: string;
}

export type TargetPhase =
  /** The first answer has not come yet. */
  | 'connecting'
  /** The last poll succeeded. */
  | 'connected'
  /** The last poll failed; the last good state is kept and polling goes on with growing pauses. */
  | 'reconnecting';
