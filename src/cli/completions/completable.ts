import type { Command } from '../arguments/command';

/** The words that may stand for `text|json`; none for what is a person's to say, of which `label:KEY` has the beginning. */
export function choicesIn(value: string | null): readonly string[] {
  return value?.includes('|') === true ? value.split('|').map((choice) => choice.replace(/:[A-Z]+$/, ':')) : [];
}

/** What can stand behind the name of a command where it takes one of some words: shells, or commands. */
export function argumentChoices({ args }: Command): readonly string[] {
  return args.flatMap(({ name }) => choicesIn(name));
}
