import { t } from '@vscode/l10n';
import { fileLine } from '../../../shared/base/fileLine';
import type { HintRoom } from '../../../shared/model/hint';
import type { BlockedSite, HeapSite, SpawnSite } from '../../../shared/model/siteReport';
import { formatBytes, formatCount, formatShare } from '../../../shared/base/units';
import { bytesRate, countRate, listWords } from '../../base/amountWords';

/** `412 waiting ↑118/min`: what for the line itself says, and since when the hover does. */
export function blockedText({ count, growth }: BlockedSite, room: HintRoom = 'ample'): string {
  const waiting = t('{0} waiting', formatCount(count));
  return room === 'scarce' || growth === null ? waiting : `${waiting} ${countRate(growth)}`;
}

/** `412 started here wait at gateway.go:61 ↑118/min` */
export function spawnText(site: SpawnSite, room: HintRoom = 'ample'): string {
  const { count, growth } = site;
  if (room === 'scarce') return t('{0} started here wait', formatCount(count));
  return growth === null ? startedText(site) : `${startedText(site)} ${countRate(growth)}`;
}

function startedText({ count, waits }: SpawnSite): string {
  const [first, ...others] = waits;
  const number = formatCount(count);
  if (first === undefined) return t('{0} started here wait', number);
  const place = fileLine(first.site.path, first.site.line);
  if (count === 1) return t('1 started here waits at {0}', place);
  if (others.length === 0) return t('{0} started here wait at {1}', number, place);
  return t('{0} started here wait at {1} and {2} more', number, place, others.length);
}

/** `31.2 MB in use ↑9.10 MB/min · 84% of heap` */
export function heapText({ bytes, growth }: HeapSite, totalBytes: number, room: HintRoom = 'ample'): string {
  const inUse = t('{0} in use', formatBytes(bytes));
  if (room === 'scarce') return inUse;
  const share = t('{0} of heap', formatShare(totalBytes > 0 ? bytes / totalBytes : 0));
  return listWords([growth === null ? inUse : `${inUse} ${bytesRate(growth)}`, share]);
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
