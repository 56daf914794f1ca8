import { printable } from '../base/printable';

/** What a server asks for with 401 or 407. */
export interface AuthChallenges {
  /** In the server's order, each once: `Basic`, `Bearer`. Names this program knows have their usual spelling. */
  readonly schemes: readonly string[];
  readonly realm?: string;
}

const spellings = ['Basic', 'Bearer', 'Digest', 'Negotiate', 'NTLM'];
const maxSchemes = 8;

/** Reads WWW-Authenticate or Proxy-Authenticate, also of several headers joined by commas (RFC 9110, 11.6.1). */
export function readChallenges(header: string): AuthChallenges {
  const schemes: string[] = [];
  let realm: string | undefined;
  // A scheme stands at the start or behind a comma, and no `=` follows it; quoted strings are skipped as a whole.
  const part = /([!#$%&'*+.^_`|~\w-]+)(\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|[^\s,"]*))?|"(?:[^"\\]|\\.)*"?|,|[^\s,"]/g;
  let expectsScheme = true;
  for (const [whole, name, assigned, quoted] of header.slice(0, 4096).matchAll(part)) {
    if (whole === ',') expectsScheme = true;
    else if (name !== undefined && assigned !== undefined) {
      const value = quoted?.replace(/\\(.)/g, '$1') ?? assigned.replace(/^\s*=\s*/, '');
      if (name.toLowerCase() === 'realm') realm ??= printable(value);
      expectsScheme = false;
    } else if (name !== undefined && expectsScheme) {
      const scheme = spelled(name);
      if (!schemes.includes(scheme) && schemes.length < maxSchemes) schemes.push(scheme);
      expectsScheme = false;
    }
  }
  return { schemes, ...(realm !== undefined && realm !== '' && { realm }) };
}

function spelled(name: string): string {
  return spellings.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name.slice(0, 40);
}
