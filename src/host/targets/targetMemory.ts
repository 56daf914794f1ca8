import type { Memento } from 'vscode';
import type { ConnectParams } from '../../shared/model/engineRequests';
import { addressKey, hasCredentials } from '../base/serviceAddress';
import { storedEntries, toEntry, withoutAddress, type HistoryEntry } from './targetHistory';

const storageKey = 'leaklens.connectedTargets';

/**
 * Which targets this workspace was connected to, so that a reload connects again. Left out are targets that were connected
 * with headers, because the editor's storage is plain text, and pods, because nobody has asked to start kubectl.
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
    const startsKubectl = params.pod !== undefined || params.workload !== undefined;
    if (params.headers !== undefined || startsKubectl || hasCredentials(params.url)) return;
    const entries = this.entries();
    const key = addressKey(params.url);
    const place = entries.findIndex(({ url }) => addressKey(url) === key);
    // Where it was: a window that is opened again lists its services as it did before.
    await this.memento.update(storageKey, entries.toSpliced(place < 0 ? entries.length : place, 1, toEntry(params)));
  }

  async forget(url: string): Promise<void> {
    const rest = withoutAddress(this.entries(), url);
    if (rest.length !== this.entries().length) await this.memento.update(storageKey, rest);
  }
}
