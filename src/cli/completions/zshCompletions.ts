import type { Command, OptionSpec } from '../arguments/command';
import { optionsOf } from '../arguments/commonOptions';
import { argumentChoices, choicesIn } from './completable';

export function zshCompletions(commands: readonly Command[]): readonly string[] {
  return [
    '#compdef leaklens',
    '_leaklens() {',
    '  local -a commands',
    '  commands=(',
    ...commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`),
    '  )',
    '  if (( CURRENT == 2 )); then',
    "    _describe -t commands 'command' commands",
    '    return',
    '  fi',
    '  shift words',
    '  (( CURRENT-- ))',
    '  case $words[1] in',
    "    help) _describe -t commands 'command' commands ;;",
    ...commands.flatMap(commandCase),
    '  esac',
    '}',
    // Called by its name where it lies in a folder of fpath, else it was sourced.
    'if [ "$funcstack[1]" = "_leaklens" ]; then _leaklens "$@"; else compdef _leaklens leaklens; fi',
  ];
}

function commandCase(command: Command): readonly string[] {
  const choices = argumentChoices(command);
  const rest = choices.length === 0 ? "'*:file:_files'" : quoted(`*:word:(${choices.join(' ')})`);
  const help = "'--help[what the command does]'";
  return [
    `    ${command.name})`,
    '      _arguments -s : \\',
    ...[...optionsOf(command).map(optionSpec), help].map((spec) => `        ${spec} \\`),
    `        ${rest} ;;`,
  ];
}

/** What `_arguments` takes: `--for=[how long]:DURATION:_files`. Each may be given again, as some can be. */
function optionSpec({ name, value, summary }: OptionSpec): string {
  const said = summary.replaceAll(/[[\]:\\]/g, '\\$&');
  if (value === null) return quoted(`--${name}[${said}]`);
  const choices = choicesIn(value);
  const offered = choices.length === 0 ? '_files' : `(${choices.join(' ')})`;
  return quoted(`*--${name}=[${said}]:${name}:${offered}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
