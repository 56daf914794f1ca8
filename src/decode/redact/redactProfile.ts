import { eachRow, profileField, readOutline, type Outline } from '../proto/outline';
import type { WireReader } from '../proto/wireReader';
import { MessageCopy } from './messageCopy';
import { placeholder, withoutAccounts, type Tally } from './tally';

const sampleLabel = 3;

/** Fields of Label and, for `strings`, which fields of other messages point into the string table. */
const label = { key: 1, text: 2, number: 3, unit: 4 } as const;
const mappingStrings = [5, 6];
const functionStrings = [2, 3, 4];

/** Sizes that Go's and C++'s allocation profiles record for each sample; any other number of a label may be anybody's. */
const sizeKeys: ReadonlySet<string> = new Set(['bytes', 'request', 'alignment']);

/**
 * A profile.proto message in which labels have no values. Comments, links and fields that nobody knows are gone, as are all
 * strings that only those used; paths have no account names. Samples, values and stacks are untouched.
 *
 * @param reader of these bytes
 * @throws LeakLensError `unreadable`
 */
export function redactProfile(bytes: Uint8Array, reader: WireReader, tally: Tally): Uint8Array {
  return new ProfileRedaction(bytes, reader, tally).run();
}

class ProfileRedaction {
  private readonly reader: WireReader;
  private readonly outline: Outline;
  private readonly copy: MessageCopy;
  private readonly tally: Tally;
  private readonly bytes: Uint8Array;
  /** Strings that something else than the value of a label uses. */
  private readonly used = new Set<number>();
  /** String table indices of keys whose numbers stay. */
  private readonly sizes = new Set<number>();

  constructor(bytes: Uint8Array, reader: WireReader, tally: Tally) {
    this.bytes = bytes;
    this.reader = reader;
    this.outline = readOutline(this.reader);
    this.copy = new MessageCopy(bytes);
    this.tally = tally;
  }

  run(): Uint8Array {
    const { reader, copy, outline } = this;
    this.findUsed();
    this.findSizeKeys();
    reader.pos = 0;
    let row = 0;
    while (reader.pos < reader.len) {
      const start = reader.pos;
      const tag = reader.tag();
      const field = tag >>> 3;
      if (field === profileField.sample) this.sample(reader.enter(tag, 'sample', reader.len));
      else if (field === profileField.string) this.string(reader.enter(tag, 'string', reader.len), row++);
      else {
        reader.skipField(tag);
        this.other(field, start);
      }
    }
    // One string more than there were: what all values of labels are now.
    if (outline.strings.rows > 0) copy.field(profileField.string, new TextEncoder().encode(placeholder));
    return copy.finish();
  }

  private other(field: number, start: number): void {
    const isRemark = field === profileField.comment || field >= profileField.docUrl;
    if (isRemark) this.tally.remarks += 1;
    else this.copy.keep(start, this.reader.pos);
  }

  private sample(end: number): void {
    const { reader } = this;
    const sample = new MessageCopy(this.bytes);
    while (reader.pos < end) {
      const start = reader.pos;
      const tag = reader.tag();
      if (tag >>> 3 !== sampleLabel) {
        reader.skipField(tag);
        sample.keep(start, reader.pos);
        continue;
      }
      const changed = this.label(reader.enter(tag, 'label', end));
      if (changed === null) sample.keep(start, reader.pos);
      else sample.field(sampleLabel, changed);
    }
    reader.leave(end, 'sample');
    this.copy.field(profileField.sample, sample.finish());
  }

  /** Null for a label that says nothing private. */
  private label(end: number): Uint8Array | null {
    const { key, text, number } = readLabel(this.reader, end);
    if (text === 0 && (number === 0 || this.sizes.has(key))) return null;
    this.tally.labels += 1;
    const changed = new MessageCopy(this.bytes);
    changed.number(label.key, key);
    changed.number(label.text, this.outline.strings.rows);
    return changed.finish();
  }

  private string(end: number, row: number): void {
    const { reader } = this;
    const bytes = this.bytes.subarray(reader.pos, end);
    reader.pos = end;
    this.copy.field(profileField.string, this.used.has(row) ? this.withoutAccounts(bytes) : new Uint8Array());
  }

  /** Text that is no UTF-8 stays as it is, unless there is an account in it. */
  private withoutAccounts(bytes: Uint8Array): Uint8Array {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const changed = withoutAccounts(text, this.tally);
    return changed === text ? bytes : new TextEncoder().encode(changed);
  }

  private findUsed(): void {
    const { outline, reader, used } = this;
    const { sampleTypes, periodType, dropFrames, keepFrames, defaultSampleType } = outline;
    for (const { type, unit } of periodType === null ? sampleTypes : [...sampleTypes, periodType])
      used.add(type).add(unit);
    used.add(dropFrames).add(keepFrames).add(defaultSampleType);
    eachRow(reader, outline.mappings, (end) => this.useFields(end, mappingStrings));
    eachRow(reader, outline.functions, (end) => this.useFields(end, functionStrings));
    eachRow(reader, outline.samples, (end) => {
      while (reader.pos < end) {
        const tag = reader.tag();
        if (tag >>> 3 === sampleLabel) this.useLabel(reader.enter(tag, 'label', end));
        else reader.skipField(tag);
      }
    });
  }

  private useLabel(end: number): void {
    const { key, unit } = readLabel(this.reader, end);
    this.used.add(key).add(unit);
  }

  private useFields(end: number, fields: readonly number[]): void {
    const { reader } = this;
    while (reader.pos < end) {
      const tag = reader.tag();
      if (fields.includes(tag >>> 3)) this.used.add(reader.signed(tag, 'string index'));
      else reader.skipField(tag);
    }
  }

  private findSizeKeys(): void {
    const { reader } = this;
    eachRow(reader, this.outline.strings, (end, row) => {
      const isShort = end - reader.pos <= 'alignment'.length;
      if (isShort && sizeKeys.has(new TextDecoder().decode(this.bytes.subarray(reader.pos, end)))) this.sizes.add(row);
      reader.pos = end;
    });
  }
}

/** A label's parts as they stand there: string table indices, and a number. */
function readLabel(reader: WireReader, end: number) {
  const found = { key: 0, text: 0, number: 0, unit: 0 };
  while (reader.pos < end) {
    const tag = reader.tag();
    const field = tag >>> 3;
    if (field === label.key) found.key = reader.signed(tag, 'label key');
    else if (field === label.text) found.text = reader.signed(tag, 'label str');
    else if (field === label.number) found.number = reader.signed(tag, 'label num');
    else if (field === label.unit) found.unit = reader.signed(tag, 'label num_unit');
    else reader.skipField(tag);
  }
  reader.leave(end, 'label');
  return found;
}
