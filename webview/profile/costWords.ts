import { t } from '@vscode/l10n';
import { amountText, shareText, signedAmount } from '../../src/shared/base/profileAmounts';
import type { ViewHead } from '../../src/shared/model/views/viewFrames';

/** What a view says of its rows. */
export interface CostColumns extends ViewHead {
  readonly flat: Float64Array;
  readonly cum: Float64Array;
}

/** What a row costs with all that it calls, in a few words. */
export function cumWords({ cum, sampleType, signed, total }: CostColumns, row: number): string {
  const say = signed ? signedAmount : amountText;
  const value = cum[row] ?? 0;
  return t('with all that it calls: {0} · {1}', say(value, sampleType.unit), shareText(value, total));
}

/** What it costs itself. */
export function flatWords({ flat, sampleType, signed, total }: CostColumns, row: number): string {
  const say = signed ? signedAmount : amountText;
  const value = flat[row] ?? 0;
  return t('itself: {0} · {1}', say(value, sampleType.unit), shareText(value, total));
}
