import {
  EventEmitter,
  l10n,
  workspace,
  type CancellationToken,
  type FileSystemWatcher,
  type LogOutputChannel,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Disposable } from '../../shared/base/disposable';
import { Emitter, type Listener } from '../../shared/base/emitter';
import {
  engineNotifications,
  watchedFiles,
  type EngineOptions,
  type Message,
  type Outcome,
} from '../../shared/wires/lspMessages';
import { CrashLimit } from './crashLimit';
import type { Clock } from '../../shared/ports/clock';

export interface EngineClientOptions {
  /** Absolute path of the engine's bundle. */
  readonly serverModule: string;
  readonly log: LogOutputChannel;
  readonly clock: Pick<Clock, 'now'>;
  /** Asked at every start, so that a restarted engine gets the settings and the trust of that moment. */
  readonly engineOptions: () => EngineOptions;
}

/** Answer of the language server protocol to a request that its sender cancelled. */
const requestCancelled = -32800;

/** Sources, what says where they belong, and which findings are ignored. */

/**
 * The engine as the extension host sees it: a process that starts when it is first asked something, is started again when
 * it crashes, and speaks the messages of `shared/wires/lspMessages`.
 */
export class EngineClient implements Disposable {
  private readonly options: EngineClientOptions;
  private readonly listeners = new Map<string, Emitter<unknown>>();
  private readonly crashes = new CrashLimit();
  private readonly lost = new EventEmitter<{ readonly restarts: boolean }>();
  private readonly restarted = new EventEmitter<void>();
  private client: Promise<LanguageClient> | null = null;
  private watcher: FileSystemWatcher | null = null;
  private isUp = false;
  private wasLost = false;
  private disposed = false;

  /** The engine ended unexpectedly. `restarts` is false when it crashed too often, or while it started: the next request starts it again. */
  readonly onLost = this.lost.event;
  /** A new engine runs in place of one that was lost. It knows no targets. */
  readonly onRestarted = this.restarted.event;

  constructor(options: EngineClientOptions) {
    this.options = options;
    for (const { method } of Object.values(engineNotifications)) this.listeners.set(method, new Emitter());
    this.on(engineNotifications.log, ({ level, message }) => {
      options.log[level](message);
    });
  }

  /** True once somebody asked the engine something. */
  get isStarted(): boolean {
    return this.client !== null;
  }

  /** Process id of the engine; undefined while it does not run. */
  async processId(): Promise<number | undefined> {
    return (await this.client)?.serverProcess?.pid;
  }

  /** Listens to a notification, over restarts; does not start the engine. */
  on<P>(message: Message<P>, listener: Listener<P>): Disposable {
    const emitter = this.listeners.get(message.method);
    if (emitter === undefined) throw new Error(`${message.method} is not an engine notification`);
    return emitter.on(listener as Listener<unknown>);
  }

  /** Starts the engine if need be. Rejects when it cannot start, crashes meanwhile or `token` cancels. */
  async request<P, R>(message: Message<P, R>, params: P, token?: CancellationToken): Promise<R> {
    const client = await this.running();
    // An undefined token would travel as a second parameter.
    if (token === undefined) return client.sendRequest<R>(message.method, params);
    return client.sendRequest<R>(message.method, params, token);
  }

  /** A request whose failures are values: an engine that cannot answer becomes a problem like any other. */
  async ask<P, T>(message: Message<P, Outcome<T>>, params: P, token?: CancellationToken): Promise<Outcome<T>> {
    try {
      return await this.request(message, params, token);
    } catch (thrown) {
      return this.toFailure(message.method, thrown, token);
    }
  }

  /** Tells a running engine; one that starts later learns it from its options. */
  async notify<P>(message: Message<P>, params: P): Promise<void> {
    if (this.client === null) return;
    const client = await this.running();
    await client.sendNotification(message.method, params);
  }

  /** Ends the process. The extension host waits for this when it closes. */
  async stop(): Promise<void> {
    this.disposed = true;
    const starting = this.client;
    this.client = null;
    if (starting === null) return;
    try {
      const client = await starting;
      if (!client.needsStop()) return;
      // A client that is still starting refuses to stop.
      await client.start();
      await client.dispose();
    } catch (thrown) {
      this.options.log.warn(`Stopping the engine: ${describe(thrown)}`);
    }
  }

  dispose(): void {
    void this.stop();
    this.watcher?.dispose();
    for (const emitter of this.listeners.values()) emitter.dispose();
    this.lost.dispose();
    this.restarted.dispose();
  }

  private async running(): Promise<LanguageClient> {
    if (this.disposed) throw new Error('the engine was stopped');
    const creating = (this.client ??= this.create());
    try {
      const client = await creating;
      await client.start();
      return client;
    } catch (thrown) {
      // A language client whose start failed never starts again: the next request makes a new one.
      if (this.client === creating) this.client = null;
      throw thrown;
    }
  }

  private async create(): Promise<LanguageClient> {
    const { createLanguageClient } = await import('./languageClient');
    this.watcher ??= workspace.createFileSystemWatcher(watchedFiles);
    return createLanguageClient({
      ...this.options,
      watcher: this.watcher,
      methods: [...this.listeners.keys()],
      notified: (method, params) => this.listeners.get(method)?.fire(params),
      running: () => {
        this.handleRunning();
      },
      lost: () => this.handleLost(),
    });
  }

  private handleRunning(): void {
    this.isUp = true;
    if (!this.wasLost) return;
    this.wasLost = false;
    this.restarted.fire();
  }

  private handleLost(): boolean {
    if (this.disposed) return false;
    const { isUp } = this;
    this.isUp = false;
    // One that dies while it starts would only die again. The request that started it fails, and says so.
    const restarts = isUp && this.crashes.allowsRestart(this.options.clock.now());
    this.options.log.error(`The engine ended unexpectedly. ${restarts ? 'It is started again.' : 'It stays down.'}`);
    if (!isUp && !this.wasLost) return false;
    this.wasLost = true;
    this.lost.fire({ restarts });
    return restarts;
  }

  private toFailure(method: string, thrown: unknown, token?: CancellationToken): Outcome<never> {
    const cancelled = token?.isCancellationRequested === true || codeOf(thrown) === requestCancelled;
    if (!cancelled) this.options.log.error(`${method}: ${describe(thrown)}`);
    const message = cancelled ? l10n.t('Cancelled.') : l10n.t('The LeakLens engine did not answer.');
    const nextStep = cancelled ? '' : l10n.t('Try again; the log says what happened.');
    return { ok: false, problem: { kind: cancelled ? 'cancelled' : 'network', message, nextStep } };
  }
}

function codeOf(thrown: unknown): number | null {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'number'
    ? thrown.code
    : null;
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
