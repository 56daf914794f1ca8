/** Looks for nodes of Erlang's on this machine. */
export interface LocalNodeFinder {
  /** Their names without the host; none where no port mapper runs. @throws LeakLensError `timeout`, `cancelled` */
  find(signal: AbortSignal): Promise<readonly string[]>;
}
