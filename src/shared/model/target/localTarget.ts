/** A process that listens on this machine, and the address it would be asked at. Nothing was asked yet. */
export interface LocalTarget {
  readonly pid: number;
  /** The address it listens at: `127.0.0.1`, `::1`, `0.0.0.0`. */
  readonly host: string;
  readonly port: number;
  /** What connects to it: `http://localhost:6060`. */
  readonly url: string;
  /** Its arguments, printable, at most 300 characters long. */
  readonly commandLine: string;
  /** Whether its program was built by Go; `unknown` where this machine cannot tell. */
  readonly program: 'go' | 'other' | 'unknown';
}
