import type { Command, OptionSpec } from '../arguments/command';
import { optionsOf } from '../arguments/commonOptions';
import { argumentChoices, choicesIn } from './completable';

export function fishCompletions(commands: readonly Command[]): readonly string[] {
  const names = commands.map(({ name }) => name).join(' ');
  return [
    ...commands.map(
      ({ name, summary }) => `complete -c leaklens -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ),
    `complete -c leaklens -n __fish_use_subcommand -f -a help`,
    `complete -c leaklens -n '__fish_seen_subcommand_from help' -f -a ${quoted(names)}`,
    ...commands.flatMap(commandLines),
  ];
}

function commandLines(command: Command): readonly string[] {
  const within = `complete -c leaklens -n '__fish_seen_subcommand_from ${command.name}'`;
  const choices = argumentChoices(command);
  return [
    ...optionsOf(command).map((option) => `${within} ${optionWords(option)}`),
    `${within} -l help`,
    ...(choices.length === 0 ? [] : [`${within} -f -a ${quoted(choices.join(' '))}`]),
  ];
}

function optionWords({ name, value, summary }: OptionSpec): string {
  const choices = choicesIn(value);
  const taken = choices.length > 0 ? `-x -a ${quoted(choices.join(' '))} ` : value === null ? '' : '-r ';
  return `-l ${name} ${taken}-d ${quoted(summary)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
