import type { LabelColumns } from '../../shared/model/profile';
import { growFloat64, growUint32, trimFloat64, trimUint32 } from '../base/growArray';
import type { StringIndexReader } from './stringTable';
import type { WireReader } from './wireReader';

/** Labels of all samples, in the order in which they are read. */
export class LabelTable {
  count = 0;
  private keys = new Uint32Array(1024);
  private strings = new Uint32Array(1024);
  private numbers = new Float64Array(1024);
  private units = new Uint32Array(1024);
  private readonly reader: WireReader;
  private readonly indices: StringIndexReader;

  constructor(reader: WireReader, indices: StringIndexReader) {
    this.reader = reader;
    this.indices = indices;
  }

  /**
   * Reads one label. One without text, number and unit says nothing and is left out, as in pprof.
   *
   * @param progress Share of the samples read so far, 0 to 1.
   */
  readRow(end: number, progress: number): void {
    const { reader, indices } = this;
    let key = 0;
    let text = 0;
    let number = 0;
    let unit = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      const field = tag >>> 3;
      if (field === 1) key = indices.read(tag, 'label key');
      else if (field === 2) text = indices.read(tag, 'label str');
      else if (field === 3) number = reader.signed(tag, 'label num');
      else if (field === 4) unit = indices.read(tag, 'label num_unit');
      else reader.skipField(tag);
    }
    reader.leave(end, 'label');
    if (text === 0 && number === 0 && unit === 0) return;
    if (this.count === this.keys.length) this.grow(progress);
    this.keys[this.count] = key;
    this.strings[this.count] = text;
    this.numbers[this.count] = number;
    this.units[this.count] = unit;
    this.count += 1;
  }

  columns(): LabelColumns {
    return {
      keys: trimUint32(this.keys, this.count),
      strings: trimUint32(this.strings, this.count),
      numbers: trimFloat64(this.numbers, this.count),
      units: trimUint32(this.units, this.count),
    };
  }

  private grow(progress: number): void {
    this.reader.require('labels', this.count + 1);
    this.keys = growUint32(this.keys, progress);
    this.strings = growUint32(this.strings, progress);
    this.numbers = growFloat64(this.numbers, progress);
    this.units = growUint32(this.units, progress);
  }
}
