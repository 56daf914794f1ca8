import { addAmounts, toAmount, type Amount } from '../../../shared/model/report/amount';
import { SampleKeys, TextNumbers } from './sampleKeys';
import { exactValue, type ReportPart } from './weights';

/**
 * Values of all samples of one or more profiles, samples of equal stack and labels added up, as pprof's Merge does before
 * it compares.
 */
export function mergedAmounts(parts: readonly ReportPart[]): readonly Amount[] {
  const names = new TextNumbers();
  const table = new SampleTable(parts.reduce((sum, { view }) => sum + view.profile.samples.count, 0));
  for (const part of parts) {
    const { profile } = part.view;
    const keys = new SampleKeys(profile, names);
    for (let row = 0; row < profile.samples.count; row += 1) {
      const value = exactValue(profile, row, part.sample);
      if (value !== 0n) table.add({ keys, row }, toAmount(part.sign === 1 ? value : -value));
    }
  }
  return table.amounts;
}

/**
 * Per part 1 for each sample that is none in the difference: what is equal to it in stack and labels takes its value away. pprof's Merge
 * leaves such samples out.
 */
export function cancelledSamples(parts: readonly ReportPart[]): readonly Uint8Array[] {
  const names = new TextNumbers();
  const table = new SampleTable(parts.reduce((sum, { view }) => sum + view.profile.samples.count, 0));
  const entries = parts.map((part) => {
    const { profile } = part.view;
    const keys = new SampleKeys(profile, names);
    return Uint32Array.from({ length: profile.samples.count }, (_, row) => {
      const value = exactValue(profile, row, part.sample);
      return table.add({ keys, row }, toAmount(part.sign === 1 ? value : -value));
    });
  });
  return entries.map((rows) => Uint8Array.from(rows, (entry) => (table.amounts[entry] === 0 ? 1 : 0)));
}

interface SampleRow {
  readonly keys: SampleKeys;
  readonly row: number;
}

/** Open addressing by hash; every hit is compared, so that a collision costs time and never an answer. */
class SampleTable {
  readonly amounts: Amount[] = [];
  private readonly rows: SampleRow[] = [];
  /** Number of the sample plus one; 0 is free. */
  private readonly slots: Uint32Array;

  constructor(mostSamples: number) {
    this.slots = new Uint32Array(2 ** Math.ceil(Math.log2(2 * mostSamples + 2)));
  }

  /** @returns the number of the sample it was added to */
  add(sample: SampleRow, amount: Amount): number {
    const mask = this.slots.length - 1;
    for (let slot = sample.keys.hash(sample.row) & mask; ; slot = (slot + 1) & mask) {
      const known = (this.slots[slot] ?? 0) - 1;
      const other = this.rows[known];
      if (other === undefined) {
        this.slots[slot] = this.rows.push(sample);
        return this.amounts.push(amount) - 1;
      }
      if (sample.keys.equals(sample.row, other.keys, other.row)) {
        this.amounts[known] = addAmounts(this.amounts[known] ?? 0, amount);
        return known;
      }
    }
  }
}
