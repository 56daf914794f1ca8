import { t } from '@vscode/l10n';
import { UsageError } from '../base/usageError';

/** A command's arguments and options, checked against what the command takes. */
export class CommandLine {
  private readonly args: readonly string[];
  private readonly values: ReadonlyMap<string, readonly string[]>;

  constructor(args: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.args = args;
    this.values = values;
  }

  argument(index: number): string {
    return this.args[index] ?? '';
  }

  /** What goes on to another program, as it was written. */
  get passedOn(): readonly string[] {
    return this.args;
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** The value of an option; the last when it was given more than once. */
  option(name: string): string | null {
    return this.values.get(name)?.at(-1) ?? null;
  }

  all(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }

  /** A whole number of at least 0. @throws UsageError */
  count(name: string, fallback: number): number {
    const text = this.option(name);
    if (text === null) return fallback;
    const number = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(number)) return number;
    throw new UsageError(t('--{0} takes a whole number of at least 0, not “{1}”.', name, text));
  }

  /** A number above 0. @throws UsageError */
  positive(name: string, fallback: number): number {
    const text = this.option(name);
    if (text === null) return fallback;
    const number = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && number > 0) return number;
    throw new UsageError(t('--{0} takes a number above 0, not “{1}”.', name, text));
  }

  /** One of some words. @throws UsageError */
  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const text = this.option(name);
    if (text === null) return fallback;
    const chosen = choices.find((choice) => choice === text);
    if (chosen !== undefined) return chosen;
    throw new UsageError(t('--{0} is one of {1}, not “{2}”.', name, choices.join(', '), text));
  }
}
