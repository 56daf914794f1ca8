import { addAmounts, magnitude, toAmount, type Amount } from '../../shared/amount';
import { mergedAmounts } from './mergedSamples';
import { exactValue, type ReportPart } from './weights';

/**
 * What percentages are of: the sum of absolute values before any filter (pprof: computeTotal). With a base pprof first
 * merges samples of equal stack and labels; the total is then of the differences, or of the base alone unless that is 0.
 */
export function reportTotal(parts: readonly ReportPart[], of: 'differences' | 'base' | 'profile'): Amount {
  const [own, base] = parts;
  if (own === undefined) return 0;
  if (of === 'profile' || base === undefined) return absoluteTotal(own);
  if (of === 'differences') return sumOf(mergedAmounts([own, base]));
  const ofBase = sumOf(mergedAmounts([base]));
  return ofBase === 0 ? sumOf(mergedAmounts([own])) : ofBase;
}

function sumOf(amounts: Iterable<Amount>): Amount {
  let sum: Amount = 0;
  for (const amount of amounts) sum = addAmounts(sum, magnitude(amount));
  return sum;
}

function absoluteTotal({ view: { profile }, sample }: ReportPart): Amount {
  const { values, wideValues } = profile.samples;
  const width = profile.sampleTypes.length;
  let total = 0;
  for (let at = sample; at < values.length; at += width) total += Math.abs(values[at] ?? 0);
  if (total <= Number.MAX_SAFE_INTEGER && wideValues.size === 0) return total;
  let exact = 0n;
  for (let row = 0; row < profile.samples.count; row += 1) {
    const value = exactValue(profile, row, sample);
    exact += value < 0n ? -value : value;
  }
  return toAmount(exact);
}
