import { t } from '@vscode/l10n';
import type { Command, OptionSpec } from './arguments/command';
import { commonOptions } from './arguments/commonOptions';
import type { HelpTopic } from './helpTopics';

/** The manual page, as `man` reads it (man(7)), made of what the help is made of. */
export function* manPage(
  version: string,
  commands: readonly Command[],
  topics: readonly HelpTopic[],
): Generator<string> {
  yield `.TH LEAKLENS 1 "" "leaklens ${version}"`;
  yield '.SH NAME';
  yield roff(`leaklens \\- ${t('what holds memory in a running service, what waits in it, and what leaks')}`, true);
  yield '.SH SYNOPSIS';
  yield '.B leaklens';
  yield roff('COMMAND [OPTIONS] ARGUMENTS');
  yield '.SH COMMANDS';
  for (const command of commands) yield* commandPart(command);
  yield '.SH OPTIONS';
  for (const option of commonOptions()) yield* optionPart(option);
  for (const { name, lines } of topics) {
    yield `.SH ${name.toUpperCase()}`;
    yield* paragraph(lines);
  }
}

function* commandPart({ name, args, summary, options, examples, notes = [] }: Command): Generator<string> {
  yield `.SS ${roff([name, ...args.map((one) => one.name)].join(' '))}`;
  yield roff(summary);
  for (const option of options) yield* optionPart(option);
  yield* paragraph(notes);
  for (const [line, what] of examples) {
    yield '.TP';
    yield `.B ${roff(line)}`;
    yield roff(what);
  }
}

function* optionPart({ name, value, summary }: OptionSpec): Generator<string> {
  yield '.TP';
  yield `.B ${roff(value === null ? `--${name}` : `--${name} ${value}`)}`;
  yield roff(summary);
}

function* paragraph(lines: readonly string[]): Generator<string> {
  if (lines.length > 0) yield '.PP';
  for (const line of lines) {
    yield roff(line);
    yield '.br';
  }
}

/** A line that begins with a dot or a quote would be a request; a dash is to be copied as one. */
function roff(text: string, hasEscapes = false): string {
  const escaped = hasEscapes ? text : text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return escaped.replace(/^(?=[.'])/, '\\&');
}
