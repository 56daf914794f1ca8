import { t } from '@vscode/l10n';
import { saidAmount, shareText } from '../../src/shared/base/profileAmounts';
import type { ViewHead } from '../../src/shared/model/views/viewFrames';

/** What a view says of its rows. */
export interface CostColumns extends ViewHead {
  readonly flat: Float64Array;
  readonly cum: Float64Array;
}

/** What a row costs with all that it calls, in a few words. */
export function cumWords(window: CostColumns, row: number): string {
  const value = window.cum[row] ?? 0;
  return t('with all that it calls: {0} · {1}', saidAmount(window, value), shareText(value, window.total));
}

/** What it costs itself. */
export function flatWords(window: CostColumns, row: number): string {
  const value = window.flat[row] ?? 0;
  return t('itself: {0} · {1}', saidAmount(window, value), shareText(value, window.total));
}
