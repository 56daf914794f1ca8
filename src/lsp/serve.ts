import * as l10n from '@vscode/l10n';
import {
  CodeActionKind,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import type { Log } from '../shared/ports/log';
import { longestSentence } from '../shared/base/said/cutText';
import { plainText } from '../shared/base/said/plainText';
import { engineNotifications, type EngineOptions } from '../shared/wires/lspMessages';
import { completeSettings } from '../shared/wires/settings';
import { Engine, type EngineEvents, type EngineParts } from './engine';
import { engineCommands } from './findings/findingActions';
import { registerFindings } from './findings/registerFindings';
import { followWorkspace, type WorkspaceListeners } from './followWorkspace';
import { localPath, OpenDocuments } from './openDocuments';
import { registerHandlers } from './registerHandlers';
import { registerReach } from './registerReach';
import { registerSnapshots } from './registerSnapshots';
import { systemClock } from '../shared/ports/systemClock';
import { answerRefused } from './wire/checkedMessages';
import { optionsShape } from './wire/ownShapes';

/** What the entry file brings from the other rooms. Stores need the folder that the client names in the handshake. */
export type RoomParts = Pick<
  EngineParts,
  | 'connector'
  | 'localTargets'
  | 'openReader'
  | 'analyser'
  | 'followers'
  | 'verdicts'
  | 'words'
  | 'problemWords'
  | 'ignores'
  | 'redactor'
  | 'beginExport'
  | 'readSource'
> & {
  readonly openStores: (directory: string | null) => Pick<EngineParts, 'snapshots' | 'series' | 'baselines'>;
  /** What kubectl says goes to the log. */
  readonly openKubernetes: (log: Log) => EngineParts['kubernetes'];
  /** Files changed on disk: what was read of their source is out of date. */
  readonly sourceChanged: (path: string) => void;
};

/** Serves one client over `connection` until it goes away. */
export function serve(connection: Connection, rooms: RoomParts): void {
  const documents = new OpenDocuments();
  const { paths } = rooms.followers;
  let engine: Engine | null = null;
  answerRefused(connection, wireLog(connection));
  connection.onInitialize((params): InitializeResult => {
    const options = engineOptions(params);
    const log = wireLog(connection);
    const untranslated = loadTranslation(options.l10nBundlePath);
    const folders = folderPaths(params);
    paths.setFolders(folders);
    const follows = params.capabilities.workspace?.workspaceFolders === true;
    connection.onInitialized(() => {
      // Nothing may be sent before the answer to `initialize`.
      if (untranslated !== null) log.warn(untranslated);
      followWorkspace(connection, listeners, { follows, log });
      void started.findings.setFolders(folders);
    });
    const started = new Engine(
      {
        ...rooms,
        ...rooms.openStores(options.storageDirectory ?? null),
        kubernetes: rooms.openKubernetes(log),
        documents,
        clock: systemClock,
        log,
      },
      wireEvents(connection),
      { ...options, language: params.locale },
    );
    engine = started;
    const listeners = workspaceListeners(rooms, started);
    registerHandlers(connection, started, documents);
    registerSnapshots(connection, started);
    registerReach(connection, started);
    registerFindings(connection, started, {
      hostCommands: options.hostCommands === true,
      refreshes: params.capabilities.workspace?.diagnostics?.refreshSupport === true,
      clock: systemClock,
    });
    return { capabilities: capabilities(), serverInfo: { name: 'leaklens' } };
  });
  connection.onShutdown(() => {
    engine?.dispose();
    documents.dispose();
  });
  connection.listen();
}

function workspaceListeners({ followers, sourceChanged }: RoomParts, engine: Engine): WorkspaceListeners {
  return {
    folders: (folders) => {
      followers.paths.setFolders(folders);
      void engine.findings.setFolders(folders);
    },
    layoutChanged: () => followers.paths.forget(),
    sourceChanged,
    ignoresChanged: () => void engine.findings.readIgnores(),
  };
}

function capabilities(): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    diagnosticProvider: { identifier: 'leaklens', interFileDependencies: false, workspaceDiagnostics: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
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

function wireEvents(connection: Connection): EngineEvents {
  const notify = (method: string, params: unknown) => {
    // A client that is going away refuses notifications; there is nobody left to tell.
    connection.sendNotification(method, params).catch(() => undefined);
  };
  return {
    targetsChanged: (targets) => notify(engineNotifications.targetsChanged.method, targets),
    findingsChanged: (findings) => notify(engineNotifications.findingsChanged.method, findings),
    hints: (changed) => notify(engineNotifications.hints.method, { documents: changed }),
    seriesGrew: (targetId, points) => notify(engineNotifications.seriesGrew.method, { targetId, points }),
    snapshotsChanged: () => notify(engineNotifications.snapshotsChanged.method, null),
    captureProgress: (targetId, percent, step) =>
      notify(engineNotifications.captureProgress.method, { targetId, percent, step }),
  };
}

function wireLog(connection: Connection): Log {
  const write = (level: 'info' | 'warn' | 'error') => (said: string) => {
    const message = plainText(said, longestSentence);
    connection.sendNotification(engineNotifications.log.method, { level, message }).catch(() => undefined);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
