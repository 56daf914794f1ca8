import { l10n, type Memento } from 'vscode';
import { isPlainAndRemote } from '../../shared/base/addresses/loopback';
import { addressOrigin } from '../base/serviceAddress';
import { showWarning } from '../base/prompts';

const storageKey = 'leaklens.plainHttpAllowed';

/** Asks before a service elsewhere is asked without encryption, once for each. What was allowed holds for all windows. */
export class PlainHttpConsent {
  private readonly memento: Memento;
  /** One question at a time for one service. */
  private readonly asking = new Map<string, Promise<boolean>>();

  constructor(memento: Memento) {
    this.memento = memento;
  }

  /** True when nothing is to be asked, or the person allows it. */
  async allows(address: string): Promise<boolean> {
    const origin = isPlainAndRemote(address) ? addressOrigin(address) : null;
    if (origin === null || this.allowed().includes(origin)) return true;
    const asking = this.asking.get(origin) ?? this.ask(origin);
    this.asking.set(origin, asking);
    try {
      return await asking;
    } finally {
      this.asking.delete(origin);
    }
  }

  private async ask(origin: string): Promise<boolean> {
    const connect = l10n.t('Connect');
    const question = l10n.t(
      '{0} is on the network and serves plain http: whoever is in between can read its profiles and your credentials.',
      origin,
    );
    if ((await showWarning(question, connect, l10n.t('Cancel'))) !== connect) return false;
    await this.memento.update(storageKey, [...new Set([...this.allowed(), origin])]);
    return true;
  }

  private allowed(): readonly string[] {
    const stored = this.memento.get<unknown>(storageKey);
    return Array.isArray(stored) ? stored.filter((origin) => typeof origin === 'string') : [];
  }
}
