import { ResponseError, type CancellationToken, type WorkDoneProgressReporter } from 'vscode-languageserver/node';
import { longestSentence } from '../../shared/base/said/cutText';
import { messageText } from '../../shared/base/said/plainText';
import { toProblem } from '../../shared/model/errors';
import { withSignal, type Face } from '../face';
import { reportProblem } from '../reportProblem';
import { say } from '../say';
import { CommandUse } from './commandArguments';
import type { PlainCommand } from './plainCommands';

/** LSP 3.17, LSPErrorCodes.RequestFailed: a valid request that could not be carried out. */
export const requestFailed = -32_803;

/** What a command is run with. */
export interface CommandCall {
  readonly given: readonly unknown[];
  readonly token: CancellationToken;
  /** Where the client wants to hear of its progress; null where it did not say. */
  readonly reporter: WorkDoneProgressReporter | null;
}

/**
 * Runs one command with progress that can be cancelled. What it comes to, or what is wrong, is told to the person once, in a message;
 * programs get the value, or an error of the protocol with the same words.
 */
export async function runCommand(face: Face, command: PlainCommand, call: CommandCall): Promise<unknown> {
  const { connection } = face;
  try {
    const { value, said } = await withProgress(face, command, call);
    if (said !== null) say(connection, 'information', messageText(said, 2_000));
    return value;
  } catch (error) {
    const words = failureWords(face, error);
    // Whoever cancels knows.
    if (toProblem(error, '').kind !== 'cancelled') say(connection, 'error', words);
    return new ResponseError(requestFailed, words);
  }
}

async function withProgress({ connection }: Face, command: PlainCommand, { given, token, reporter }: CommandCall) {
  const title = messageText(command.title(given));
  const server = reporter === null ? await connection.window.createWorkDoneProgress().catch(() => null) : null;
  const progress = reporter ?? server;
  progress?.begin(title, undefined, undefined, true);
  try {
    return await withSignal(token, (signal) =>
      withSignal(server?.token ?? token, async (cancelled) =>
        command.run({
          given,
          signal: AbortSignal.any([signal, cancelled]),
          progress: (message, percent) => {
            if (percent === undefined) progress?.report(message);
            else progress?.report(percent, message);
          },
        }),
      ),
    );
  } finally {
    progress?.done();
  }
}

function failureWords({ problemWords }: Face, error: unknown): string {
  if (error instanceof CommandUse) return messageText(error.message, longestSentence);
  const { message, nextStep } = reportProblem(toProblem(error, ''), problemWords);
  return `${message} ${nextStep}`.trim();
}
