import { t } from '@vscode/l10n';
import { fileLine } from '../../shared/base/fileLine';
import type { BlockedSite, HeapSite, SpawnSite } from '../../shared/model/siteReport';
import { formatBytes, formatCount, formatShare, formatSignedBytes, formatSignedCount } from '../../shared/base/units';

/** Joins the parts of a hint. */
const separator = ' · ';

/** `412 goroutines wait: channel send · up to 7 min · +118/min` */
export function blockedText(site: BlockedSite): string {
  const parts = [
    site.count === 1
      ? t('1 goroutine waits: {0}', waitWords(site.kind, site.state))
      : t('{0} goroutines wait: {1}', formatCount(site.count), waitWords(site.kind, site.state)),
  ];
  if (site.minutes !== null) parts.push(ageWords(site.minutes));
  if (site.growth !== null) parts.push(countRate(site.growth));
  return parts.join(separator);
}

/** `started 412 goroutines that wait at gateway.go:61 · +118/min` */
export function spawnText(site: SpawnSite): string {
  const parts = [startedText(site)];
  if (site.growth !== null) parts.push(countRate(site.growth));
  return parts.join(separator);
}

function startedText({ count, waits }: SpawnSite): string {
  const [first, ...others] = waits;
  const number = formatCount(count);
  if (first === undefined) return t('goroutines that wait, started here: {0}', number);
  const place = fileLine(first.site.path, first.site.line);
  if (count === 1) return t('started 1 goroutine that waits at {0}', place);
  if (others.length === 0) return t('started {0} goroutines that wait at {1}', number, place);
  if (others.length === 1) return t('started {0} goroutines that wait at {1} and 1 more place', number, place);
  return t('started {0} goroutines that wait at {1} and {2} more places', number, place, others.length);
}

/** `31.2 MB in use (84% of heap) · +9.1 MB/min` */
export function heapText(site: HeapSite, totalBytes: number): string {
  const share = totalBytes > 0 ? site.bytes / totalBytes : 0;
  const parts = [t('{0} in use ({1} of heap)', formatBytes(site.bytes), formatShare(share))];
  if (site.growth !== null) parts.push(bytesRate(site.growth));
  return parts.join(separator);
}

export function bytesRate(perMinute: number): string {
  return t('{0}/min', formatSignedBytes(perMinute));
}

export function countRate(perMinute: number): string {
  return t('{0}/min', formatSignedCount(perMinute));
}

/**
 * `up to 7 min`. The runtime counts whole minutes from the first collection that saw a goroutine blocked and prints none
 * below one, so there may be younger ones than the youngest it names.
 */
export function ageWords({ max }: { readonly max: number }): string {
  return t('up to {0} min', max);
}

/** What goroutines wait for, in words. The runtime says some things more exactly than their class. */
export function waitWords(kind: string, state: string): string {
  if (state === 'chan send (nil chan)') return t('send on a nil channel');
  if (state === 'chan receive (nil chan)') return t('receive from a nil channel');
  switch (kind) {
    case 'chan-send':
      return t('channel send');
    case 'chan-receive':
      return t('channel receive');
    case 'select':
      return t('select');
    case 'select-forever':
      return t('select without cases');
    case 'mutex':
      return t('mutex lock');
    case 'rwmutex':
      return t('read-write lock');
    case 'waitgroup':
      return t('WaitGroup');
    case 'cond':
      return t('condition variable');
    case 'semaphore':
      return t('lock or WaitGroup');
    case 'sleep':
      return t('sleep');
    case 'io':
      return t('network or file');
    case 'syscall':
      return t('system call');
    case 'running':
      return t('running');
    default:
      return state === '' ? t('the runtime') : state;
  }
}
