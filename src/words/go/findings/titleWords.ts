import { t } from '@vscode/l10n';
import { durationWords } from '../../../shared/base/durationWords';
import type { Finding } from '../../../shared/model/finding';
import { formatBytes, formatCount } from '../../../shared/base/units';
import { amountWords, listWords, rateWords } from '../../base/amountWords';
import { numberOf } from '../../findings/findingNumbers';
import { isLeftOpen } from '../../../shared/base/libraries/isLeftOpen';
import { openedWords } from './resourceWords';
import { placeWords } from '../../base/placeWords';
import { quoted, waitPlace } from './waitWords';

/** One line that stands alone: the verdict, the number, the place, the rate. */
export function titleWords(finding: Finding): string {
  if (finding.status === 'fixed') return t('Fixed: {0}', fixedWords(finding));
  if (finding.course?.standing === 'earlier') return t('Leaked before the restart: {0}', earlierWords(finding));
  const rate = rateWords(finding);
  const grows = finding.kind === 'retained-by-runtime' ? null : rate;
  return t('{0}: {1}', lead(finding), listWords([body(finding), grows ?? standingWords(finding)]));
}

/** `not growing for 40 s`; null for what grows, and for what makes no such claim. */
export function standingWords({ course, lastSeenMillis }: Finding): string | null {
  if (course?.standing === 'again') return t('growing again');
  if (course?.standing !== 'stands') return null;
  const seconds = (lastSeenMillis - course.sinceMillis) / 1000;
  return seconds < 1 ? null : t('not growing for {0}', durationWords(seconds, t));
}

/** `12 goroutines now · watching whether it leaks again` */
function earlierWords(finding: Finding): string {
  return listWords([earlierNow(finding), watchedAgain()]);
}

/** `12 goroutines now` */
export function earlierNow({ amount: { value, unit } }: Finding): string {
  return t('{0} now', amountWords(value, unit));
}

export function watchedAgain(): string {
  return t('watching whether it leaks again');
}

/** `0 live (120 before) · 780 MB idle, not yet returned to the OS` */
function fixedWords(finding: Finding): string {
  return listWords([fixedLive(finding), idleWords(finding)]);
}

/** `0 live (120 before)` */
export function fixedLive(finding: Finding): string {
  const isCounted = finding.amount.unit === 'goroutines';
  const words = (value: number) => (isCounted ? formatCount(value) : formatBytes(value));
  const now = words(numberOf(finding, 'fixed-after') ?? finding.amount.value);
  const before = numberOf(finding, 'fixed-before');
  return before === null ? t('{0} live', now) : t('{0} live ({1} before)', now, words(before));
}

/** Why the process may still look big; null where nothing is idle. */
export function idleWords(finding: Finding): string | null {
  const idle = numberOf(finding, 'idle');
  return idle === null ? null : t('{0} idle, not yet returned to the OS', formatBytes(idle));
}

/** Growth that the source bounds: it grows until it is full. */
export function isFillingCache({ kind, confidence, bound }: Finding): boolean {
  return kind === 'heap-growth' && confidence === 'possible' && bound !== null && bound.kind !== 'evicts';
}

/**
 * A map with more room in each poll, from which entries are deleted: either some never are, or more of them come at once than before.
 * A profile shows the room alone.
 */
export function isGrowingMap({ kind, rate }: Pick<Finding, 'kind' | 'rate'>): boolean {
  return kind === 'map-capacity' && rateWords({ rate }) !== null;
}

function lead(finding: Finding): string {
  const { kind, confidence } = finding;
  switch (kind) {
    case 'goroutine-leak':
      return {
        proven: t('Goroutine leak'),
        probable: t('Probable goroutine leak'),
        possible: t('Possible goroutine leak'),
        info: t('Waiting goroutines'),
      }[confidence];
    case 'heap-growth':
      return {
        proven: t('Memory leak'),
        probable: t('Probable memory leak'),
        possible: isFillingCache(finding) ? t('A cache that fills') : t('Possible memory leak'),
        info: t('Memory in use'),
      }[confidence];
    case 'map-capacity':
      if (isGrowingMap(finding)) return t('A map grows though entries are deleted from it');
      return keptRoomWords(finding);
    case 'retained-by-runtime':
      return t('Retained by the runtime, not leaked');
    case 'stack-growth':
      return confidence === 'possible' ? t('Goroutine stacks may grow') : t('Goroutine stacks grow');
    case 'native-growth':
      return confidence === 'possible' ? t('Memory outside Go may grow') : t('Memory outside Go grows');
    default:
      return kind;
  }
}

/** No profile tells how many entries are left: that objects have gone and the room has not is a sign, and no more. */
function keptRoomWords({ confidence, amount }: Finding): string {
  const held = formatBytes(amount.value);
  return confidence === 'possible'
    ? t('Map still holds {0} although its entries were deleted, as it seems', held)
    : t('Map holds room of {0}, which stays when entries are deleted', held);
}

function body(finding: Finding): string {
  const amount = amountWords(finding.amount.value, finding.amount.unit);
  switch (finding.kind) {
    case 'goroutine-leak':
      return finding.opened === null ? waitingWords(finding) : openedWords(finding.opened, finding);
    case 'heap-growth':
      if (finding.opened !== null && isLeftOpen(finding.opened))
        return t('{0}, {1} in use', openedWords(finding.opened, finding), amount);
      return finding.site === null
        ? t('{0} of live heap', amount)
        : t('{0} allocated by {1} in use', amount, allocation(finding));
    case 'map-capacity':
      return isGrowingMap(finding)
        ? t('{0} allocated by {1} in use', amount, allocation(finding))
        : t('allocated by {0}', allocation(finding));
    case 'retained-by-runtime':
      return listWords([
        t('{0} idle', formatBytes(numberOf(finding, 'idle') ?? finding.amount.value)),
        liveWords(finding),
      ]);
    case 'stack-growth':
      return finding.site === null
        ? t('{0} in stacks', amount)
        : t('{0} in stacks, by calls that go ever deeper at {1}', amount, placeWords(finding.site));
    case 'native-growth':
      return t('{0} outside the Go runtime', amount);
    default:
      return amount;
  }
}

/** Only the runtime can know that a wait never ends; what is no leak just waits. */
function waitingWords(finding: Finding): string {
  const { confidence, amount } = finding;
  const { value } = amount;
  const place = waitPlace(finding);
  const count = formatCount(value);
  if (confidence === 'proven')
    return value === 1
      ? t('1 goroutine stuck for ever on {0}', place)
      : t('{0} goroutines stuck for ever on {1}', count, place);
  if (confidence === 'info')
    return value === 1 ? t('1 goroutine waits on {0}', place) : t('{0} goroutines wait on {1}', count, place);
  return value === 1 ? t('1 goroutine stuck on {0}', place) : t('{0} goroutines stuck on {1}', count, place);
}

function allocation({ operation, site }: Finding): string {
  if (operation !== '') return quoted(operation);
  return site === null ? '?' : placeWords(site);
}

function liveWords(finding: Finding): string | null {
  const live = numberOf(finding, 'live');
  return live === null ? null : t('{0} live', formatBytes(live));
}
