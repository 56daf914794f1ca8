/** How a command ended. */
export interface CommandExit {
  /** Null when a signal ended it, or when it could not be started. */
  readonly code: number | null;
  /** Why it could not be started. */
  readonly failure: string | null;
}

/** A command line that a person gave, running with all that it has started itself. */
export interface StartedCommand {
  /** Null as long as it runs. What it has started itself may outlive it. */
  readonly exit: () => CommandExit | null;
  /** Ends it with all that it has started: asks, and insists two seconds later. Never rejects. */
  stop(): Promise<void>;
}

/** Runs a command line by the shell, in a folder; what it writes goes to standard error. It ends with this process, unless that is killed (SIGKILL). */
export type StartCommand = (command: string, directory: string) => StartedCommand;
