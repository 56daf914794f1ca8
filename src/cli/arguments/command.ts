import type { CliParts, ProfileParts, Terminal } from '../base/cliParts';
import type { CommandLine } from './commandLine';
import type { ExitStatus } from '../base/exitStatus';
import type { Progress } from '../base/progress';

/** An option of a command. */
export interface OptionSpec {
  readonly name: string;
  /** What stands for the value in the help; null for a switch. */
  readonly value: string | null;
  readonly summary: string;
  /** An empty value means what is meant without the option, as in go tool pprof, so that scripts can pass what they were not given. */
  readonly mayBeEmpty?: true;
  /** Its value is an argument of the command, which may be said so, too. */
  readonly isArgument?: true;
}

export interface ArgumentSpec {
  /** As in the help: `SOURCE`, `REGEX`. */
  readonly name: string;
  readonly summary: string;
  /** Of the last: there may be more of it. */
  readonly repeats?: true;
}

/** What a running command has at hand. */
export interface Run<Parts = CliParts> {
  readonly line: CommandLine;
  readonly parts: Parts;
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Says what the exit status is to be when the command is done; 0 unless it is said. */
  finish(status: ExitStatus): void;
}

/** A command that reports on one profile. */
export type ProfileRun = Run<ProfileParts>;

/** What a command is called, takes and says of itself. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly args: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** The program that gets what is no option of this command's: options of two dashes are ours, where they are named here, and all else is its. */
  readonly passesTo?: string;
  /** One per line: a command line and what it does. */
  readonly examples: readonly (readonly [line: string, summary: string])[];
  /** Lines at the end of the help, of at most 118 columns. */
  readonly notes?: readonly string[];
}

export interface Command<Parts = CliParts> extends CommandSpec {
  /** @throws UsageError, LeakLensError */
  run(run: Run<Parts>): Promise<void>;
}
