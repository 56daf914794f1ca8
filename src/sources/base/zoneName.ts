import { join } from 'node:path';
import { readNow } from '../../disk/readNow';

/** Where systems keep their zones (go: src/time/zoneinfo_unix.go). */
const folders = ['/usr/share/zoneinfo', '/usr/lib/zoneinfo', '/etc/zoneinfo'];
const localTime = '/etc/localtime';
const maxBytes = 1024 * 1024;

/** What this machine calls its zone at a moment, as `date` does: `CET`, `IST`, `+03`; null where no file of the system tells. */
export type ZoneNames = (millis: number) => string | null;

/** @param zone of the environment variable TZ; undefined for the machine's own */
export function readZoneNames(zone: string | undefined): ZoneNames {
  for (const path of placesOf(zone)) {
    const bytes = readOrNull(path);
    if (bytes !== null) return (millis) => nameAt(bytes, millis);
  }
  return () => null;
}

function placesOf(zone: string | undefined): readonly string[] {
  if (zone === undefined) return [localTime];
  const name = zone.replace(/^:/, '');
  if (name.startsWith('/')) return [name];
  return /^[\w+-]+(?:\/[\w+-]+)*$/.test(name) ? folders.map((folder) => join(folder, name)) : [];
}

function readOrNull(path: string): Buffer | null {
  try {
    const bytes = readNow(path, maxBytes);
    return bytes?.toString('latin1', 0, 4) === 'TZif' ? bytes : null;
  } catch {
    return null;
  }
}

/** Counts of a block of TZif, in the order of its header (RFC 8536, 3.1). */
interface Counts {
  readonly standard: number;
  readonly ut: number;
  readonly leaps: number;
  readonly transitions: number;
  readonly types: number;
  readonly characters: number;
}

const headerBytes = 44;

function countsAt(bytes: Buffer, at: number): Counts {
  const [ut = 0, standard = 0, leaps = 0, transitions = 0, types = 0, characters = 0] = [20, 24, 28, 32, 36, 40].map(
    (field) => bytes.readUInt32BE(at + field),
  );
  return { ut, standard, leaps, transitions, types, characters };
}

function blockBytes({ ut, standard, leaps, transitions, types, characters }: Counts, timeBytes: number): number {
  return transitions * (timeBytes + 1) + types * 6 + characters + leaps * (timeBytes + 4) + standard + ut;
}

/**
 * Of the block with times of 64 bits, which every system writes: the name that was last used, up to the moment, with the offset that holds
 * then. So it is right, too, behind the last transition, where a rule goes on.
 */
function nameAt(bytes: Buffer, millis: number): string | null {
  try {
    const start = headerBytes + blockBytes(countsAt(bytes, 0), 4);
    const { transitions, types } = countsAt(bytes, start);
    const times = start + headerBytes;
    const kinds = times + transitions * 8;
    const offset = -new Date(millis).getTimezoneOffset() * 60;
    const seconds = BigInt(Math.floor(millis / 1000));
    let found: number | null = null;
    for (let at = 0; at < transitions && bytes.readBigInt64BE(times + at * 8) <= seconds; at += 1) {
      const type = bytes.readUInt8(kinds + at);
      if (bytes.readInt32BE(kinds + transitions + type * 6) === offset) found = type;
    }
    if (found === null && bytes.readInt32BE(kinds + transitions) !== offset) return null;
    const name = kinds + transitions + types * 6 + bytes.readUInt8(kinds + transitions + (found ?? 0) * 6 + 5);
    return bytes.toString('latin1', name, bytes.indexOf(0, name));
  } catch (error) {
    // A file that ends early.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
