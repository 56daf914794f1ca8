import * as l10n from '@vscode/l10n';
import {
  CodeActionKind,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { DisposableStore } from '../shared/base/disposable';
import type { ConnectParams } from '../shared/model/engineRequests';
import type { EngineApi } from '../shared/ports/engine/engineApi';
import type { EngineOpening } from '../shared/ports/engine/engineOpening';
import type { AgentDoor } from '../shared/ports/agentDoor';
import type { Clock } from '../shared/ports/clock';
import type { Log } from '../shared/ports/log';
import type { EngineOptions } from '../shared/wires/lspMessages';
import { completeSettings } from '../shared/model/settings/settings';
import { clientOf, type Client } from './client';
import type { Face, FaceWords } from './face';
import { engineCommands, findingActionKind } from './findings/findingActions';
import { refreshDiagnostics, registerFindings } from './findings/registerFindings';
import { followWorkspace } from './followWorkspace';
import { librarySourceLink } from './librarySourceLink';
import { localPath, OpenDocuments } from './openDocuments';
import { plainCommandNames } from './plain/plainCommands';
import { PlainNews } from './plain/plainNews';
import { plainSettings } from './plain/plainSettings';
import { registerPlain } from './plain/registerPlain';
import { registerAgents } from './registerAgents';
import { registerCommands } from './registerCommands';
import { registerDocuments } from './registerDocuments';
import { registerMemory } from './registerMemory';
import { registerPast } from './registerPast';
import { registerProfiles } from './registerProfiles';
import { registerReach } from './registerReach';
import { registerSnapshots } from './registerSnapshots';
import { registerFiles, registerTargets } from './registerTargets';
import { registerHolders } from './registerHolders';
import { registerTests } from './registerTests';
import { answerRefused } from './wire/checkedMessages';
import { optionsShape } from './wire/ownShapes';
import { joinedEvents, wireEvents, wireLog } from './wireEvents';

/** What the entry file brings. */
export interface ServeParts extends FaceWords {
  readonly openEngine: (opening: EngineOpening) => EngineApi;
  /** What a request to connect of another client leaves out and this machine knows: its proxy. */
  readonly completed: (params: ConnectParams) => ConnectParams;
  readonly clock: Clock;
  /** The agents' tools of an engine. @param joined told how many programs speak MCP with it, after each change */
  readonly openAgents: (opening: AgentsOpening, joined: (count: number) => void) => Promise<AgentDoor>;
}

/** The engine that agents are to share with a person. */
export interface AgentsOpening {
  readonly engine: EngineApi;
  /** Where its snapshots are kept; null where the client names no folder. */
  readonly storageDirectory: string | null;
}

/** Serves one client over `connection` until it goes away. */
export function serve(connection: Connection, parts: ServeParts): void {
  const ends = new DisposableStore();
  let settled = () => Promise.resolve();
  answerRefused(connection, wireLog(connection, true));
  connection.onInitialize((params): InitializeResult => {
    const options = engineOptions(params);
    const client = clientOf(params, options);
    const untranslated = loadTranslation(options.l10nBundlePath);
    const { face, news, log } = openFace(connection, { client, options, language: params.locale }, parts);
    ends.add(face.documents);
    ends.add(face.engine);
    settled = async () => {
      await Promise.all([face.engine.past.settled(), face.engine.holders.settled()]);
    };
    register(face);
    if (client.isOurs && client.refreshesDiagnostics) refreshDiagnostics(face);
    const agents = { engine: face.engine, storageDirectory: options.storageDirectory ?? null };
    ends.add(registerAgents(face, (joined) => parts.openAgents(agents, joined)));
    const plain = client.isOurs
      ? null
      : registerPlain(face, { ...parts, ...plainOptions(params, options), client, news, log });
    registerCommands(face, plain?.commands ?? null);
    const folders = folderPaths(params);
    connection.onInitialized(() => {
      // Nothing may be sent before the answer to `initialize`.
      if (untranslated !== null) log.warn(untranslated);
      followWorkspace(connection, face.engine, { follows: client.tellsFolders, log });
      void face.engine.setFolders(folders);
      if (plain !== null) ends.add(plain.started());
    });
    return { capabilities: capabilities(client), serverInfo: { name: 'leaklens' } };
  });
  connection.onShutdown(async () => {
    ends.dispose();
    // The client ends this process once it is answered.
    await settled();
  });
  connection.listen();
}

interface Opened {
  readonly face: Face;
  readonly news: PlainNews;
  readonly log: Log;
}

/** The engine, and what joins it to the client. */
function openFace(
  connection: Connection,
  {
    client,
    options,
    language,
  }: { readonly client: Client; readonly options: EngineOptions; readonly language?: string | undefined },
  parts: ServeParts,
): Opened {
  const documents = new OpenDocuments(client.encoding);
  const log = wireLog(connection, client.hearsOwnMessages);
  const news = new PlainNews();
  const own = client.hearsOwnMessages ? [wireEvents(connection, { ...parts, documents })] : [];
  const engine = parts.openEngine({
    storageDirectory: options.storageDirectory ?? null,
    settings: options.settings,
    trusted: options.trusted,
    librarySourceLink: client.isOurs ? librarySourceLink : null,
    documents,
    events: joinedEvents([...own, news.events]),
    log,
  });
  return { face: { ...parts, connection, engine, documents, language, hostCommands: client.isOurs }, news, log };
}

function register(face: Face): void {
  registerTargets(face);
  registerFiles(face);
  registerDocuments(face);
  registerSnapshots(face);
  registerProfiles(face);
  registerMemory(face);
  registerPast(face);
  registerReach(face);
  registerTests(face);
  registerHolders(face);
  registerFindings(face);
}

function plainOptions({ initializationOptions }: InitializeParams, { targets }: EngineOptions) {
  const given: unknown = initializationOptions;
  const settings = typeof given === 'object' && given !== null && 'settings' in given ? given.settings : undefined;
  return { targets: targets ?? [], initialSettings: settings };
}

function capabilities(client: Client): InitializeResult['capabilities'] {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, findingActionKind] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.isOurs ? ourCapabilities : plainCapabilities),
  };
}

const ourCapabilities: InitializeResult['capabilities'] = {
  diagnosticProvider: { identifier: 'leaklens', interFileDependencies: false, workspaceDiagnostics: true },
  // Our extension has the other commands itself.
  executeCommandProvider: { commands: Object.values(engineCommands) },
};

const plainCapabilities: InitializeResult['capabilities'] = {
  inlayHintProvider: true,
  executeCommandProvider: {
    commands: [...Object.values(engineCommands), ...plainCommandNames],
    workDoneProgress: true,
  },
};

/**
 * An editor other than VS Code may send none, or a part: what is missing has its default. Where it cannot say whether the workspace is
 * trusted, what its own configuration names and what a person asks for is: nothing else is ever connected to.
 */
function engineOptions(params: InitializeParams): EngineOptions {
  const given = optionsShape(params.initializationOptions ?? {}, 'initializationOptions');
  const settings = given.hostCommands === true ? completeSettings(given.settings) : plainSettings(given.settings);
  return { trusted: true, ...given, settings };
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
