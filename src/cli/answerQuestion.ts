import { t } from '@vscode/l10n';
import type { Command } from './arguments/command';
import type { Terminal } from './base/cliParts';
import { closestName } from '../shared/base/closestName';
import { UsageError } from './base/usageError';
import { asLines, writeAll } from './base/writeAll';
import { commandHelp, generalHelp, topicHelp } from './help';
import { helpTopics } from './helpTopics';
import { manPage } from './manPage';

interface Asked {
  /** All commands. */
  readonly known: readonly Command[];
  readonly terminal: Terminal;
  readonly version: string;
}

/** What stands where a command should: a question about leaklens itself, or a mistake. @throws UsageError */
export async function answerQuestion(
  name: string,
  rest: readonly string[],
  { known, terminal, version }: Asked,
): Promise<void> {
  if (name === '--version') await writeAll(terminal, asLines([`leaklens ${version}`]));
  else if (name === '--help' || name === '-h' || name === 'help') {
    await writeAll(terminal, asLines(helpFor(rest[0], known, version)));
  } else if (name === '') throw new UsageError(t('A command is missing; “leaklens --help” lists them.'));
  else throw unknownCommand(name, known);
}

function unknownCommand(name: string, known: readonly Command[]): UsageError {
  const meant = closestName(
    name,
    known.map((one) => one.name),
  );
  if (meant === undefined) return new UsageError(t('There is no command “{0}”; “leaklens --help” lists them.', name));
  const message = t('There is no command “{0}”. Did you mean “{1}”? “leaklens --help” lists all.', name, meant);
  return new UsageError(message);
}

/** Of a command or a topic, or the page that lists both. @throws UsageError for what is neither */
function helpFor(asked: string | undefined, known: readonly Command[], version: string): Iterable<string> {
  if (asked === undefined || asked.startsWith('-')) return generalHelp(known);
  if (asked === manual) return manPage(version, known, helpTopics());
  const command = known.find((one) => one.name === asked);
  const page = command === undefined ? topicHelp(asked) : commandHelp(command);
  if (page === null) throw unknownTopic(asked, known);
  return page;
}

const manual = 'man';

function unknownTopic(asked: string, known: readonly Command[]): UsageError {
  const meant = closestName(asked, [...[...known, ...helpTopics()].map(({ name }) => name), manual]);
  return new UsageError(
    meant === undefined
      ? t('There is no help on “{0}”; “leaklens --help” lists the commands and topics that have some.', asked)
      : t('There is no help on “{0}”. Did you mean “leaklens help {1}”? “leaklens --help” lists all.', asked, meant),
  );
}
