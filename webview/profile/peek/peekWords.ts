import { amountText, signedAmount } from '../../../src/shared/base/profileAmounts';
import type { PeekWindow } from '../../../src/shared/model/views/peekView';

/** A value of the window; of a difference with its sign. */
export function peekAmount({ signed, sampleType }: PeekWindow, value: number): string {
  return signed ? signedAmount(value, sampleType.unit) : amountText(value, sampleType.unit);
}
