import type { Memento } from 'vscode';
import type { ConnectParams } from '../shared/lspMessages';
import { hasCredentials } from './serviceAddress';
import { storedEntries, toEntry, withoutAddress, type HistoryEntry } from './targetHistory';

const storageKey = 'leaklens.connectedTargets';

/**
 * Which targets this workspace was connected to, so that a reload connects again. Targets that need headers or a
 * password are left out: the editor's storage is plain text, and without them the connection would only fail.
 */
export class TargetMemory {
  private readonly memento: Memento;

  constructor(memento: Memento) {
    this.memento = memento;
  }

  entries(): readonly HistoryEntry[] {
    return storedEntries(this.memento, storageKey);
  }

  async remember(params: ConnectParams): Promise<void> {
    if (params.headers !== undefined || hasCredentials(params.url)) return;
    await this.memento.update(storageKey, [...withoutAddress(this.entries(), params.url), toEntry(params)]);
  }

  async forget(url: string): Promise<void> {
    const rest = withoutAddress(this.entries(), url);
    if (rest.length !== this.entries().length) await this.memento.update(storageKey, rest);
  }
}
