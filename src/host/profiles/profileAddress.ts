import { Uri } from 'vscode';
import type { SnapshotFileName } from '../../shared/model/snapshot';
import { liveProfiles, type LiveProfile } from '../../shared/model/views/liveProfile';
import { profileScheme } from '../base/contributionNames';

/** What an editor of profiles is opened for, as its address says it: windows remember that, and nothing else. */
export type ProfileAddress =
  /** A file of this machine, alone or compared with another. */
  | { readonly kind: 'file'; readonly path: string; readonly base: string | null }
  /** The profiles of a snapshot, alone or compared with those of another. */
  | { readonly kind: 'snapshot'; readonly id: string; readonly base: string | null }
  /** What polls were answered in the past, alone or compared with an earlier moment. */
  | PastAddress
  | LiveAddress
  /** Any profile compared with any other. */
  | PairAddress;

export interface PairAddress {
  readonly kind: 'pair';
  readonly now: ComparedSide;
  readonly base: ComparedSide;
}

/** One profile, wherever it is. `name` is of what it belongs to, for as long as that cannot be asked. */
export type ComparedSide =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'snapshot'; readonly id: string; readonly name: string; readonly file: SnapshotFileName }
  | {
      readonly kind: 'past';
      readonly targetId: string;
      readonly name: string;
      readonly atMillis: number;
      readonly file: SnapshotFileName;
    }
  | { readonly kind: 'live'; readonly targetId: string; readonly name: string; readonly profile: LiveProfile };

/** A moment that the engine kept, by its time, ms since 1970. */
export interface PastAddress {
  readonly kind: 'past';
  readonly targetId: string;
  /** Of the service. */
  readonly name: string;
  readonly atMillis: number;
  readonly base: number | null;
}

/** The profiles of a service while it runs, alone or compared with those of a snapshot or with a file. */
export interface LiveAddress {
  readonly kind: 'live';
  readonly targetId: string;
  /** Of the service, for as long as it is not connected. */
  readonly name: string;
  readonly base: LiveBase | null;
}

export type LiveBase =
  { readonly kind: 'snapshot'; readonly id: string } | { readonly kind: 'file'; readonly path: string };

/** @param name for the tab */
export function profileUri(address: ProfileAddress, name: string): Uri {
  if (address.kind === 'file' && address.base === null) return Uri.file(address.path);
  const path = `/${name.replaceAll(/[/\\]/g, '-')}`;
  return Uri.from({ scheme: profileScheme, path, query: JSON.stringify(address) });
}

/** Null for an address that leads to nothing here: what is on another machine, or no profile's. */
export function parseProfileUri(uri: Uri): ProfileAddress | null {
  if (uri.scheme === 'file') return { kind: 'file', path: uri.fsPath, base: null };
  if (uri.scheme !== profileScheme) return null;
  return parseAddress(uri.query);
}

function parseAddress(text: string): ProfileAddress | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('base' in data)) return null;
  const { base } = data;
  if (data.kind === 'live') return parseLive(data, base);
  if (data.kind === 'past') return parsePast(data, base);
  if (data.kind === 'pair') return parsePair(data, base);
  if (base !== null && typeof base !== 'string') return null;
  if (data.kind === 'file' && 'path' in data && typeof data.path === 'string') {
    return { kind: 'file', path: data.path, base };
  }
  if (data.kind === 'snapshot' && 'id' in data && typeof data.id === 'string') {
    return { kind: 'snapshot', id: data.id, base };
  }
  return null;
}

/** The last part of a path of this machine's, or of an address. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function parseLive(data: object, given: unknown): LiveAddress | null {
  if (!('targetId' in data) || typeof data.targetId !== 'string') return null;
  if (!('name' in data) || typeof data.name !== 'string') return null;
  const base = given === null ? null : parseBase(given);
  return base === undefined ? null : { kind: 'live', targetId: data.targetId, name: data.name, base };
}

function parsePast(data: object, base: unknown): PastAddress | null {
  if (!('targetId' in data) || typeof data.targetId !== 'string') return null;
  if (!('name' in data) || typeof data.name !== 'string') return null;
  if (!('atMillis' in data) || typeof data.atMillis !== 'number') return null;
  if (base !== null && typeof base !== 'number') return null;
  return { kind: 'past', targetId: data.targetId, name: data.name, atMillis: data.atMillis, base };
}

function parsePair(data: object, given: unknown): PairAddress | null {
  const now = 'now' in data ? parseSide(data.now) : null;
  const base = parseSide(given);
  return now === null || base === null ? null : { kind: 'pair', now, base };
}

function parseSide(data: unknown): ComparedSide | null {
  if (typeof data !== 'object' || data === null) return null;
  const { kind, path, id, name, targetId, atMillis, file, profile } = data as Readonly<Record<string, unknown>>;
  if (kind === 'file') return typeof path === 'string' ? { kind, path } : null;
  if (typeof name !== 'string') return null;
  if (kind === 'snapshot') {
    return typeof id === 'string' && typeof file === 'string' ? { kind, id, name, file } : null;
  }
  if (typeof targetId !== 'string') return null;
  if (kind === 'past') {
    const isMoment = typeof atMillis === 'number' && typeof file === 'string';
    return isMoment ? { kind, targetId, name, atMillis, file } : null;
  }
  const live = liveProfiles.find((one) => one === profile);
  return kind !== 'live' || live === undefined ? null : { kind, targetId, name, profile: live };
}

function parseBase(data: unknown): LiveBase | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return undefined;
  if (data.kind === 'snapshot' && 'id' in data && typeof data.id === 'string') return { kind: 'snapshot', id: data.id };
  if (data.kind === 'file' && 'path' in data && typeof data.path === 'string') return { kind: 'file', path: data.path };
  return undefined;
}
