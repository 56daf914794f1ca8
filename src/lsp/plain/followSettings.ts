import { DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import type { Log } from '../../shared/ports/log';
import type { Client } from '../client';
import type { Face } from '../face';
import { plainSettings } from './plainSettings';

/** Brings what the client's configuration says to the engine, at the start and after each change. @param initial what it was started with */
export function followSettings(
  { connection, engine }: Pick<Face, 'connection' | 'engine'>,
  client: Client,
  { initial, log }: { readonly initial: unknown; readonly log: Log },
): void {
  const ask = async () => {
    try {
      const answer: unknown = await connection.workspace.getConfiguration('leaklens');
      engine.applySettings(plainSettings(answer, initial));
    } catch (error) {
      log.warn(`The configuration cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
    if (client.tellsConfiguration) void ask();
    else engine.applySettings(plainSettings(settings, initial));
  });
  if (!client.tellsConfiguration) return;
  void ask();
  if (!client.registersConfiguration) return;
  connection.client
    .register(DidChangeConfigurationNotification.type, { section: 'leaklens' })
    .catch((error: unknown) => log.warn(`Changes of the configuration cannot be followed: ${String(error)}`));
}
