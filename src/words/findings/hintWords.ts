import { t } from '@vscode/l10n';
import type { Finding } from '../../shared/model/finding';
import { formatBytes, formatCount } from '../../shared/base/units';
import { amountWords, listWords, rateWords } from '../base/amountWords';
import { tierNames } from './confidenceWords';
import { numberOf } from './findingNumbers';
import { isLeftOpen } from '../../shared/base/libraries/isLeftOpen';
import { openedHint } from './resourceWords';
import { fixedWords, isGrowingMap, standingWords } from './titleWords';
import { waitState } from './waitWords';

/** For the end of a line: the verdict, then the numbers. `leak (probable): 120 blocked on chan send, +60/min, keeps 9.60 MB` */
export function hintWords(finding: Finding): string {
  if (finding.status === 'fixed') return t('fixed: {0}', fixedWords(finding));
  const rate = rateWords(finding);
  const grows = finding.kind === 'retained-by-runtime' || rate === null ? null : t('{0}/min', rate);
  return t('{0}: {1}', lead(finding), listWords([...numbers(finding, grows ?? standingWords(finding))]));
}

function lead(finding: Finding): string {
  const { kind, confidence } = finding;
  switch (kind) {
    case 'goroutine-leak':
      return confidence === 'info' ? t('waiting') : t('leak ({0})', tierNames[confidence]());
    case 'heap-growth':
      return confidence === 'info' ? t('in use') : t('leak ({0})', tierNames[confidence]());
    case 'map-capacity':
      if (isGrowingMap(finding)) return t('map grows despite deletes');
      return confidence === 'possible' ? t('map may keep its capacity') : t('map keeps its capacity');
    case 'retained-by-runtime':
      return t('retained by the runtime, not leaked');
    case 'stack-growth':
      return t('stacks grow');
    case 'native-growth':
      return t('grows outside Go');
    default:
      return kind;
  }
}

function numbers(finding: Finding, grows: string | null): readonly (string | null)[] {
  const amount = amountWords(finding.amount.value, finding.amount.unit);
  switch (finding.kind) {
    case 'goroutine-leak':
      return [openedShort(finding) ?? blockedWords(finding), grows, oldestWords(finding), keptWords(finding)];
    case 'retained-by-runtime':
      return [t('{0} idle', formatBytes(numberOf(finding, 'idle') ?? finding.amount.value))];
    default:
      return [openedShort(finding), amount, grows];
  }
}

function openedShort(finding: Finding): string | null {
  const { opened } = finding;
  return opened === null || !isLeftOpen(opened) ? null : openedHint(opened, finding);
}

function blockedWords(finding: Finding): string {
  const count = formatCount(finding.amount.value);
  const state = waitState(finding);
  return state === '' ? t('{0} blocked', count) : t('{0} blocked on {1}', count, state);
}

function oldestWords(finding: Finding): string | null {
  const minutes = numberOf(finding, 'age');
  return minutes === null || minutes < 1 ? null : t('oldest {0} min', formatCount(minutes));
}

function keptWords({ heldBytes }: Finding): string | null {
  return heldBytes >= 1 ? t('keeps {0}', formatBytes(heldBytes)) : null;
}
