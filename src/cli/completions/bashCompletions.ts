import type { Command } from '../arguments/command';
import { optionsOf } from '../arguments/commonOptions';
import { argumentChoices, choicesIn } from './completable';

/** Where nothing is offered, bash offers files. */
export function bashCompletions(commands: readonly Command[]): readonly string[] {
  const names = commands.map(({ name }) => name).join(' ');
  return [
    '_leaklens() {',
    '  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=',
    '  COMPREPLY=()',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    words='${names} help --help --version'`,
    '  else',
    '    case "${COMP_WORDS[1]} $previous" in',
    ...commands.flatMap(valueCases),
    `      'help help') words='${names}' ;;`,
    '      *)',
    '        case "${COMP_WORDS[1]} $current" in',
    ...commands.flatMap(wordCases),
    '        esac',
    '        ;;',
    '    esac',
    '  fi',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o bashdefault -o default -F _leaklens leaklens',
  ];
}

/** What stands behind an option that takes a value. */
function valueCases(command: Command): readonly string[] {
  const valued = optionsOf(command).filter(({ value }) => value !== null);
  return valued.map(({ name, value }) => `      '${command.name} --${name}') words='${choicesIn(value).join(' ')}' ;;`);
}

function wordCases(command: Command): readonly string[] {
  const options = [...optionsOf(command).map(({ name }) => `--${name}`), '--help'].join(' ');
  const choices = argumentChoices(command);
  return [
    `          '${command.name} -'*) words='${options}' ;;`,
    ...(choices.length === 0 ? [] : [`          '${command.name} '*) words='${choices.join(' ')}' ;;`]),
  ];
}
