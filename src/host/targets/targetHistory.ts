import type { Memento } from 'vscode';
import type { ConnectParams } from '../../shared/model/engineRequests';
import { parseConnectArguments } from './connectArguments';
import { splitCredentials } from '../reach/credentials/urlCredentials';
import { addressKey, hasCredentials } from '../base/serviceAddress';

const storageKey = 'leaklens.targetHistory';
const maximumEntries = 20;

/** An earlier target as a person typed it. */
export type HistoryEntry = Pick<ConnectParams, 'url' | 'name' | 'service' | 'eachAddress'>;

/** Addresses that once answered, newest first, over all windows. Never holds credentials. */
export class TargetHistory {
  private readonly memento: Memento;

  constructor(memento: Memento) {
    this.memento = memento;
  }

  entries(): readonly HistoryEntry[] {
    return storedEntries(this.memento, storageKey);
  }

  async add(entry: HistoryEntry & Pick<ConnectParams, 'pod' | 'workload'>): Promise<void> {
    if (entry.pod !== undefined || entry.workload !== undefined || hasCredentials(entry.url)) return;
    const others = withoutAddress(this.entries(), entry.url);
    await this.memento.update(storageKey, [toEntry(entry), ...others].slice(0, maximumEntries));
  }

  async remove(url: string): Promise<void> {
    await this.memento.update(storageKey, withoutAddress(this.entries(), url));
  }
}

/** Reads a list of targets that an earlier version, or a person, may have written in another shape. */
export function storedEntries(memento: Memento, key: string): readonly HistoryEntry[] {
  const stored = memento.get<unknown>(key);
  if (!Array.isArray(stored)) return [];
  return stored.map(parseConnectArguments).flatMap((params) => (params === null ? [] : [toEntry(params)]));
}

export function withoutAddress(entries: readonly HistoryEntry[], url: string): readonly HistoryEntry[] {
  const key = addressKey(url);
  return entries.filter((entry) => addressKey(entry.url) !== key);
}

/** Only what may be stored: secrets in an address are not. */
export function toEntry({ url: typed, name, service, eachAddress }: HistoryEntry): HistoryEntry {
  const { url } = splitCredentials(typed);
  return {
    url,
    ...(name !== undefined && { name }),
    ...(service !== undefined && service !== '' && { service }),
    ...(eachAddress === true && { eachAddress }),
  };
}
