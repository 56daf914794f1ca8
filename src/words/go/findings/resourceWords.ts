import { t } from '@vscode/l10n';
import { isLeftOpen } from '../../../shared/base/libraries/isLeftOpen';
import type { Finding, OpenedResource } from '../../../shared/model/finding';
import type { ResourceNoun } from '../../../shared/model/go/libraryResource';
import { formatCount } from '../../../shared/base/units';
import { quoted } from './waitWords';

/** What a library made for the program, for the middle of a sentence. */
const nouns: Readonly<Record<ResourceNoun, () => string>> = {
  'response-body': () => t('response body'),
  transport: () => t('HTTP transport'),
  connection: () => t('connection'),
  rows: () => t('result set'),
  statement: () => t('prepared statement'),
  transaction: () => t('transaction'),
  database: () => t('database handle'),
  context: () => t('context'),
  ticker: () => t('ticker'),
  stream: () => t('stream'),
  subscription: () => t('subscription'),
  watch: () => t('watch'),
  lease: () => t('lease'),
  session: () => t('session'),
  logger: () => t('logger'),
  writer: () => t('writer'),
  client: () => t('client'),
  producer: () => t('producer'),
  consumer: () => t('consumer'),
  pool: () => t('pool'),
  cache: () => t('cache'),
  server: () => t('server'),
  process: () => t('process'),
  provider: () => t('provider'),
  scheduler: () => t('scheduler'),
  meter: () => t('meter'),
  decoder: () => t('decoder'),
  resource: () => t('what is opened'),
};

function nounWords(noun: string): string {
  return Object.hasOwn(nouns, noun) ? nouns[noun as ResourceNoun]() : nouns.resource();
}

/** What has not happened to it, by the method that should have been called. */
function ended(closer: string): string {
  switch (closer) {
    case '()':
    case 'Cancel':
      return t('cancelled');
    case 'Stop':
      return t('stopped');
    case 'Shutdown':
      return t('shut down');
    case 'Unsubscribe':
      return t('unsubscribed');
    case 'Rollback':
      return t('committed or rolled back');
    case 'Wait':
      return t('waited for');
    case 'Release':
      return t('released');
    default:
      return t('closed');
  }
}

/** `the response body of “client.Do”`; where nobody has named what a library makes, `what “diskqueue.New” opens`. */
function subject({ noun, call }: OpenedResource): string {
  if (noun === 'resource') return t('what {0} opens', quoted(call));
  return t('the {0} of {1}', nounWords(noun), quoted(call));
}

/** `the response body of “client.Do” is not closed on the path at line 21: 214 connections kept` */
export function openedWords(opened: OpenedResource, finding: Finding): string {
  const kept = finding.amount.unit === 'goroutines' ? keptWords(opened, finding.amount.value) : null;
  if (!isLeftOpen(opened)) return kept === null ? subject(opened) : t('{0} that belong to {1}', kept, subject(opened));
  const mistake = mistakeOf(opened, subject(opened));
  return kept === null ? mistake : t('{0}: {1} kept', mistake, kept);
}

/** The mistake alone, for the end of the very line that opens it: `response body is never closed` */
export function openedMistake(opened: OpenedResource): string {
  return mistakeOf(opened, nounWords(opened.noun));
}

function mistakeOf({ closer, byContext, fate, lasting, missingLine }: OpenedResource, what: string): string {
  if (fate === 'path' && missingLine !== null)
    return t('{0} is not {1} on the path at line {2}', what, ended(closer), missingLine);
  if (lasting && closer === '') return t('{0} is made anew for each call and never ends', what);
  if (lasting) return t('{0} is made anew for each call and never {1}', what, ended(closer));
  if (closer === '' && byContext) return t('{0} never ends, because its context does not', what);
  if (closer === '') return t('{0} never ends', what);
  return t('{0} is never {1}', what, ended(closer));
}

/** Each response and each idle transport keeps one connection; of others, goroutines are what there is to count. */
function keptWords({ noun }: OpenedResource, count: number): string {
  if (noun !== 'response-body' && noun !== 'transport')
    return count === 1 ? t('1 goroutine') : t('{0} goroutines', formatCount(count));
  return count === 1 ? t('1 connection') : t('{0} connections', formatCount(count));
}

/** What to do about it; where it could not be told what becomes of it, that is said. */
export function openedAdvice(opened: OpenedResource): string {
  const { closer, byContext, lasting, release, fate } = opened;
  if (fate === 'closed')
    return t(
      'The source gives it back on every path here, and yet its goroutines stay. Is it made too often, or shared with somebody who holds on to it?',
    );
  if (closer === '' && (lasting || !byContext))
    return t('Nothing ends one. Make it once, when the program starts, and use it everywhere.');
  if (fate === 'unknown') {
    return closer === ''
      ? t(
          'This line opens what these goroutines belong to. Whether its context ends could not be told from the source.',
        )
      : t(
          'This line opens what these goroutines belong to. Whether {0} is called on every path could not be told from the source.',
          release,
        );
  }
  if (lasting)
    return t(
      'Make it once, when the program starts, and use it everywhere; one that is for this call alone needs defer {0}.',
      release,
    );
  if (closer === '')
    return t(
      'Give it a context that ends: ctx, cancel := context.WithCancel(…) and defer cancel() where it is no longer wanted.',
    );
  if (closer === '()')
    return t('Write defer {0} right after the context is made: then every path cancels it.', release);
  return t('Write defer {0} right after the error check: then every path does it.', release);
}
