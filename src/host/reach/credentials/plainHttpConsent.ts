import { hostname } from 'node:os';
import { l10n, type Memento } from 'vscode';
import { parseBeamAddress } from '../../../shared/base/addresses/beamAddress';
import { isPlainAndRemote } from '../../../shared/base/addresses/loopback';
import { addressOrigin } from '../../base/serviceAddress';
import { showWarning } from '../../base/prompts';

const storageKey = 'leaklens.plainHttpAllowed';

function questionOf(origin: string): string {
  return parseBeamAddress(origin) === null
    ? l10n.t(
        '{0} is on the network and serves plain http: whoever is in between can read its profiles and your credentials.',
        origin,
      )
    : l10n.t(
        '{0} is on the network and its distribution is not encrypted: whoever is in between can read what it answers, and act on the node as you can.',
        origin,
      );
}

/** Nodes are named by the name of their machine, which may be this one: what is said to them does not leave it. */
function isNodeHere(address: string): boolean {
  const host = parseBeamAddress(address)?.host.toLowerCase();
  const own = hostname().toLowerCase();
  return host !== undefined && (host === own || host === own.replace(/\..*$/, ''));
}

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
    const origin = isPlainAndRemote(address) && !isNodeHere(address) ? addressOrigin(address) : null;
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
    if ((await showWarning(questionOf(origin), connect, l10n.t('Cancel'))) !== connect) return false;
    await this.memento.update(storageKey, [...new Set([...this.allowed(), origin])]);
    return true;
  }

  private allowed(): readonly string[] {
    const stored = this.memento.get<unknown>(storageKey);
    return Array.isArray(stored) ? stored.filter((origin) => typeof origin === 'string') : [];
  }
}
