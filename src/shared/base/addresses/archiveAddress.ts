import { LeakLensError } from '../../model/errors';
import type { ArchiveKind, ArchiveLabels } from '../../model/archive/archive';
import { plainText } from '../said/plainText';

/** What a person named of an archive: `parca:http://localhost:7070?service=gateway&pod=gateway-b`. */
export interface ArchiveAddress {
  readonly kind: ArchiveKind;
  /** As `readAddress` takes it. May hold credentials. */
  readonly base: string;
  /** Null where none was named. */
  readonly service: string | null;
  /** What else the labels have to be. */
  readonly labels: ArchiveLabels;
  /** Id of the type of profile; null where what the command asks for decides. */
  readonly type: string | null;
  /** The newest profile that is not newer than this, ms since 1970; null for now. */
  readonly atMillis: number | null;
}

const shape = /^(parca|pyroscope):([^?#]+)(?:\?([^#]*))?$/i;

/** Whether a text can only be meant as an archive. */
export function looksLikeArchive(text: string): boolean {
  return /^(?:parca|pyroscope):/i.test(text.trim());
}

/**
 * Understands `parca:URL?service=NAME&LABEL=VALUE…&type=ID&at=TIME`, and the same with `pyroscope:`. A time is RFC 3339.
 * @throws LeakLensError `bad-url`; its subject never holds credentials
 */
export function readArchiveAddress(given: string): ArchiveAddress {
  const text = given.trim();
  const [, kind = '', base = '', query = ''] = shape.exec(text) ?? [];
  if (base === '') throw badAddress(text, 'an archive is named as in parca:http://localhost:7070?service=NAME');
  const { service, type, at, ...labels } = parametersOf(text, query);
  const atMillis = at === undefined ? null : Date.parse(at);
  if (Number.isNaN(atMillis)) throw badAddress(text, 'at= takes a time such as 2026-11-29T21:45:00Z');
  return {
    kind: kind.toLowerCase() === 'parca' ? 'parca' : 'pyroscope',
    base,
    service: service ?? null,
    labels,
    type: type ?? null,
    atMillis,
  };
}

/** What a person named, without the user and the password that may stand in it. */
export interface BareArchive {
  readonly kind: ArchiveKind;
  /** As it was typed, but for these: with its labels. */
  readonly url: string;
  /** What is asked, without scheme of the archive and labels: `http://localhost:7070`. Never with credentials. */
  readonly base: string;
  /** With credentials. */
  readonly typedBase: string;
  /** What follows the question mark; empty where nothing does. */
  readonly query: string;
}

/** Null for text that names no archive. */
export function archiveWithoutCredentials(text: string): BareArchive | null {
  const [, kind, typedBase, query = ''] = shape.exec(text.trim()) ?? [];
  if (kind === undefined || typedBase === undefined) return null;
  const base = withoutUser(typedBase);
  const lower = kind.toLowerCase() === 'parca' ? 'parca' : 'pyroscope';
  return { kind: lower, url: `${lower}:${base}${query === '' ? '' : `?${query}`}`, base, typedBase, query };
}

function withoutUser(base: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(base)?.[0] ?? '';
  const at = base.lastIndexOf('@');
  return at < 0 ? base : scheme + base.slice(at + 1);
}

/** As it may be shown: what follows an @ alone, and no value of a label that could be a secret. */
export function printedArchive(text: string): string | null {
  const archive = archiveWithoutCredentials(text);
  if (archive === null) return null;
  const { kind, base, query } = archive;
  const shown = query
    .split('&')
    .filter((part) => part !== '')
    .map((part) =>
      shownParameters.has(part.split('=')[0] ?? '') ? part : `${(part.split('=')[0] ?? '').slice(0, 40)}=…`,
    );
  return `${kind}:${base}${shown.length === 0 ? '' : `?${shown.join('&')}`}`.slice(0, longestShown);
}

/** Labels as a selector of both: `{pod="a",service_name="b"}`, quoted as Go quotes. */
export function labelSelector(labels: ArchiveLabels): string {
  const quoted = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([name, value]) => `${name}="${quoted(value)}"`).join(',')}}`;
}

const shownParameters: ReadonlySet<string> = new Set([
  'service',
  'type',
  'at',
  'pod',
  'instance',
  'namespace',
  'job',
  'hostname',
]);

const longestShown = 300;

/** Names of labels as Prometheus has them. */
const labelName = /^[a-zA-Z_][a-zA-Z0-9_.]{0,127}$/;

function parametersOf(text: string, query: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const part of query.split('&').filter((one) => one !== '')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0));
    if (!labelName.test(name)) throw badAddress(text, 'behind the ? stand labels, as in service=NAME&pod=NAME');
    found[name] = unescaped(part.slice(equals + 1));
  }
  return found;
}

/** A stray percent sign is taken as it is. A plus is one: it stands in times and versions. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function badAddress(text: string, detail: string): LeakLensError {
  return new LeakLensError({ kind: 'bad-url', subject: plainText(printedArchive(text) ?? 'the archive', 200), detail });
}
