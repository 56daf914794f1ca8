import { t } from '@vscode/l10n';
import type { NodePattern } from '../../shared/model/beam/nodePattern';

/** A known mistake: what it is, for the middle of a sentence, and what to do about it. */
export interface PatternWords {
  readonly name: string;
  readonly advice: string;
}

/** Null for one that this version does not know. */
export function beamPatternWords(pattern: string | null): PatternWords | null {
  return pattern !== null && Object.hasOwn(patterns, pattern) ? patterns[pattern as NodePattern]() : null;
}

const patterns: Readonly<Record<NodePattern, () => PatternWords>> = {
  'monitor-without-demonitor': () => ({
    name: t('a monitor without demonitor'),
    advice: t(
      'Call demonitor(Ref, [flush]) when the answer is there, or monitor each process once and remember the reference.',
    ),
  }),
  'request-without-response': () => ({
    name: t('a send_request whose response nobody receives'),
    advice: t(
      'Receive each response with receive_response or wait_response, which ends its monitor; or send a cast where no answer is wanted.',
    ),
  }),
  'receive-without-catch-all': () => ({
    name: t('a receive without a clause for anything else'),
    advice: t('Add a last clause that takes any other message, and log or drop what it takes.'),
  }),
  'unbounded-cast': () => ({
    name: t('casts that nobody waits for'),
    advice: t('Use a call, which waits until the server has time, or bound what may wait and refuse the rest.'),
  }),
  'binary-part-kept': () => ({
    name: t('a part of a binary that keeps all of it'),
    advice: t('Copy what is kept: binary:copy(Part), :binary.copy(part).'),
  }),
  'atom-from-input': () => ({
    name: t('atoms made from what comes in'),
    advice: t('Use binary_to_existing_atom or String.to_existing_atom, or keep the text.'),
  }),
  'timer-not-cancelled': () => ({
    name: t('a timer that nobody cancels'),
    advice: t('Cancel the timer that runs before another one is started, and when its work is done.'),
  }),
  'table-never-emptied': () => ({
    name: t('a table from which nothing is deleted'),
    advice: t('Delete what is old, or bound the table by a size.'),
  }),
  'term-never-erased': () => ({
    name: t('persistent terms that are never erased'),
    advice: t('Keep what comes and goes in a table, or erase each term when it is over.'),
  }),
  'port-not-closed': () => ({
    name: t('a port that is not closed'),
    advice: t('Close what is opened when its work is done, also after an error.'),
  }),
};
