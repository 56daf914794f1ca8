import type { InitializeParams } from 'vscode-languageserver/node';
import type { EngineOptions } from '../shared/wires/lspMessages';
import { chosenEncoding, type PositionEncoding } from './wire/positionEncoding';

/** What the client on the other end is, and what it can do. */
export interface Client {
  /** LeakLens' own extension, which has commands, hints and settings of its own. */
  readonly isOurs: boolean;
  /** It wants the notifications of `engineNotifications`. */
  readonly hearsOwnMessages: boolean;
  readonly encoding: PositionEncoding;
  /** It tells about workspace folders; asking one that does not throws. */
  readonly tellsFolders: boolean;
  /** It pulls diagnostics again when it is told to. */
  readonly refreshesDiagnostics: boolean;
  /** It asks for inlay hints again when it is told to. */
  readonly refreshesInlayHints: boolean;
  /** It answers `workspace/configuration`. */
  readonly tellsConfiguration: boolean;
  /** It says that its configuration changed only to who registers for it. */
  readonly registersConfiguration: boolean;
  /** It watches files for who registers for them. */
  readonly watchesFiles: boolean;
}

export function clientOf({ capabilities }: InitializeParams, options: EngineOptions): Client {
  const { workspace, general } = capabilities;
  const isOurs = options.hostCommands === true;
  return {
    isOurs,
    hearsOwnMessages: isOurs || options.ownMessages === true,
    encoding: chosenEncoding(general?.positionEncodings),
    tellsFolders: workspace?.workspaceFolders === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    tellsConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  };
}
