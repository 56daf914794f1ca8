import protobuf from 'protobufjs/minimal';
import type { Profile, ValueType } from '../../shared/model/profile';
import { profileField } from './outline';

/**
 * Writes a profile as an uncompressed perftools.profiles.Profile message, whatever it was read from: what reads one reads back the same
 * samples, stacks, labels and numbers. Ids are rows plus one, because 0 is none.
 */
export function encodeProfile(profile: Profile): Uint8Array {
  return new ProfileEncoder(profile).run();
}

class ProfileEncoder {
  private readonly profile: Profile;
  private readonly writer = protobuf.Writer.create();
  /** Texts that stand in the profile as such; they follow those of its table. */
  private readonly added = new Map<string, number>();

  constructor(profile: Profile) {
    this.profile = profile;
  }

  run(): Uint8Array {
    this.header();
    this.mappings();
    this.locations();
    this.functions();
    this.samples();
    this.strings();
    return this.writer.finish();
  }

  private header(): void {
    const { writer, profile } = this;
    for (const type of profile.sampleTypes) this.valueType(profileField.sampleType, type);
    if (profile.periodType !== null) this.valueType(profileField.periodType, profile.periodType);
    this.number(profileField.dropFrames, this.text(profile.dropFrames));
    this.number(profileField.keepFrames, this.text(profile.keepFrames));
    this.exact(profileField.timeNanos, profile.timeNanos);
    this.exact(profileField.durationNanos, profile.durationNanos);
    this.number(profileField.period, profile.period);
    for (const comment of profile.comments) {
      writer.uint32(tag(profileField.comment)).uint32(this.text(comment));
    }
    const preferred = profile.sampleTypes[profile.defaultSampleType]?.type ?? '';
    this.number(profileField.defaultSampleType, this.text(preferred));
    this.number(profileField.docUrl, this.text(profile.docUrl));
  }

  private valueType(field: number, { type, unit }: ValueType): void {
    this.message(field, () => {
      this.number(1, this.text(type));
      this.number(2, this.text(unit));
    });
  }

  private mappings(): void {
    this.profile.mappings.forEach(({ memoryStart, memoryLimit, fileOffset, file, buildId }, row) => {
      this.message(profileField.mapping, () => {
        this.number(1, row + 1);
        this.exact(2, memoryStart);
        this.exact(3, memoryLimit);
        this.exact(4, fileOffset);
        this.number(5, this.text(file));
        this.number(6, this.text(buildId));
      });
    });
  }

  private locations(): void {
    const { count, addresses, mappings, lineOffsets, lineFunctions, lineNumbers } = this.profile.locations;
    for (let row = 0; row < count; row += 1) {
      this.message(profileField.location, () => {
        this.number(1, row + 1);
        this.number(2, mappings[row] ?? 0);
        this.exact(3, addresses[row] ?? 0n);
        for (let at = lineOffsets[row] ?? 0; at < (lineOffsets[row + 1] ?? 0); at += 1) {
          this.message(4, () => {
            this.number(1, (lineFunctions[at] ?? 0) + 1);
            this.number(2, lineNumbers[at] ?? 0);
          });
        }
      });
    }
  }

  private functions(): void {
    const { count, names, systemNames, files, startLines } = this.profile.functions;
    for (let row = 0; row < count; row += 1) {
      this.message(profileField.function, () => {
        this.number(1, row + 1);
        this.number(2, names[row] ?? 0);
        this.number(3, systemNames[row] ?? 0);
        this.number(4, files[row] ?? 0);
        this.number(5, startLines[row] ?? 0);
      });
    }
  }

  private samples(): void {
    const { writer, profile } = this;
    const { count, values, wideValues, stackOffsets, stackLocations, labelOffsets } = profile.samples;
    const width = profile.sampleTypes.length;
    for (let row = 0; row < count; row += 1) {
      this.message(profileField.sample, () => {
        writer.uint32(packed(1)).fork();
        for (let at = stackOffsets[row] ?? 0; at < (stackOffsets[row + 1] ?? 0); at += 1) {
          writer.uint32((stackLocations[at] ?? 0) + 1);
        }
        writer.ldelim().uint32(packed(2)).fork();
        for (let at = row * width; at < (row + 1) * width; at += 1) {
          const wide = wideValues.get(at);
          writer.int64(wide === undefined ? (values[at] ?? 0) : bits(wide));
        }
        writer.ldelim();
        for (let at = labelOffsets[row] ?? 0; at < (labelOffsets[row + 1] ?? 0); at += 1) this.label(at);
      });
    }
  }

  private label(at: number): void {
    const { keys, strings, numbers, units } = this.profile.samples.labels;
    this.message(3, () => {
      this.number(1, keys[at] ?? 0);
      this.number(2, strings[at] ?? 0);
      this.number(3, numbers[at] ?? 0);
      this.number(4, units[at] ?? 0);
    });
  }

  /** Last, once it is known which texts were added. */
  private strings(): void {
    const { writer, profile } = this;
    for (let row = 0; row < this.firstAdded; row += 1) {
      writer.uint32(packed(profileField.string)).string(row === 0 ? '' : profile.strings.at(row));
    }
    for (const text of this.added.keys()) writer.uint32(packed(profileField.string)).string(text);
  }

  private get firstAdded(): number {
    return Math.max(1, this.profile.strings.count);
  }

  private text(text: string): number {
    if (text === '') return 0;
    const known = this.added.get(text) ?? this.firstAdded + this.added.size;
    this.added.set(text, known);
    return known;
  }

  private message(field: number, write: () => void): void {
    this.writer.uint32(packed(field)).fork();
    write();
    this.writer.ldelim();
  }

  /** 0 is what a missing field says. */
  private number(field: number, value: number): void {
    if (value !== 0) this.writer.uint32(tag(field)).int64(value);
  }

  private exact(field: number, value: bigint): void {
    if (value !== 0n) this.writer.uint32(tag(field)).int64(bits(value));
  }
}

function tag(field: number): number {
  return field << 3;
}

/** Of a field with a length: a text, a message, packed numbers. */
function packed(field: number): number {
  return (field << 3) | 2;
}

/** protobufjs takes 64 bits in two halves. */
function bits(value: bigint) {
  const whole = BigInt.asUintN(64, value);
  return { low: Number(whole & 0xffffffffn) | 0, high: Number(whole >> 32n) | 0, unsigned: false };
}
