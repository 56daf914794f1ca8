import * as l10n from '@vscode/l10n';
import {
  CodeActionKind,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import type { Documents } from '../shared/ports/documents';
import type { EngineApi, EngineEvents } from '../shared/ports/engineApi';
import type { Clock } from '../shared/ports/clock';
import type { Log } from '../shared/ports/log';
import type { EngineOptions } from '../shared/wires/lspMessages';
import { completeSettings, type EngineSettings } from '../shared/model/settings';
import type { Face, FaceWords } from './face';
import { engineCommands, findingActionKind } from './findings/findingActions';
import { refreshDiagnostics, registerFindings } from './findings/registerFindings';
import { followWorkspace } from './followWorkspace';
import { librarySourceLink } from './librarySourceLink';
import { localPath, OpenDocuments } from './openDocuments';
import { registerDocuments } from './registerDocuments';
import { registerReach } from './registerReach';
import { registerSnapshots } from './registerSnapshots';
import { registerFiles, registerTargets } from './registerTargets';
import { answerRefused } from './wire/checkedMessages';
import { optionsShape } from './wire/ownShapes';
import { wireEvents, wireLog } from './wireEvents';

/** What an engine needs of the face that it is opened for. */
export interface EngineOpening {
  /** Where snapshots and series are kept; null where the client names no folder. */
  readonly storageDirectory: string | null;
  readonly settings: EngineSettings;
  readonly trusted: boolean;
  readonly librarySourceLink: ((path: string, line: number) => string) | null;
  readonly documents: Documents;
  readonly events: EngineEvents;
  readonly log: Log;
}

/** What the entry file brings. */
export interface ServeParts extends FaceWords {
  readonly openEngine: (opening: EngineOpening) => EngineApi;
  readonly clock: Clock;
}

/** Serves one client over `connection` until it goes away. */
export function serve(connection: Connection, parts: ServeParts): void {
  const documents = new OpenDocuments();
  let engine: EngineApi | null = null;
  answerRefused(connection, wireLog(connection));
  connection.onInitialize((params): InitializeResult => {
    const options = engineOptions(params);
    const log = wireLog(connection);
    const untranslated = loadTranslation(options.l10nBundlePath);
    const hostCommands = options.hostCommands === true;
    const started = parts.openEngine({
      storageDirectory: options.storageDirectory ?? null,
      settings: options.settings,
      trusted: options.trusted,
      librarySourceLink: hostCommands ? librarySourceLink : null,
      documents,
      events: wireEvents(connection, { ...parts, documents }),
      log,
    });
    engine = started;
    const folders = folderPaths(params);
    const follows = params.capabilities.workspace?.workspaceFolders === true;
    connection.onInitialized(() => {
      // Nothing may be sent before the answer to `initialize`.
      if (untranslated !== null) log.warn(untranslated);
      followWorkspace(connection, started, { follows, log });
      void started.setFolders(folders);
    });
    const face = { ...parts, connection, engine: started, documents, language: params.locale, hostCommands };
    register(face);
    const refreshes = params.capabilities.workspace?.diagnostics?.refreshSupport === true;
    if (refreshes) refreshDiagnostics(face, parts.clock);
    return { capabilities: capabilities(), serverInfo: { name: 'leaklens' } };
  });
  connection.onShutdown(() => {
    engine?.dispose();
    documents.dispose();
  });
  connection.listen();
}

function register(face: Face): void {
  registerTargets(face);
  registerFiles(face);
  registerDocuments(face);
  registerSnapshots(face);
  registerReach(face);
  registerFindings(face);
}

function capabilities(): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    diagnosticProvider: { identifier: 'leaklens', interFileDependencies: false, workspaceDiagnostics: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, findingActionKind] },
    executeCommandProvider: { commands: Object.values(engineCommands) },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/** An editor other than VS Code may send none, or a part: what is missing has its default, and it is trusted as it connects on request only. */
function engineOptions(params: InitializeParams): EngineOptions {
  const given = optionsShape(params.initializationOptions ?? {}, 'initializationOptions');
  return { trusted: true, ...given, settings: completeSettings(given.settings) };
}

/** Without its bundle the engine speaks English, which is better than not at all. @returns what went wrong, or null. */
function loadTranslation(bundlePath: string | undefined): string | null {
  if (bundlePath === undefined) return null;
  try {
    l10n.config({ fsPath: bundlePath });
    return null;
  } catch (error) {
    return `The translation ${bundlePath} cannot be read: ${String(error)}`;
  }
}

function folderPaths(params: InitializeParams): string[] {
  const uris = params.workspaceFolders?.map((folder) => folder.uri) ?? [rootUri(params)];
  return uris.flatMap((uri) => localPath(uri) ?? []);
}

/** What clients send that know no workspace folders. */
function rootUri(params: InitializeParams): string {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated for clients; some still send nothing else
  return params.rootUri ?? '';
}
