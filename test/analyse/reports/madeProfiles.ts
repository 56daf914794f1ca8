// Profiles made by hand, for what no recording shows: merged functions, recursion, frame dropping, code without symbols.
import { encodeProfile, type Int64, type PlainLine, type PlainProfile } from '../../support/profiles/profileEncoder';

export interface MadeFunction {
  readonly name: string;
  readonly file?: string;
  readonly startLine?: number;
}

export interface MadeLocation {
  /** Innermost inlined call first: function number from 1, and line. None for code without symbols. */
  readonly lines: readonly (readonly [fn: number, line: number])[];
  readonly address?: number;
  /** From 1. */
  readonly mapping?: number;
}

export interface MadeSample {
  /** Location numbers from 1, leaf first. */
  readonly stack: readonly number[];
  readonly values: readonly Int64[];
  readonly labels?: Readonly<Record<string, string | number>>;
}

export interface MadeProfile {
  readonly types?: readonly (readonly [type: string, unit: string])[];
  readonly functions: readonly MadeFunction[];
  readonly locations: readonly MadeLocation[];
  readonly samples: readonly MadeSample[];
  /** Binaries; the first starts at 0x1000. */
  readonly binaries?: readonly string[];
  readonly binaryStart?: number;
  readonly dropFrames?: string;
  readonly keepFrames?: string;
  readonly defaultSampleType?: string;
}

/** As an uncompressed profile.proto message. */
export function makeProfile(made: MadeProfile): Uint8Array {
  return encodeProfile(new Maker().make(made));
}

const binaryBytes = 0x10000;

class Maker {
  private readonly strings = new Map([['', 0]]);

  make(made: MadeProfile): PlainProfile {
    const profile = {
      ...this.header(made),
      sample: made.samples.map((sample) => this.sample(sample)),
      location: made.locations.map(location),
      function: made.functions.map((fn, index) => this.function(fn, index + 1)),
      mapping: (made.binaries ?? []).map((file, index) => this.mapping(file, index, made.binaryStart ?? 0x1000)),
    };
    return { ...profile, stringTable: [...this.strings.keys()] };
  }

  private header(made: MadeProfile): PlainProfile {
    const types = made.types ?? [['inuse_space', 'bytes']];
    return {
      sampleType: types.map(([type, unit]) => ({ type: this.string(type), unit: this.string(unit) })),
      periodType: { type: this.string('space'), unit: this.string('bytes') },
      period: 1,
      dropFrames: this.string(made.dropFrames ?? ''),
      keepFrames: this.string(made.keepFrames ?? ''),
      defaultSampleType: this.string(made.defaultSampleType ?? ''),
    };
  }

  private sample({ stack, values, labels = {} }: MadeSample) {
    const label = Object.entries(labels).map(([key, value]) =>
      typeof value === 'string'
        ? { key: this.string(key), str: this.string(value) }
        : { key: this.string(key), num: value },
    );
    return { locationId: [...stack], value: [...values], label };
  }

  private function({ name, file = 'main.go', startLine = 0 }: MadeFunction, id: number) {
    return { id, name: this.string(name), systemName: this.string(name), filename: this.string(file), startLine };
  }

  private mapping(file: string, index: number, start: number) {
    const memoryStart = start + index * binaryBytes;
    return { id: index + 1, memoryStart, memoryLimit: memoryStart + binaryBytes, filename: this.string(file) };
  }

  private string(text: string): number {
    const index = this.strings.get(text) ?? this.strings.size;
    this.strings.set(text, index);
    return index;
  }
}

function location({ lines, address, mapping }: MadeLocation, index: number) {
  const line: PlainLine[] = lines.map(([functionId, number]) => ({ functionId, line: number }));
  return { id: index + 1, mappingId: mapping ?? 0, address: address ?? 0x1000 + index * 16, line };
}
