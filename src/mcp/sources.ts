import { looksLikeNode, readBeamAddress } from '../shared/base/addresses/beamAddress';
import { isLoopbackHost } from '../shared/base/addresses/loopback';
import { printedAddress } from '../shared/base/addresses/printedUrl';
import { parseAddress } from '../shared/base/addresses/serviceAddress';
import type { TargetStatus } from '../shared/model/target/targetStatus';
import type { AgentParts } from './agentParts';
import { AgentMistake } from './agentMistake';

type Reach = Pick<AgentParts, 'allowedHosts' | 'howToAllow' | 'engine'>;

/** The address of a service that may be asked. @throws AgentMistake */
export function allowedAddress(text: string, { allowedHosts, howToAllow, engine }: Reach): string {
  if (looksLikeNode(text)) return allowedNode(text, { allowedHosts, howToAllow, engine });
  const address = looksLikeAddress(text) ? parseAddress(text) : null;
  if (address === null) {
    throw new AgentMistake(
      `“${printedAddress(text)}” is no address of a service; give one such as http://localhost:6060, or beam:shop@localhost for a node.`,
    );
  }
  const { protocol, hostname } = address.url;
  if (protocol === 'unix:' || isLoopbackHost(hostname) || allowedHosts.includes(hostname)) return text;
  // What is connected already is asked because a person said so.
  if (engine.targets().some(({ target }) => parseAddress(target.url)?.origin === address.origin)) return text;
  throw notAllowed(hostname, howToAllow);
}

/** The same of a node. Its cookie is where Erlang keeps it: no agent is told one, nor asked for it. @throws AgentMistake, LeakLensError */
function allowedNode(text: string, { allowedHosts, howToAllow, engine }: Reach): string {
  const { text: address, host } = readBeamAddress(text);
  if (isLoopbackHost(host) || allowedHosts.includes(host)) return address;
  if (engine.targets().some(({ target }) => target.url === address)) return address;
  throw notAllowed(host, howToAllow);
}

function notAllowed(host: string, howToAllow: Reach['howToAllow']): AgentMistake {
  return new AgentMistake(
    `${host} is not this machine, and LeakLens may ask only this machine here. Tell the person: to allow it, ${howToAllow(host)}.`,
  );
}

/** A connected target by its id, name or address. @throws AgentMistake */
export function targetNamed(name: string, { engine }: Pick<AgentParts, 'engine'>): TargetStatus {
  const all = engine.targets();
  const address = parseAddress(name)?.origin;
  const found = all.find(
    ({ target }) =>
      target.id === name ||
      target.name === name ||
      target.url === name ||
      (address !== undefined && parseAddress(target.url)?.origin === address),
  );
  if (found !== undefined) return found;
  const known = all.map(({ target }) => target.name).join(', ');
  throw new AgentMistake(
    known === ''
      ? 'Nothing is connected. Call connect_target with the address of a service first; list_targets says what listens on this machine.'
      : `“${printedAddress(name)}” is not connected; connected are: ${known}.`,
  );
}

/** What a command of the command line reads: a connected target, an address that may be asked, or a file in the working directory. @throws AgentMistake */
export async function readableSource(text: string, parts: AgentParts): Promise<string> {
  const connected = parts.engine.targets().find(({ target }) => target.id === text || target.name === text);
  if (connected !== undefined) return connected.target.url;
  if (looksLikeAddress(text)) return allowedAddress(text, parts);
  const path = await parts.fileWithin(text);
  if (path !== null) return path;
  throw new AgentMistake(
    `“${text.slice(0, 200)}” is no connected target, no address such as http://localhost:6060 or beam:shop@localhost, and no file in ${parts.engine.folders()[0] ?? 'a folder that is open'}.`,
  );
}

/** The service that a text names, as a person knows it: by the name of what is connected, or its address; null where it names none. */
export function serviceIn(text: string, { engine }: Pick<AgentParts, 'engine'>): string | null {
  const connected = engine.targets().find(({ target }) => target.id === text || target.name === text);
  if (connected !== undefined) return `${connected.target.name} (${connected.target.url})`;
  return looksLikeAddress(text) ? printedAddress(text) : null;
}

/** A path may have a colon in it; an address begins with a scheme, names a port, or is one. */
function looksLikeAddress(text: string): boolean {
  return (
    looksLikeNode(text) ||
    /^(?:https?|unix):/i.test(text) ||
    /^(?:\[[\da-f:.]+\]|[\w.-]*):\d+(?:\/|$)/i.test(text) ||
    /^\d{2,5}$/.test(text)
  );
}
