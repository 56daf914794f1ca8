import type { FileSystemWatcher, LogOutputChannel } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type LanguageClientOptions,
  type NodeModule,
} from 'vscode-languageclient/node';
import { openLibrarySourceCommand, showInFlameGraphCommand, type EngineOptions } from '../../shared/wires/lspMessages';

export interface LanguageClientSetup {
  /** Absolute path of the engine's bundle. */
  readonly serverModule: string;
  readonly log: LogOutputChannel;
  /** Of the files whose changes the engine wants to know. */
  readonly watcher: FileSystemWatcher;
  /** Asked at every start, restarts included. */
  readonly engineOptions: () => EngineOptions;
  /** Methods of the notifications that `notified` wants to hear. */
  readonly methods: readonly string[];
  readonly notified: (method: string, params: unknown) => void;
  readonly running: () => void;
  /** The process ended unexpectedly. @returns true to start it again. */
  readonly lost: () => boolean;
}

const errorsTolerated = 3;

/**
 * The engine polls for days and keeps little: young objects in small spaces cost it a quarter less memory and no time that can be
 * measured.
 */
const smallHeap = ['--max-semi-space-size=1'];

/** Leaves it to us to tell the person, in our words: the library's own messages are for developers. They go to the log. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** A language client for the engine, not yet started. This file is loaded on first use: it is most of the bundle. */
export function createLanguageClient(setup: LanguageClientSetup): LanguageClient {
  const module = { module: setup.serverModule, transport: TransportKind.ipc };
  const engine: NodeModule = { ...module, options: { execArgv: smallHeap } };
  const debug: NodeModule = { ...module, options: { execArgv: [...smallHeap, '--nolazy', '--inspect=6009'] } };
  const client = new QuietLanguageClient('leaklens', 'LeakLens', { run: engine, debug }, clientOptions(setup));
  for (const method of setup.methods) {
    client.onNotification(method, (params: unknown) => {
      setup.notified(method, params);
    });
  }
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) setup.running();
  });
  return client;
}

function clientOptions(setup: LanguageClientSetup): LanguageClientOptions {
  return {
    // By name and not by language: without an extension for Go the editor may take its files for plain text, and a tab that
    // was never looked at has no language yet when its diagnostics are asked for.
    documentSelector: [{ scheme: 'file', pattern: '**/*.{go,erl,hrl,ex,exs}' }],
    // Typing moves lines, and a tab counts before it is looked at. Between polls the engine says when to ask again.
    diagnosticPullOptions: { onChange: true, onTabs: true },
    synchronize: { fileEvents: setup.watcher },
    // What a hover links to may run this command and no other, whatever names a service has made up.
    // HTML folds the evidence; names enter it as text, and the editor lets through no script.
    markdown: {
      isTrusted: { enabledCommands: [openLibrarySourceCommand, showInFlameGraphCommand] },
      supportHtml: true,
    },
    outputChannel: setup.log,
    // What is traced are whole messages, and those that connect carry credentials.
    traceOutputChannel: { ...setup.log, trace: () => undefined },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: setup.engineOptions,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: (_error, _message, count) => ({
        action: (count ?? 0) <= errorsTolerated ? ErrorAction.Continue : ErrorAction.Shutdown,
      }),
      closed: () => ({ action: setup.lost() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
    },
  };
}
