import { t } from '@vscode/l10n';
import type { Doubt } from '../../../shared/model/finding';
import type { GoDoubt } from '../../../shared/model/go/goDoubt';

const sentences: Readonly<Record<GoDoubt, () => string>> = {
  turnover: () => t('Other goroutines wait there now: those that were there have gone on.'),
  tides: () => t('Much of it went away by itself meanwhile, so it may come and go.'),
  load: () => t('The load rose along with it, so it may fall again with the load.'),
  'way-out': () => t('The source shows how it ends by itself.'),
  bounded: () => t('All that is seen to keep it is bounded: it grows until that is full.'),
  filled: () => t('The line allocates as before and keeps no more: it is full, like a cache that has its size.'),
  goal: () => t('The collector’s goal, which is exact, did not grow along.'),
  left: () => t('A part of it went away by itself.'),
  part: () => t('Another finding tells of it.'),
  slowing: () => t('It slowed down: a cache that fills looks the same.'),
  short: () => t('It was watched for too short a time.'),
  few: () => t('There were too few garbage collections to tell.'),
  small: () => t('It grew by too little for more than a suspicion.'),
  noise: () => t('Its growth is within what the heap profile’s sampling can make of it.'),
  input: () => t('Servers wait here for their clients, so it may be no more than open connections.'),
  library: () => t('It is a line of the standard library alone: look for the caller that does not end it.'),
  standing: () => t('They were there before anybody watched, so that nobody has seen them come.'),
  moved: () => t('They came here from another line: there are not more of them.'),
  once: () => t('It is started once for the life of the process (sync.Once), so it may be meant to stay.'),
  kept: () => t('One run of tests cannot tell what grows from what is kept once: watch the service itself.'),
  'taken-back': () => t('It was taken back before, and has been seen too little since.'),
};

/** What speaks against a verdict, or for a lower one, in a sentence; null for what no Go process is doubted for. */
export function doubtWords(doubt: Doubt): string | null {
  return Object.hasOwn(sentences, doubt) ? sentences[doubt as GoDoubt]() : null;
}
