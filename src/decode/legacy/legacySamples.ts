import type { SampleColumns } from '../../shared/model/profile';
import type { Int64 } from '../base/int64';
import { growFloat64, growUint32, trimFloat64, trimUint32 } from '../base/growArray';

/** One label of a sample, by string index. A number label has text 0. */
export interface LegacyLabel {
  readonly key: number;
  readonly text: number;
  readonly number: Int64;
}

const firstRows = 256;

/** Samples of a profile that is built row by row. */
export class LegacySamples {
  count = 0;
  private frames = 0;
  private labels = 0;
  private values = new Float64Array(firstRows);
  private readonly wideValues = new Map<number, bigint>();
  private stackOffsets = new Uint32Array(firstRows);
  private stackLocations = new Uint32Array(firstRows);
  private labelOffsets = new Uint32Array(firstRows);
  private labelKeys = new Uint32Array(firstRows);
  private labelTexts = new Uint32Array(firstRows);
  private labelNumbers = new Float64Array(firstRows);
  private readonly width: number;

  constructor(valuesPerSample: number) {
    this.width = valuesPerSample;
  }

  /** `stack` has location rows, leaf first. */
  add(values: readonly Int64[], stack: readonly number[], labels: readonly LegacyLabel[]): void {
    for (let at = 0; at < this.width; at += 1) this.setValue(this.count * this.width + at, values[at] ?? 0);
    for (const row of stack) {
      if (this.frames === this.stackLocations.length) this.stackLocations = growUint32(this.stackLocations, 0);
      this.stackLocations[this.frames] = row;
      this.frames += 1;
    }
    for (const label of labels) this.addLabel(label);
    this.count += 1;
    if (this.count === this.stackOffsets.length) {
      this.stackOffsets = growUint32(this.stackOffsets, 0);
      this.labelOffsets = growUint32(this.labelOffsets, 0);
    }
    this.stackOffsets[this.count] = this.frames;
    this.labelOffsets[this.count] = this.labels;
  }

  /** Adds to a value of the sample added last. */
  addToLast(column: number, more: number): void {
    const at = (this.count - 1) * this.width + column;
    this.setValue(at, (this.values[at] ?? 0) + more);
  }

  columns(): SampleColumns {
    return {
      count: this.count,
      values: trimFloat64(this.values, this.count * this.width),
      wideValues: this.wideValues,
      stackOffsets: trimUint32(this.stackOffsets, this.count + 1),
      stackLocations: trimUint32(this.stackLocations, this.frames),
      labelOffsets: trimUint32(this.labelOffsets, this.count + 1),
      labels: {
        keys: trimUint32(this.labelKeys, this.labels),
        strings: trimUint32(this.labelTexts, this.labels),
        numbers: trimFloat64(this.labelNumbers, this.labels),
        units: new Uint32Array(this.labels),
      },
    };
  }

  private setValue(at: number, value: Int64): void {
    while (at >= this.values.length) this.values = growFloat64(this.values, 0);
    this.values[at] = Number(value);
    if (typeof value === 'bigint' && BigInt(Number(value)) !== value) this.wideValues.set(at, value);
  }

  /** A label without text and number says nothing and is left out, as in profile.proto. */
  private addLabel({ key, text, number }: LegacyLabel): void {
    if (text === 0 && number === 0) return;
    if (this.labels === this.labelKeys.length) {
      this.labelKeys = growUint32(this.labelKeys, 0);
      this.labelTexts = growUint32(this.labelTexts, 0);
      this.labelNumbers = growFloat64(this.labelNumbers, 0);
    }
    this.labelKeys[this.labels] = key;
    this.labelTexts[this.labels] = text;
    this.labelNumbers[this.labels] = Number(number);
    this.labels += 1;
  }
}
