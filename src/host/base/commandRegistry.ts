import { commands as editorCommands, l10n, type LogOutputChannel } from 'vscode';
import { toDisposable, type Disposable } from '../../shared/base/disposable';
import { commands, type CommandName } from './contributionNames';
import { showError } from './prompts';

/** What a command does with the arguments it was called with. It answers for tests and other extensions. */
type CommandHandler = (...args: readonly unknown[]) => Promise<unknown>;

/** Every contributed command has one handler: a name that is missing here does not compile. */
export type CommandHandlers = Readonly<Record<CommandName, CommandHandler>>;

/**
 * Handlers whose code is loaded when one of them is called: what nobody has asked for yet costs no start of a window.
 * @param load makes the handlers; what it needs besides its code is there already
 */
export function loadedWhenCalled<Name extends CommandName>(
  names: readonly Name[],
  load: () => Promise<Pick<CommandHandlers, Name>>,
): Pick<CommandHandlers, Name> {
  const handlers = names.map((name) => [
    name,
    async (...args: readonly unknown[]) => {
      const loaded: Readonly<Record<Name, CommandHandler>> = await load();
      return loaded[name](...args);
    },
  ]);
  return Object.fromEntries(handlers) as Pick<CommandHandlers, Name>;
}

/** Registers all commands. What a handler throws is a defect: it is logged and said once, and never lost. */
export function registerCommands(handlers: CommandHandlers, log: LogOutputChannel): Disposable {
  const registered = Object.values(commands).map((name) =>
    editorCommands.registerCommand(name, async (...args: readonly unknown[]) => {
      try {
        return await handlers[name](...args);
      } catch (thrown) {
        sayDefect(name, thrown, log);
        return undefined;
      }
    }),
  );
  return toDisposable(() => {
    for (const registration of registered) registration.dispose();
  });
}

function sayDefect(name: CommandName, thrown: unknown, log: LogOutputChannel): void {
  log.error(`${name}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
  const showLog = l10n.t('Show Log');
  showError(l10n.t('LeakLens could not finish the command. The log says why.'), showLog).then(
    (choice) => choice === showLog && log.show(),
    undefined,
  );
}
