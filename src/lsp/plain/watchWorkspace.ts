import { DidChangeWatchedFilesNotification } from 'vscode-languageserver/node';
import type { Disposable } from '../../shared/base/disposable';
import type { Clock } from '../../shared/ports/clock';
import type { Log } from '../../shared/ports/log';
import { watchedFiles } from '../../shared/wires/lspMessages';
import type { Face } from '../face';

/** Has the client watch what the engine wants to know of. */
export function registerWatcher({ connection }: Pick<Face, 'connection'>, log: Log): void {
  connection.client
    .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: watchedFiles }] })
    .catch((error: unknown) => log.warn(`Files cannot be watched: ${String(error)}`));
}

const pauseMillis = 15_000;

/**
 * For a client that watches no files: what is saved in it has changed, a file that is saved for the first time may be new, and the
 * ignore files are looked at now and then.
 */
export class WorkspaceLook implements Disposable {
  private readonly face: Pick<Face, 'engine' | 'documents'>;
  private readonly clock: Pick<Clock, 'after'>;
  private readonly saved = new Set<string>();
  private rules: string | null = null;
  private timer: Disposable;
  private isOver = false;

  constructor(face: Pick<Face, 'engine' | 'documents'>, clock: Pick<Clock, 'after'>) {
    this.face = face;
    this.clock = clock;
    face.documents.events.on(({ type, path }) => {
      if (type === 'saved') this.noteSaved(path);
    });
    this.timer = this.later();
  }

  dispose(): void {
    this.isOver = true;
    this.timer.dispose();
  }

  private noteSaved(path: string): void {
    const { engine } = this.face;
    engine.changed({ kind: 'source', path });
    if (this.saved.has(path)) return;
    this.saved.add(path);
    engine.changed({ kind: 'layout' });
  }

  private later(): Disposable {
    return this.clock.after(pauseMillis, () => void this.look());
  }

  private async look(): Promise<void> {
    const { engine } = this.face;
    // One with a mistake in it ignores nothing, and the engine's log says so when it reads it.
    const rules = await engine.findings.ignoreFiles().then(
      (files) => JSON.stringify(files),
      () => '',
    );
    if (this.isOver) return;
    if (this.rules !== null && rules !== this.rules) engine.changed({ kind: 'ignores' });
    this.rules = rules;
    this.timer = this.later();
  }
}
