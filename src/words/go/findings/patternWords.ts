import { t } from '@vscode/l10n';
import type { LeakPattern } from '../../../shared/model/go/goSource';

const names: Readonly<Record<LeakPattern, () => string>> = {
  'premature-return': () => t('the receiver returns before it receives'),
  'timeout-without-buffer': () => t('a timeout gives up on an unbuffered channel'),
  'n-senders-one-receiver': () => t('several senders, one receive'),
  'left-range': () => t('the loop that receives is left early'),
  'range-never-closed': () => t('range over a channel that nobody closes'),
  'double-send': () => t('two sends, one receive'),
  'forgotten-cancel': () => t('a cancel function that is never called'),
  'unstopped-ticker': () => t('a ticker that is never stopped'),
  'endless-sleep-loop': () => t('a sleeping loop without a way out'),
  'nil-channel': () => t('a nil channel'),
  'empty-select': () => t('a select without cases'),
  'missing-unlock': () => t('a lock that some path does not release'),
  'missing-done': () => t('WaitGroup.Add without its Done'),
  'missed-signal': () => t('Cond.Wait that nobody signals'),
  'no-other-end': () => t('a channel without another end'),
  'no-way-out': () => t('a select without a way out'),
  'left-pipe': () => t('a pipe whose reader is left'),
  'left-open': () => t('a connection that nobody closes'),
  'unbounded-labels': () => t('labels whose values have no end'),
  'slice-keeps-whole': () => t('a part of a slice that keeps the whole'),
  'afterfunc-not-stopped': () => t('context.AfterFunc that is never stopped'),
  'timer-not-stopped': () => t('a timer that starts itself again'),
  'entry-never-deleted': () => t('a map from which nothing is deleted'),
  'call-without-timeout': () => t('a call that no time ends'),
  'not-closed': () => t('what is opened is not given back'),
};

/** What to do about each mistake. */
export const patternAdvice: Readonly<Record<LeakPattern, () => string>> = {
  'premature-return': () =>
    t(
      'The function that should receive returns first, so the sender waits for ever. Give the channel room for every send, or let the sender select on ctx.Done() too.',
    ),
  'timeout-without-buffer': () =>
    t(
      'After the timeout nobody receives any more. Make the channel buffered with room for one value: its only sender then never waits.',
    ),
  'n-senders-one-receiver': () =>
    t(
      'Only the first sender finds the receiver; the others wait for ever. Give the channel room for all senders, or let them select on ctx.Done() too.',
    ),
  'left-range': () =>
    t(
      'The loop that receives is left before everything was sent, so the sender waits for ever. Let it select on ctx.Done() too and cancel when the loop is left, or read the channel to its end.',
    ),
  'range-never-closed': () =>
    t(
      'The loop ends only when the channel is closed. Close it once the last sender is done, for example with defer close.',
    ),
  'double-send': () =>
    t(
      'One path sends twice and the other end receives once. Return after the first send, or give the channel room for both.',
    ),
  'forgotten-cancel': () =>
    t('Call the cancel function on every path: defer cancel() right after the context is made.'),
  'unstopped-ticker': () =>
    t('The loop outlives its purpose. Stop the ticker, and give the loop a way out, such as a case on ctx.Done().'),
  'endless-sleep-loop': () =>
    t('Nothing ends this loop. Wait in a select with a case on ctx.Done() instead of time.Sleep.'),
  'nil-channel': () =>
    t(
      'Send and receive on a nil channel block for ever. Make the channel before it is used, or return early when it is nil.',
    ),
  'empty-select': () => t('A select without cases never returns. Wait for a channel or a context that ends.'),
  'missing-unlock': () => t('Some path leaves without releasing the lock. Write defer Unlock right after Lock.'),
  'missing-done': () =>
    t('Wait returns only when each Add has its Done. Write defer wg.Done() first in each goroutine.'),
  'missed-signal': () =>
    t('A signal sent before Wait is lost. Change the condition under the lock, and call Broadcast when the work ends.'),
  'no-other-end': () =>
    t('Nothing in the package uses the other end of this channel. Remove the operation, or add the missing end.'),
  'left-pipe': () =>
    t(
      'Nobody reads the rest, so the writer waits for ever. Close the reading end on every path, with defer right after io.Pipe: then the writer gets an error and ends.',
    ),
  'left-open': () =>
    t(
      'This waits for as long as the connection is open, and nobody closes it. Close it when it is not needed any more: then the wait gets an error and ends.',
    ),
  'unbounded-labels': () =>
    t(
      'Each set of label values is a metric of its own, and a registry keeps them all. Take no label whose values have no end, such as an id, or delete those that are done.',
    ),
  'slice-keeps-whole': () =>
    t(
      'A part of a slice keeps its whole array alive. Keep a copy of what is wanted, for example with bytes.Clone or slices.Clone.',
    ),
  'afterfunc-not-stopped': () =>
    t(
      'The context keeps the function, and all that it holds, for as long as it lives. Keep what context.AfterFunc returns, and call it when the work is done.',
    ),
  'timer-not-stopped': () =>
    t(
      'The function starts its timer anew each time, so the timer keeps all that it holds for ever. Keep the timer and stop it, or start it anew only while it is wanted.',
    ),
  'entry-never-deleted': () =>
    t(
      'Nothing in the package deletes from this map. Delete entries when they are done with, or bound it, for example with a cache that throws away the oldest.',
    ),
  'call-without-timeout': () =>
    t(
      'When the other side does not answer, nothing ends this call, and whoever waits for it waits as long. Give the client a Timeout, or the request a context with a deadline.',
    ),
  'not-closed': () => t('Give back what is opened here on every path, with defer right after the error check.'),
  'no-way-out': () =>
    t('No case of this select is for the end. Add a case on ctx.Done() or on a channel that is closed at the end.'),
};

/** The name of a mistake, for the middle of a sentence; null where there is none, or one that this version does not know. */
export function patternWords(pattern: string | null): string | null {
  return isKnown(pattern) ? names[pattern]() : null;
}

/** What to do about a mistake; null where there is none, or one that this version does not know. */
export function adviceAgainst(pattern: string | null): string | null {
  return isKnown(pattern) ? patternAdvice[pattern]() : null;
}

function isKnown(pattern: string | null): pattern is LeakPattern {
  return pattern !== null && Object.hasOwn(names, pattern);
}
