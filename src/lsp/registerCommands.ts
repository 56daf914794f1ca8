import { t } from '@vscode/l10n';
import { ResponseError, type Connection } from 'vscode-languageserver/node';
import { closestName } from '../shared/base/closestName';
import { plainText } from '../shared/base/said/plainText';
import { outcome, type Face } from './face';
import { engineCommands } from './findings/findingActions';
import type { PlainCommand, PlainCommandName } from './plain/plainCommands';
import { requestFailed, runCommand } from './plain/runCommand';
import { say } from './say';

/** Joins commands to the wire: those that code actions name, and those of a client that has none of its own. */
export function registerCommands(face: Face, plain: Readonly<Record<PlainCommandName, PlainCommand>> | null): void {
  const known = new Map<string, PlainCommand>(Object.entries(plain ?? {}));
  face.connection.onExecuteCommand(async ({ command, arguments: args, workDoneToken }, token, reporter) => {
    const given: readonly unknown[] = args ?? [];
    const plainCommand = known.get(command);
    if (plainCommand !== undefined) {
      return runCommand(face, plainCommand, { given, token, reporter: workDoneToken === undefined ? null : reporter });
    }
    if (!own.has(command)) return unknown(face.connection, command, [...known.keys()]);
    const [first, line] = given;
    if (typeof first !== 'string') return undefined;
    if (command === engineCommands.showPlace && typeof line === 'number') await showPlace(face.connection, first, line);
    if (command === engineCommands.ignore) await ignore(face, first);
    return undefined;
  });
}

const own: ReadonlySet<string> = new Set(Object.values(engineCommands));

/** Told to the person, too: an editor need not show the error of a command. */
function unknown(connection: Connection, command: string, names: readonly string[]): ResponseError {
  const said = t('LeakLens has no command “{0}”.', plainText(command, 100));
  const near = closestName(command, names);
  const words = near === undefined ? said : `${said} ${t('Did you mean {0}?', near)}`;
  say(connection, 'error', words);
  return new ResponseError(requestFailed, words);
}

async function showPlace(connection: Connection, uri: string, line: number): Promise<void> {
  const position = { line, character: 0 };
  await connection.window.showDocument({ uri, takeFocus: true, selection: { start: position, end: position } });
}

async function ignore(face: Face, id: string): Promise<void> {
  const ignored = await outcome(face, id, () =>
    face.engine.findings.ignore({ id, reason: t('Ignored in the editor'), until: null }),
  );
  if (ignored.ok) return;
  say(face.connection, 'error', `${ignored.problem.message} ${ignored.problem.nextStep}`);
}
