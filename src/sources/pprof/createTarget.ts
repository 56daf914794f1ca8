import { createHash } from 'node:crypto';
import type { Target } from '../../shared/model/target/target';
import { printable } from '../base/printable';
import { unixAddress } from '../../shared/base/addresses/unixAddress';

/**
 * The target behind a pprof base URL (normalised, without credentials). Its id is readable and safe as a folder name
 * on every system: lower-case ASCII letters, digits and dashes, at most 51 long, and never a reserved name, because
 * it ends in a hash of the whole URL.
 * @param address the one of the host's that is asked: each is a target of its own
 */
export function createTarget(baseUrl: string, name?: string, address?: string): Target {
  const url = new URL(baseUrl);
  const given = name?.trim().slice(0, 200) ?? '';
  return { id: targetId(url, address), name: given === '' ? placeName(url) : given, url: url.href };
}

function placeName(url: URL): string {
  const unix = unixAddress(url);
  return unix === null ? url.host : printable(`unix:${unix.socketPath}`, 200);
}

function targetId(url: URL, address?: string): string {
  const place = `${url.host}${url.pathname.replace(/\/debug\/pprof\/$/, '')}`;
  // The end of a socket's path tells more than its beginning.
  const telling = url.protocol === 'unix:' ? `unix-${place.replace(/[^a-z0-9]+/gi, '-').slice(-34)}` : place;
  const slug = telling
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 40)
    .replace(/-$/, '');
  const hash = createHash('sha256')
    .update(address === undefined ? url.href : `${url.href} ${address}`)
    .digest('hex')
    .slice(0, 10);
  return slug === '' ? hash : `${slug}-${hash}`;
}
