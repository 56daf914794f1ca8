import { t } from '@vscode/l10n';
import { padColumns, textWidth } from '../shared/base/textWidth';
import type { CommandSpec } from './arguments/command';
import { helpTopics, sourceLines } from './helpTopics';
import { commonOptions, optionsOf } from './arguments/commonOptions';

/** The page of `leaklens --help`, line by line. */
export function generalHelp(commands: readonly CommandSpec[]): readonly string[] {
  const rows = commands.map(({ name, args, summary }) => [`${name} ${args.map((one) => one.name).join(' ')}`, summary]);
  return [
    t('leaklens reads the profiles of a running Go service, or of files, and says what holds memory and what waits.'),
    '',
    t('Usage: leaklens COMMAND [OPTIONS] ARGUMENTS'),
    '',
    t('Commands:'),
    ...table(rows),
    '',
    t('Options of every command:'),
    ...table([...optionRows(commonOptions()), ['--help', t('what the command does')], ['--version', t('the version')]]),
    '',
    ...sourceLines(),
    '',
    t('Examples:'),
    ...table([
      ['leaklens top http://localhost:6060', t('memory in use, by function')],
      ['leaklens top --base before.pb.gz after.pb.gz', t('what has grown in between')],
      ['leaklens goroutines http://localhost:6060', t('what is stuck, where, and who started it')],
      ['leaklens memory http://localhost:6060', t('where all memory of the process went')],
    ]),
    '',
    t('“leaklens COMMAND --help” says more of a command and lists its options. “leaklens help TOPIC” says more of:'),
    ...table(helpTopics().map(({ name, summary }) => [name, summary])),
    t('“leaklens help man” is the manual page: leaklens help man | man -l -'),
    '',
    t(
      'Exit status: 0 done; 1 watch or test found what --fail-on names; 2 wrong use, unreachable service or unreadable input.',
    ),
  ];
}

/** The page of `leaklens help TOPIC`; null where there is no such topic. */
export function topicHelp(name: string | undefined): readonly string[] | null {
  const topic = helpTopics().find((one) => one.name === name);
  return topic === undefined ? null : [`${topic.name}: ${topic.summary}`, '', ...topic.lines];
}

/** The page of `leaklens COMMAND --help`, line by line. */
export function commandHelp(command: CommandSpec): readonly string[] {
  const args = command.args.map(({ name }) => name).join(' ');
  const hasSource = command.args.some(({ name }) => name === 'SOURCE');
  return [
    `leaklens ${command.name}: ${command.summary}`,
    '',
    t('Usage: {0}', `leaklens ${command.name} [OPTIONS] ${args}`),
    '',
    ...table(command.args.map(({ name, summary }) => [name, summary])),
    '',
    t('Options:'),
    ...table(optionRows(optionsOf(command))),
    '',
    ...(hasSource ? [...sourceLines(), ''] : []),
    t('Examples:'),
    ...table(command.examples),
    ...(command.notes === undefined ? [] : ['', ...command.notes]),
  ];
}

function optionRows(options: CommandSpec['options']): (readonly [string, string])[] {
  return options.map(({ name, value, summary }) => [value === null ? `--${name}` : `--${name} ${value}`, summary]);
}

const widestColumn = 40;

/** Two columns; where the first is too wide, the second stands on a line of its own. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.map(([first = '']) => textWidth(first)).filter((width) => width <= widestColumn);
  const width = Math.max(0, ...widths);
  return rows.flatMap(([first = '', second = '']) =>
    textWidth(first) > width
      ? [`  ${first}`, `  ${' '.repeat(width)}  ${second}`]
      : [`  ${padColumns(first, width)}  ${second}`],
  );
}
