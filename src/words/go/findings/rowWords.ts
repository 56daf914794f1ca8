import { t } from '@vscode/l10n';
import type { Finding } from '../../../shared/model/finding';
import { formatBytes, formatCount } from '../../../shared/base/units';
import { isLeftOpen } from '../../../shared/base/libraries/isLeftOpen';
import { amountWords, listWords, rateWords } from '../../base/amountWords';
import { numberOf } from '../../findings/findingNumbers';
import { openedMistake } from './resourceWords';
import {
  earlierNow,
  fixedLive,
  idleWords,
  isFillingCache,
  isGrowingMap,
  standingWords,
  watchedAgain,
} from './titleWords';

/** What is said of a finding where there is little room, in the order in which a person wants it. */
export interface RowParts {
  /** `1,119 stuck`, `31.2 MB` */
  readonly number: string;
  /** `↑296/min` */
  readonly rate: string | null;
  /** What goes with what is counted: `45.0 MB`. */
  readonly bytes: string | null;
  /** What else tells it from others, in a few words each. */
  readonly what: string | null;
}

/** For a row of a list that says the place beside it: `1,119 stuck ↑296/min`. How sure it is the list shows by an icon. */
export function rowWords(finding: Finding): string {
  const { number, rate } = rowParts(finding);
  return rate === null ? number : `${number} ${rate}`;
}

export function rowParts(finding: Finding): RowParts {
  if (finding.status === 'fixed')
    return { number: fixedLive(finding), rate: null, bytes: null, what: idleWords(finding) };
  if (finding.course?.standing === 'earlier')
    return {
      number: earlierNow(finding),
      rate: null,
      bytes: null,
      what: listWords([t('leaked before the restart'), watchedAgain()]),
    };
  const rate = finding.kind === 'retained-by-runtime' ? null : rateWords(finding);
  const isCounted = finding.kind === 'goroutine-leak';
  return {
    number: numberWords(finding),
    rate,
    bytes: isCounted && finding.heldBytes >= 1 ? formatBytes(finding.heldBytes) : null,
    what: listWords([rate === null ? standingWords(finding) : null, whatWords(finding)]),
  };
}

/** Whether a verdict on it says that it leaks. */
export function saysLeak(finding: Finding): boolean {
  const { kind, status, confidence, course } = finding;
  if (status === 'fixed' || confidence === 'info' || course?.standing === 'earlier') return false;
  if (isFillingCache(finding)) return false;
  return kind === 'goroutine-leak' || kind === 'heap-growth';
}

function numberWords(finding: Finding): string {
  const { kind, amount, confidence } = finding;
  const words = amountWords(amount.value, amount.unit);
  switch (kind) {
    case 'goroutine-leak':
      return goroutinesWords(finding);
    case 'heap-growth':
      if (finding.site === null) return t('{0} of live heap', words);
      return confidence === 'info' ? t('{0} in use', words) : words;
    case 'map-capacity':
      if (isGrowingMap(finding)) return words;
      return confidence === 'possible' ? t('map still holds {0}', words) : t('map holds {0}', words);
    case 'retained-by-runtime':
      return t('{0} idle, not leaked', formatBytes(numberOf(finding, 'idle') ?? amount.value));
    case 'stack-growth':
      return t('{0} in stacks', words);
    case 'native-growth':
      return t('{0} outside Go', words);
    default:
      return words;
  }
}

/** Those that belong to what a line opened wait elsewhere. */
function goroutinesWords({ amount, confidence, opened }: Finding): string {
  const count = formatCount(amount.value);
  if (confidence === 'info') return t('{0} waiting', count);
  return opened === null ? t('{0} stuck', count) : t('{0} kept', count);
}

function whatWords(finding: Finding): string | null {
  const { kind, opened, confidence } = finding;
  if (opened !== null && isLeftOpen(opened)) return openedMistake(opened);
  if (isFillingCache(finding)) return t('a cache that fills');
  if (kind !== 'map-capacity') return null;
  if (isGrowingMap(finding)) return t('map grows despite deletes');
  return confidence === 'possible' ? t('although its entries were deleted') : null;
}
