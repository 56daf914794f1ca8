import { debug, EventEmitter, type DebugSession, type Event } from 'vscode';
import { DisposableStore, type Disposable } from '../../../shared/base/disposable';
import type { DebuggedProgram } from './debuggedProgram';
import { readDebugMessage } from './debugMessage';

/** The running debug sessions of Go, which processes they debug as far as their adapters say so, and which are paused. */
export class GoDebugSessions implements Disposable {
  private readonly sessions = new Map<string, DebugSession>();
  private readonly processes = new Map<string, number[]>();
  private readonly pausedSessions = new Set<string>();
  private readonly changed = new EventEmitter<void>();
  private readonly resumed = new EventEmitter<void>();
  private readonly store = new DisposableStore();

  /** Another program is paused, or goes on. */
  readonly onDidChangePaused: Event<void> = this.changed.event;
  /** A paused program goes on, not only for one step. */
  readonly onDidResume: Event<void> = this.resumed.event;

  constructor() {
    this.store.add(this.changed);
    this.store.add(this.resumed);
    // What started before this extension is known only when it is the active one.
    if (debug.activeDebugSession !== undefined) this.add(debug.activeDebugSession);
    this.store.add(debug.onDidStartDebugSession((session) => this.add(session)));
    this.store.add(debug.onDidTerminateDebugSession(({ id }) => this.remove(id)));
    this.store.add(
      debug.registerDebugAdapterTrackerFactory('go', {
        createDebugAdapterTracker: ({ id }) => ({
          onDidSendMessage: (message: unknown) => this.hear(id, message),
        }),
      }),
    );
  }

  programs(): readonly DebuggedProgram[] {
    return [...this.sessions.values()].map(({ id, name, configuration }) => ({
      name,
      configuration,
      processIds: this.processes.get(id) ?? [],
    }));
  }

  /** Name of a session whose program stands still; null when all run. */
  get paused(): string | null {
    const session = [...this.sessions.values()].find(({ id }) => this.pausedSessions.has(id));
    return session?.name ?? null;
  }

  dispose(): void {
    this.store.dispose();
  }

  private add(session: DebugSession): void {
    if (session.type !== 'go') return;
    this.sessions.set(session.id, session);
    if (this.pausedSessions.has(session.id)) this.changed.fire();
  }

  private remove(id: string): void {
    this.sessions.delete(id);
    this.processes.delete(id);
    this.setPaused(id, false);
  }

  private hear(id: string, message: unknown): void {
    const said = readDebugMessage(message);
    if (said === null) return;
    if (said.says === 'started') {
      this.processes.set(id, [...(this.processes.get(id) ?? []), said.processId]);
      return;
    }
    const wasPaused = this.pausedSessions.has(id);
    this.setPaused(id, said.says === 'paused');
    if (wasPaused && said.says === 'running' && !said.isStep) this.resumed.fire();
  }

  private setPaused(id: string, isPaused: boolean): void {
    if (this.pausedSessions.has(id) === isPaused) return;
    if (isPaused) this.pausedSessions.add(id);
    else this.pausedSessions.delete(id);
    this.changed.fire();
  }
}
