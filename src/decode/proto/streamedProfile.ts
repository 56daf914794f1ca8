import { LeakLensError } from '../../shared/model/errors';
import type { Profile } from '../../shared/model/profile';
import type { DecodeLimits } from '../base/decodeLimits';
import { GrowingBytes } from '../base/growingBytes';
import { damaged, readTables, type ReadTables } from './decodeProfile';
import { fieldEnd } from './fieldEnd';
import { profileField, readOutline } from './outline';
import { assumedRows } from './rowIndex';
import { SampleTable } from './sampleColumns';
import { StringIndexReader } from './stringTable';
import { WireReader } from './wireReader';

/** Before anything is known of the number of samples. */
const firstRows = 4096;

const lengthDelimited = 2;

/**
 * A perftools.profiles.Profile message that comes in parts, decoded as they come: neither the message nor any part of it is kept, but for
 * what is no sample. Samples are read before what they refer to, which holds for messages that have their sample types first and number
 * their locations from 1, as nearly all have. Any other is refused, and says what it is when it is decoded as a whole.
 */
export class StreamedProfile {
  private readonly subject: string;
  private readonly limits: DecodeLimits;
  private readonly reader: WireReader;
  private readonly indices: StringIndexReader;
  /** The end of what has come, from the first field on that is not whole yet. */
  private readonly coming = new GrowingBytes();
  /** All fields that are no samples, in their order. */
  private readonly others = new GrowingBytes();
  private samples: SampleTable | null = null;
  private sampleTypes = 0;
  private progress = 0;

  constructor(subject: string, limits: DecodeLimits) {
    this.subject = subject;
    this.limits = limits;
    this.reader = new WireReader(new Uint8Array(), subject, limits);
    // Compared with the table of strings at the end.
    this.indices = new StringIndexReader(this.reader, 2 ** 32);
  }

  /**
   * Takes the next part, which is not looked at afterwards. @param progress share of the message that has come with it, 0 to 1, as far as
   * that can be told @throws LeakLensError
   */
  add(part: Uint8Array, progress: number): void {
    const { reader, coming } = this;
    this.progress = progress;
    coming.append(part);
    try {
      reader.goOnIn(coming.bytes());
      for (let end = fieldEnd(reader.buf, 0); end > 0; end = fieldEnd(reader.buf, end)) this.readField(end);
    } catch (error) {
      throw this.problem(error);
    }
    coming.dropFirst(reader.pos);
  }

  /** The profile, once all parts have come. @throws LeakLensError */
  end(): Profile {
    const { subject, limits, samples } = this;
    const reader = new WireReader(this.others.bytes(), subject, limits);
    try {
      if (this.coming.length > 0 || samples === null) throw this.refused('a message that ends with a whole field');
      return readTables(reader, readOutline(reader), (tables) => {
        this.requireReferences(samples, tables);
        return samples.columns();
      });
    } catch (error) {
      throw this.problem(error);
    }
  }

  /** The field at which the reader stands. */
  private readField(end: number): void {
    const { reader } = this;
    const start = reader.pos;
    const tag = reader.tag();
    if (tag >>> 3 === profileField.sample && (tag & 7) === lengthDelimited) {
      this.samples ??= this.firstSamples();
      reader.enter(tag, 'sample', end);
      this.samples.readRow(end);
      reader.leave(end, 'sample');
      return;
    }
    if (tag >>> 3 === profileField.sampleType) this.sampleTypes += 1;
    this.others.append(reader.buf.subarray(start, end));
    reader.pos = end;
  }

  private firstSamples(): SampleTable {
    if (this.sampleTypes === 0) throw this.refused('sample types before samples');
    this.reader.require('sample values', firstRows * this.sampleTypes);
    const before = this.progress;
    return new SampleTable(this.reader, {
      valuesPerSample: this.sampleTypes,
      locations: assumedRows,
      indices: this.indices,
      rows: firstRows,
      bytes: Infinity,
      progress: () => (this.progress - before) / (1 - before),
    });
  }

  /** What was taken for granted of tables that were not there yet. */
  private requireReferences(samples: SampleTable, { valuesPerSample, locations, strings }: ReadTables): void {
    const { rows } = locations;
    if (valuesPerSample !== this.sampleTypes) throw this.refused('all sample types before samples');
    if (!rows.inOrder || samples.highestLocation >= rows.size) throw this.refused('locations numbered from 1');
    if (this.indices.highest >= strings.count) throw this.refused('labels of its strings');
  }

  private refused(expected: string): LeakLensError {
    return this.reader.fail(`expected ${expected}`);
  }

  private problem(error: unknown): LeakLensError {
    return error instanceof LeakLensError ? error : damaged(error, this.reader, this.subject);
  }
}
