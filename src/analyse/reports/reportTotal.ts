import { addAmounts, magnitude, toAmount, type Amount } from '../../shared/model/report/amount';
import type { Profile } from '../../shared/model/profile';
import { mergedAmounts } from './samples/mergedSamples';
import { exactValue, type ReportPart } from './samples/weights';

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

/** A profile that pprof saved with -diff_base marks the samples of the base; the total is then of these, unless it is 0. */
function absoluteTotal(part: ReportPart): Amount {
  const ofBase = markedSamples(part.view.profile);
  const total = ofBase === null ? 0 : sumOf(amountsOf(part, ofBase));
  return total === 0 ? plainTotal(part) : total;
}

function plainTotal(part: ReportPart): Amount {
  const { sampleTypes, samples } = part.view.profile;
  let total = 0;
  for (let at = part.sample; at < samples.values.length; at += sampleTypes.length) {
    total += Math.abs(samples.values[at] ?? 0);
  }
  const isExact = total <= Number.MAX_SAFE_INTEGER && samples.wideValues.size === 0;
  return isExact ? total : sumOf(amountsOf(part, null));
}

/** @param chosen 1 for each sample that is wanted; null for all */
function* amountsOf({ view: { profile }, sample }: ReportPart, chosen: Uint8Array | null): Generator<Amount> {
  for (let row = 0; row < profile.samples.count; row += 1) {
    if (chosen === null || chosen[row] === 1) yield toAmount(exactValue(profile, row, sample));
  }
}

/** Samples with the label `pprof::base` = `true`; null without any. */
function markedSamples({ samples, strings }: Profile): Uint8Array | null {
  const { keys, strings: texts } = samples.labels;
  const markKeys = new Set([...distinct(keys)].filter((key) => strings.at(key) === 'pprof::base'));
  if (markKeys.size === 0) return null;
  const marked = new Uint8Array(samples.count);
  for (let row = 0; row < samples.count; row += 1) {
    for (let at = samples.labelOffsets[row] ?? 0; at < (samples.labelOffsets[row + 1] ?? 0); at += 1) {
      if (markKeys.has(keys[at] ?? 0) && strings.at(texts[at] ?? 0) === 'true') marked[row] = 1;
    }
  }
  return marked;
}

/** One key follows itself nearly always, and looking for it in a set takes longer than all else here. */
function distinct(keys: Uint32Array): ReadonlySet<number> {
  const found = new Set<number>();
  let last = -1;
  for (const key of keys) {
    if (key !== last) found.add(key);
    last = key;
  }
  return found;
}
