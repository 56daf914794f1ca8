/** Where the engine tells what happened, for the output channel. Words are English: they are for a report. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
