import { printedArchive } from './archiveAddress';
import { parseBeamAddress } from './beamAddress';
import { parsedUrl } from './parsedUrl';

/** What net/http/pprof takes in a query, as numbers: nobody's secret. */
const openParameters: ReadonlySet<string> = new Set(['debug', 'gc', 'seconds']);

const hidden = '…';
const maxNameLength = 40;
const maxPrintedLength = 200;

/**
 * A URL as it may be shown, logged and kept: without user, password and fragment, and of the query only what pprof itself
 * takes. Anything else may be a key to the door, so its name stays and its value goes: `?debug=1&token=…`. A text that is no
 * URL stays as it is.
 */
export function printedUrl(url: URL | string): string {
  const bare = typeof url === 'string' ? parsedUrl(url) : new URL(url);
  if (bare === null) return String(url);
  bare.username = '';
  bare.password = '';
  bare.hash = '';
  const query = printedQuery(bare.search);
  bare.search = '';
  return bare.href + query;
}

/** Values of a query that may be secrets, as they are sent and as they are meant. */
export function querySecrets({ search }: URL): readonly string[] {
  return parametersOf(search).flatMap(({ name, value, isOpen }) => {
    if (isOpen) return [];
    const secret = value ?? name;
    return secret === '' ? [] : [secret, meant(secret)];
  });
}

/**
 * The same for text that may be no URL at all: everything up to the last `@` goes, since nobody can tell where a password
 * ends, and so do the values behind a `?` and what follows a `#`. The address of a node of Erlang's has no room for a secret.
 */
export function printedAddress(text: string): string {
  const node = parseBeamAddress(text);
  if (node !== null) return node.text;
  const archive = printedArchive(text);
  if (archive !== null) return archive;
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? '';
  const at = text.lastIndexOf('@');
  const bare = (at < 0 ? text : scheme + text.slice(at + 1)).replace(/#.*$/s, '');
  const question = bare.indexOf('?');
  const shown = question < 0 ? bare : bare.slice(0, question) + printedQuery(bare.slice(question));
  return shown.slice(0, maxPrintedLength);
}

function printedQuery(search: string): string {
  const shown = parametersOf(search).map(({ name, value, isOpen }) => {
    if (isOpen) return `${name}=${value ?? ''}`;
    return value === null || name.length > maxNameLength ? hidden : `${name}=${hidden}`;
  });
  return shown.length === 0 ? '' : `?${shown.join('&')}`;
}

interface Parameter {
  readonly name: string;
  /** Null where there is no `=`: the name may then be the secret. */
  readonly value: string | null;
  readonly isOpen: boolean;
}

function parametersOf(search: string): readonly Parameter[] {
  const parts = search.replace(/^\?/, '').split('&');
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      const name = equals < 0 ? part : part.slice(0, equals);
      const value = equals < 0 ? null : part.slice(equals + 1);
      return { name, value, isOpen: openParameters.has(name) && /^\d{1,9}(\.\d{1,9})?$/.test(value ?? '') };
    });
}

function meant(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}
