import { LeakLensError } from '../../model/errors';
import { plainText } from '../said/plainText';

/** Where a node of Erlang's is, as a person names it. */
export interface BeamAddress {
  /** `beam:shop@host`, `beam+tls:host:9100`: what messages call it. Holds no secret: a cookie never stands in an address. */
  readonly text: string;
  readonly isTls: boolean;
  /** A name that a resolver knows, or an address without brackets. */
  readonly host: string;
  /** What stands before the @; null where a port alone was named, and whoever listens there is meant. */
  readonly name: string | null;
  /** Where the node listens; null where Erlang's port mapper has to say it. */
  readonly port: number | null;
}

const shape = /^beam(\+tls)?:(?:([^@:\s/]{1,255})@)?(\[[0-9a-f:.]+\]|[A-Za-z0-9._-]{1,255})(?::(\d{1,5}))?$/i;

/** Whether a text can only be meant as the address of a node. */
export function looksLikeNode(text: string): boolean {
  return /^beam(?:\+tls)?:/i.test(text.trim());
}

/**
 * Understands `beam:NAME@HOST`, `beam:HOST:PORT`, `beam:NAME@HOST:PORT` (only a node of that name will do), and each with `beam+tls:`.
 * A name alone is a node of this machine. @throws LeakLensError `bad-url`
 */
export function readBeamAddress(given: string): BeamAddress {
  const text = given.trim();
  const [, tls, name, host = '', digits] = shape.exec(text) ?? [];
  if (host === '') throw badAddress(text, 'a node is named as in beam:shop@host, or beam:host:9100 by its port');
  const port = digits === undefined ? null : Number(digits);
  if (port !== null && (port < 1 || port > 65_535)) throw badAddress(text, `${digits ?? ''} is no port`);
  const isNameAlone = name === undefined && port === null;
  return {
    text: isNameAlone ? `${text}@localhost` : text,
    isTls: tls !== undefined,
    host: isNameAlone ? 'localhost' : host.replace(/^\[(.*)\]$/, '$1'),
    name: isNameAlone ? host : (name ?? null),
    port,
  };
}

/** The same for whoever has another use for text that is no address of a node: null. */
export function parseBeamAddress(given: string): BeamAddress | null {
  try {
    return looksLikeNode(given) ? readBeamAddress(given) : null;
  } catch {
    return null;
  }
}

function badAddress(text: string, detail: string): LeakLensError {
  return new LeakLensError({ kind: 'bad-url', subject: plainText(text, 200), detail });
}
