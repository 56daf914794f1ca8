import { t } from '@vscode/l10n';
import { durationWords } from '../../shared/base/durationWords';
import type {
  FoundCondition,
  ProcessWatch,
  ServiceCondition,
  WatchedCondition,
} from '../../shared/model/serviceCondition';
import type { ServiceWords } from '../../shared/ports/words/serviceWords';
import { clockWords } from '../base/momentWords';
import { growingWords } from '../findings/grownWords';
import { outlookSentence, outlookShort } from '../base/outlookWords';
import { exceptionSentence, replicaSentences } from '../base/replicaSentences';
import { placeWords } from '../base/placeWords';

export const serviceWords: ServiceWords = {
  short: shortWords,
  sentence: sentenceWords,
  replicas: replicaSentences,
  exception: exceptionSentence,
  outlook: (outlook, label) => ({ short: outlookShort(outlook), sentence: outlookSentence(outlook, label) }),
};

function shortWords(condition: ServiceCondition): string {
  switch (condition.kind) {
    case 'connecting':
      return t('connecting');
    case 'watching':
      return condition.isReplacement ? t('restarted, watching') : t('watching');
    case 'quiet':
      return t('nothing found');
    case 'suspect':
    case 'leaking':
      return foundWords(condition);
    case 'away':
      return condition.isGone === true ? t('gone') : t('not answering');
  }
}

function sentenceWords(condition: ServiceCondition): string {
  switch (condition.kind) {
    case 'connecting':
      return t('Waiting for the first answer of the service.');
    case 'watching':
      return joined([watchingWords(condition), growingOf(condition)]);
    case 'quiet':
      return joined([t('Nothing found in the last {0} of this process.', watchedFor(condition)), growingOf(condition)]);
    case 'suspect':
    case 'leaking':
      return t('{0} after {1} of this process.', foundWords(condition), watchedFor(condition));
    case 'away':
      return awayWords(condition);
  }
}

/** `2 leaks`, `1 possible leak`. */
function foundWords({ leaks, suspicions }: FoundCondition): string {
  if (leaks > 0) return leaks === 1 ? t('1 leak') : t('{0} leaks', leaks);
  return suspicions === 1 ? t('1 possible leak') : t('{0} possible leaks', suspicions);
}

function watchingWords(condition: WatchedCondition): string {
  const { isReplacement, verdictSeconds } = condition;
  const verdict = durationWords(verdictSeconds, t);
  const watched = watchedFor(condition);
  if (!isReplacement) return t('Watched for {0}; a first verdict in about {1}.', watched, verdict);
  const awaited = awaitedWords(condition);
  return awaited === null
    ? t('Restarted {0} ago; a first verdict in about {1}.', watched, verdict)
    : t('Restarted {0} ago; watching whether {1} leaks again, with a verdict in about {2}.', watched, awaited, verdict);
}

/** The place of what leaked before the restart; of several the first, and how many more. */
function awaitedWords({ awaited }: ProcessWatch): string | null {
  const [first, ...others] = awaited;
  if (first === undefined) return null;
  const place = first === null ? t('the process') : placeWords(first);
  return others.length === 0 ? place : t('{0} and {1} more', place, others.length);
}

function awayWords({ asOfMillis, nextAttemptMillis, isGone }: Extract<ServiceCondition, { kind: 'away' }>): string {
  if (isGone === true) {
    return asOfMillis === null
      ? t('It is not among the replicas of its service any more.')
      : t(
          'It is not among the replicas of its service any more: all that is shown is as of {0}.',
          clockWords(asOfMillis),
        );
  }
  const state =
    asOfMillis === null
      ? t('The service does not answer.')
      : t('The service does not answer: all that is shown is as of {0}.', clockWords(asOfMillis));
  return joined([state, nextAttemptMillis === null ? '' : t('Next try at {0}.', clockWords(nextAttemptMillis))]);
}

function growingOf({ growing }: ProcessWatch): string {
  return growing === null ? '' : t('Growing so far: {0}.', growingWords(growing));
}

function watchedFor({ asOfMillis, sinceMillis }: ProcessWatch): string {
  return durationWords((asOfMillis - sinceMillis) / 1000, t);
}

function joined(sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== '')
    .reduce((all, next) => (all === '' ? next : t('{0} {1}', all, next)), '');
}
