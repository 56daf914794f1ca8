import type { CliParts, Terminal } from './cliParts';
import type { CommandLine } from './commandLine';
import type { Progress } from './progress';

/** An option of a command. */
export interface OptionSpec {
  readonly name: string;
  /** What stands for the value in the help; null for a switch. */
  readonly value: string | null;
  readonly summary: string;
}

export interface ArgumentSpec {
  /** As in the help: `SOURCE`, `REGEX`. */
  readonly name: string;
  readonly summary: string;
}

/** What a running command has at hand. */
export interface Run {
  readonly line: CommandLine;
  readonly parts: CliParts;
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly args: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** One per line: a command line and what it does. */
  readonly examples: readonly (readonly [line: string, summary: string])[];
  /** @throws UsageError, LeakLensError */
  run(run: Run): Promise<void>;
}
