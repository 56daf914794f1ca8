import type { Command, OptionSpec } from '../arguments/command';
import { commonOptions } from '../arguments/commonOptions';

/** The options of a command as its help lists them: it may say more of one that every command takes. */
export function optionsOf({ options }: Command): readonly OptionSpec[] {
  const own = new Set(options.map(({ name }) => name));
  return [...options, ...commonOptions().filter(({ name }) => !own.has(name))];
}

/** The words that may stand for `text|json`; none for what is a person's to say. */
export function choicesIn(value: string | null): readonly string[] {
  return value?.includes('|') === true ? value.split('|') : [];
}

/** What can stand behind the name of a command where it takes one of some words: shells, or commands. */
export function argumentChoices({ args }: Command): readonly string[] {
  return args.flatMap(({ name }) => choicesIn(name));
}
