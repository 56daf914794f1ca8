import { t } from '@vscode/l10n';
import { LeakLensError } from '../shared/model/errors';
import type { ProblemWords } from '../shared/ports/words/problemWords';
import { longestSentence } from '../shared/base/said/cutText';
import { ownText, type Said } from '../shared/base/said/said';
import { terminalText } from '../shared/base/said/terminalText';
import type { CommandParts, Terminal } from './base/cliParts';
import type { Command, CommandSpec } from './arguments/command';
import type { ExitStatus } from './base/exitStatus';
import { profileCommands } from './profileCommands';
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
  parts: CommandParts,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitStatus> {
  const [name = '', ...rest] = argv;
  let command: Pick<CommandSpec, 'name'> | undefined;
  try {
    const quick = profileCommands().find((one) => one.name === name);
    command = quick;
    if (quick !== undefined) return await runCommand(quick, rest, { parts: parts.profiles, terminal, signal });
    const { allCommands } = await import('./allCommands');
    const known = allCommands();
    const other = known.find((one) => one.name === name);
    command = other;
    if (other !== undefined) return await runCommand(other, rest, { parts: await parts.all(), terminal, signal });
    const { answerQuestion } = await import('./answerQuestion');
    await answerQuestion(name, rest, { known, terminal, version: parts.profiles.version });
    return 0;
  } catch (error) {
    terminal.writeError(ownText(`${failureLine(error, command, parts.profiles.problemWords)}\n`));
    return 2;
  }
}

async function runCommand<Parts>(
  command: Command<Parts>,
  argv: readonly string[],
  { parts, terminal, signal }: { parts: Parts; terminal: Terminal; signal: AbortSignal },
): Promise<ExitStatus> {
  const line = readCommandLine(command, argv);
  if (line === null) {
    const { commandHelp } = await import('./help');
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

function failureLine(error: unknown, command: Pick<CommandSpec, 'name'> | undefined, words: ProblemWords): Said {
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
