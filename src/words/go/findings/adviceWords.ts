import { t } from '@vscode/l10n';
import type { Finding } from '../../../shared/model/finding';
import { formatBytes } from '../../../shared/base/units';
import { boundWords } from '../../base/boundWords';
import { holderCure, holderSentence } from './holderWords';
import { numberOf } from '../../findings/findingNumbers';
import { adviceAgainst } from './patternWords';
import { isLeftOpen } from '../../../shared/base/libraries/isLeftOpen';
import { openedAdvice } from './resourceWords';
import { isGrowingMap } from './titleWords';

/** What a finding means and what to do next, one to three sentences. */
export function adviceWords(finding: Finding): string {
  if (finding.status === 'fixed') return fixedAdvice(finding);
  switch (finding.kind) {
    case 'goroutine-leak':
      return goroutineAdvice(finding);
    case 'heap-growth':
      return heapAdvice(finding);
    case 'map-capacity':
      return isGrowingMap(finding) ? growingMapAdvice() : keptRoomAdvice();
    case 'retained-by-runtime':
      return retainedAdvice(finding);
    case 'stack-growth':
      if (finding.site !== null)
        return t('A function calls itself again and again here and never returns: make it a loop, or end it.');
      return t(
        'Stacks grow with the number of goroutines and the depth of their calls. Look for goroutines that pile up, and for deep recursion.',
      );
    case 'native-growth':
      return t(
        'The process grows while every number of the Go runtime is flat: look at cgo, mmap, threads and libraries outside Go. Profiles of the heap cannot show it.',
      );
    default:
      return '';
  }
}

function growingMapAdvice(): string {
  return t(
    'Either some entries are never deleted: look for a path on which the delete is not reached, such as a return before it. Or ever more of them come at once: a Go map never gives back the room of deleted entries, so copy what is left into a new map.',
  );
}

function keptRoomAdvice(): string {
  return t(
    'A Go map never gives back the room of deleted entries; it is used again when the map grows. Where that is too much, copy what is left into a new map.',
  );
}

function goroutineAdvice(finding: Finding): string {
  const { pattern, confidence, opened } = finding;
  if (confidence === 'info') return t('Nothing points to a leak: the number is stable or follows the load.');
  if (opened !== null) return openedAdvice(opened);
  return adviceAgainst(pattern) ?? waitAdvice(finding);
}

/** Where the source shows no mistake: what the other places of the finding tell, and never against them. */
function waitAdvice(finding: Finding): string {
  const { wait } = finding;
  if (isHungCall(finding))
    return t(
      'A call on this line does not return. Find out what it waits for, and give it a deadline or a context that ends.',
    );
  switch (wait) {
    case 'chan-send':
      return has(finding, 'receive')
        ? t(
            'Whoever should receive is late, gone, or receives less often than is sent. Give the sender a way out (a case on ctx.Done()), or the channel room for all that is sent.',
          )
        : t('Nobody receives. Find out why the receiver is gone, and give the sender room or a way out (ctx.Done()).');
    case 'chan-receive':
      return has(finding, 'send', 'close')
        ? t(
            'Whoever should send or close is late, gone, or never gets there. Close the channel on every path, or give the receiver a way out (a case on ctx.Done()).',
          )
        : t(
            'Nobody sends or closes. Find out why the sender is gone; close the channel or give the receiver a way out.',
          );
    case 'mutex':
    case 'rwmutex':
    case 'semaphore':
      return t(
        'Somebody holds the lock and does not release it. Look for a path without Unlock, and for locks taken in two orders.',
      );
    case 'waitgroup':
      return t(
        'The counter never reaches zero. Look for a goroutine that does not end, or that ends without Done on some path.',
      );
    default:
      return t('Find out what should end this wait, and give the goroutine a way out, such as a case on ctx.Done().');
  }
}

function has({ related }: Finding, ...roles: readonly Finding['related'][number]['role'][]): boolean {
  return related.some(({ role }) => roles.includes(role));
}

/** What the line writes when the wait is its own; any other line calls something that waits inside. */
const ownWaits: Readonly<Partial<Record<NonNullable<Finding['wait']>, RegExp>>> = {
  'chan-send': /<-/,
  'chan-receive': /<-|^for\b/,
  mutex: /Lock\(\)/,
  rwmutex: /Lock\(\)/,
  waitgroup: /\.Wait\(\)/,
  cond: /\.Wait\(\)/,
  semaphore: /Lock\(\)|\.Wait\(\)/,
  select: /^select\b/,
};

/** The source was read, and what waits on the line is a call. */
function isHungCall({ wait, operation }: Finding): boolean {
  const own = wait === null ? undefined : ownWaits[wait];
  return own !== undefined && operation !== '' && !own.test(operation);
}

function heapAdvice(finding: Finding): string {
  const { confidence, related, bound, opened, operation, pattern } = finding;
  if (confidence === 'info') return t('Nothing points to a leak: the memory is stable or follows the load.');
  if (opened !== null && isLeftOpen(opened)) return openedAdvice(opened);
  if (related.some(({ role }) => role === 'held-by')) {
    return t('Goroutines that never end keep this memory alive. End them, and the memory goes with them.');
  }
  if (bound !== null) return boundWords(bound);
  const against = adviceAgainst(pattern);
  if (against !== null) return against;
  if (/\bcontext\.(With|AfterFunc)/.test(operation))
    return t(
      'A context stays with its parent until it is cancelled. Call its cancel function, or the stop function of AfterFunc, as soon as the work is done.',
    );
  const [holder] = finding.holders;
  const kept = holder?.certain === true ? holderSentence(finding) : null;
  if (kept !== null) return t('{0} {1}', kept, holderCure(finding)).trim();
  return t(
    'The profile says who allocated this memory, not who keeps it. Look for a map, slice or cache that is filled here and never emptied.',
  );
}

/** Why a process looks big whose memory is free, in the numbers of runtime.MemStats. */
function retainedAdvice(finding: Finding): string {
  const live = numberOf(finding, 'live');
  const idle = numberOf(finding, 'idle');
  const released = numberOf(finding, 'released');
  if (live === null || idle === null || released === null) return returnsLater();
  const numbers = t(
    'Of what the process holds, {0} is live (HeapAlloc and HeapInuse follow it); HeapIdle is {1}, and {2} of that is back with the operating system (HeapReleased). TotalAlloc only ever rises and is no sign of a leak.',
    formatBytes(live),
    formatBytes(idle + released),
    formatBytes(released),
  );
  return t('{0} {1}', numbers, returnsLater());
}

function returnsLater(): string {
  return t(
    'The runtime returns idle pages bit by bit, or at once with debug.FreeOSMemory, and new allocations use them first.',
  );
}

function fixedAdvice(finding: Finding): string {
  const idle = numberOf(finding, 'idle');
  // Who frees memory may be who mended a leak, or a cache that was emptied.
  if (finding.amount.unit === 'bytes')
    return t(
      'The memory has been freed. Where nobody mended anything, this was no leak, but a cache that was emptied.',
    );
  if (idle === null || idle < 1) return t('What was found here is gone.');
  const big = t(
    'What was found here is gone. The process may still look big: {0} of free pages stay with it (HeapIdle less HeapReleased).',
    formatBytes(idle),
  );
  return t('{0} {1}', big, returnsLater());
}
