import { readableSymbol } from '../../shared/base/symbolName';
import { t } from '@vscode/l10n';
import type { Finding } from '../../shared/model/finding';
import { baseName, fileLine } from '../../shared/base/fileLine';
import { usualState } from '../../shared/base/goRuntime';
import type { Site } from '../../shared/model/sourceLocation';

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

/** `agent.go:61` */
export function placeWords({ file, line, function: name }: Site): string {
  const base = baseName(file);
  if (base === '') return readableSymbol(name);
  return line > 0 ? fileLine(file, line) : base;
}
