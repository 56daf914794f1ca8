import { t } from '@vscode/l10n';
import { LeakLensError } from '../shared/model/errors';
import type { ProblemWords } from '../shared/ports/words/problemWords';
import { longestSentence } from '../shared/base/said/cutText';
import { ownText, type Said } from '../shared/base/said/said';
import { terminalText } from '../shared/base/said/terminalText';
import type { CliParts, Terminal } from './base/cliParts';
import type { Command } from './arguments/command';
import { closestName } from './base/closestName';
import type { ExitStatus } from './base/exitStatus';
import { allCommands } from './allCommands';
import { commandHelp, generalHelp, topicHelp } from './help';
import { helpTopics } from './helpTopics';
import { manPage } from './manPage';
import { OutputError } from './base/outputError';
import { problemLine } from './text/problemLine';
import { createProgress } from './base/progress';
import { coloursOf } from './arguments/commonOptions';
import { readCommandLine } from './arguments/readCommandLine';
import { UsageError } from './base/usageError';
import { asLines, writeAll } from './base/writeAll';

/** Runs one command line. Never throws: what fails is one line on standard error and a status. */
export async function runCli(
  argv: readonly string[],
  parts: CliParts,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitStatus> {
  const [name = '', ...rest] = argv;
  const known = allCommands();
  const command = known.find((one) => one.name === name);
  try {
    if (command !== undefined) return await runCommand(command, rest, { parts, terminal, signal });
    await answer(name, rest, known, { parts, terminal });
    return 0;
  } catch (error) {
    terminal.writeError(ownText(`${failureLine(error, command, parts.problemWords)}\n`));
    return 2;
  }
}

async function runCommand(
  command: Command,
  argv: readonly string[],
  { parts, terminal, signal }: { parts: CliParts; terminal: Terminal; signal: AbortSignal },
): Promise<ExitStatus> {
  const line = readCommandLine(command, argv);
  if (line === null) {
    await writeAll(terminal, asLines(commandHelp(command)));
    return 0;
  }
  // A choice that there is not is said before a long wait, also where nothing would be coloured.
  coloursOf({ line, terminal });
  const progress = createProgress(terminal, line.has('quiet'));
  let status: ExitStatus = 0;
  const finish = (said: ExitStatus) => {
    status = said;
  };
  try {
    await command.run({ line, parts, terminal, progress, signal, finish });
    return status;
  } finally {
    progress.clear();
  }
}

/** What stands where a command should: a question about leaklens itself, or a mistake. */
async function answer(
  name: string,
  rest: readonly string[],
  known: readonly Command[],
  { parts, terminal }: { parts: CliParts; terminal: Terminal },
): Promise<void> {
  if (name === '--version') await writeAll(terminal, asLines([`leaklens ${parts.version}`]));
  else if (name === '--help' || name === '-h' || name === 'help') {
    await writeAll(terminal, asLines(helpFor(rest[0], known, parts.version)));
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

/** Of a command or a topic; what is neither gets the page that lists both. */
function helpFor(asked: string | undefined, known: readonly Command[], version: string): Iterable<string> {
  if (asked === 'man') return manPage(version, known, helpTopics());
  const command = known.find((one) => one.name === asked);
  return command === undefined ? (topicHelp(asked) ?? generalHelp(known)) : commandHelp(command);
}

function failureLine(error: unknown, command: Command | undefined, words: ProblemWords): Said {
  const who = command === undefined ? 'leaklens' : `leaklens ${command.name}`;
  if (error instanceof UsageError) return saying(who, terminalText(error.message, longestSentence));
  if (error instanceof OutputError) return saying(who, terminalText(outputWords(error), longestSentence));
  if (error instanceof LeakLensError) return saying(who, problemLine(error.problem, command?.name ?? '', words));
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const defect = t('This is a defect of leaklens, please report it: {0}', detail);
  return saying(who, terminalText(defect, longestSentence));
}

function saying(who: string, what: Said): Said {
  return ownText(`${who}: ${what}`);
}

function outputWords({ code }: OutputError): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') return t('The answer cannot be written: the disk is full ({0}).', code);
  return t('The answer cannot be written to standard output ({0}).', code);
}
