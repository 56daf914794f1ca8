import { debug, type DebugSession } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/disposable';
import type { DebuggedProgram } from './debuggedProgram';

/** The running debug sessions of Go, and which processes they debug as far as their adapters say so. */
export class GoDebugSessions implements Disposable {
  private readonly sessions = new Map<string, DebugSession>();
  private readonly processes = new Map<string, number>();
  private readonly store = new DisposableStore();

  constructor() {
    // What started before this extension is known only when it is the active one.
    if (debug.activeDebugSession !== undefined) this.add(debug.activeDebugSession);
    this.store.add(debug.onDidStartDebugSession((session) => this.add(session)));
    this.store.add(
      debug.onDidTerminateDebugSession(({ id }) => {
        this.sessions.delete(id);
        this.processes.delete(id);
      }),
    );
    this.store.add(
      debug.registerDebugAdapterTrackerFactory('go', {
        createDebugAdapterTracker: ({ id }) => ({
          onDidSendMessage: (message: unknown) => {
            const processId = startedProcess(message);
            if (processId !== null) this.processes.set(id, processId);
          },
        }),
      }),
    );
  }

  programs(): readonly DebuggedProgram[] {
    return [...this.sessions.values()].map(({ id, name, configuration }) => ({
      name,
      configuration,
      processId: this.processes.get(id) ?? null,
    }));
  }

  dispose(): void {
    this.store.dispose();
  }

  private add(session: DebugSession): void {
    if (session.type === 'go') this.sessions.set(session.id, session);
  }
}

/** The pid in a `process` event of the debug adapter protocol. */
function startedProcess(message: unknown): number | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, event, body } = message as Partial<Record<string, unknown>>;
  if (type !== 'event' || event !== 'process' || typeof body !== 'object' || body === null) return null;
  return 'systemProcessId' in body && typeof body.systemProcessId === 'number' ? body.systemProcessId : null;
}
