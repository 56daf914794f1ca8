import { placeWords } from '../../base/placeWords';
import { t } from '@vscode/l10n';
import type { Finding } from '../../../shared/model/finding';
import { usualState } from '../../../shared/base/symbols/goRuntime';

/** What goroutines wait for, in the runtime's own words, which stay English in any language: `chan send`. Empty when unknown. */
export function waitState({ wait, state }: Pick<Finding, 'wait' | 'state'>): string {
  if (state !== '') return state;
  return wait === null ? '' : usualState(wait);
}

/** `“ag.w <- 1” (chan send)`; without the source `chan send at agent.go:61`. */
export function waitPlace(finding: Pick<Finding, 'wait' | 'state' | 'operation' | 'site'>): string {
  const state = waitState(finding);
  if (finding.operation !== '') {
    const operation = quoted(finding.operation);
    return state === '' ? operation : t('{0} ({1})', operation, state);
  }
  if (finding.site === null) return state === '' ? t('something unknown') : state;
  return state === '' ? placeWords(finding.site) : t('{0} at {1}', state, placeWords(finding.site));
}

const longestOperation = 60;

/** A statement of the source within a sentence, cut when it is long. */
export function quoted(operation: string): string {
  const isLong = operation.length > longestOperation;
  const text = isLong ? `${operation.slice(0, longestOperation).replace(/[\ud800-\udbff]$/, '')}…` : operation;
  return `“${text}”`;
}
