import { decodeProfile } from '../../../src/decode/proto/decodeProfile';
import type { Profile, ValueType } from '../../../src/shared/model/profile';
import type {
  Int64,
  PlainFunction,
  PlainLabel,
  PlainLine,
  PlainLocation,
  PlainProfile,
  PlainSample,
} from './profileEncoder';
import { encodeProfile } from './profileEncoder';

/** What a text cannot say about a profile. */
export interface ProfileTextOptions {
  /** Names and units; by default guessed from the number of values: 1 goroutine, 2 in-use heap, 4 heap. */
  readonly sampleTypes?: readonly ValueType[];
  readonly defaultSampleType?: string;
  readonly period?: number;
  readonly periodType?: ValueType;
  readonly timeNanos?: bigint;
  readonly durationNanos?: bigint;
  readonly dropFrames?: string;
  readonly keepFrames?: string;
  readonly comments?: readonly string[];
  readonly docUrl?: string;
  /** Line of its `func`, by the name of a function; 0 for the others. */
  readonly startLines?: Readonly<Record<string, number>>;
}

/**
 * A profile from a text, one line a sample, leaf first:
 *
 *     main.leak;main.main 10 4096
 *     main.leak@/src/app/leak.go:21;main.main@/src/app/main.go:8 10 4096 {tenant=acme, bytes:64}
 *     ~main.inlined;main.leak;main.main 1 8
 *
 * A frame is `function@file:line`; without a place it is `main.go:1`. `~` marks a call that was inlined into the next
 * frame. Labels are `key=text` or `key:number`. Empty lines and lines after `//` are left out. A stack of `-` is empty.
 */
export function profileFromText(text: string, options: ProfileTextOptions = {}): Profile {
  return decodeProfile(profileBytesFromText(text, options), 'a profile made of text');
}

/** The same as an uncompressed profile.proto message. */
export function profileBytesFromText(text: string, options: ProfileTextOptions = {}): Uint8Array {
  return encodeProfile(new TextProfile().build(text, options));
}

const typesByWidth: Readonly<Record<number, readonly ValueType[]>> = {
  1: [{ type: 'goroutine', unit: 'count' }],
  2: [
    { type: 'inuse_objects', unit: 'count' },
    { type: 'inuse_space', unit: 'bytes' },
  ],
  4: [
    { type: 'alloc_objects', unit: 'count' },
    { type: 'alloc_space', unit: 'bytes' },
    { type: 'inuse_objects', unit: 'count' },
    { type: 'inuse_space', unit: 'bytes' },
  ],
};

const sampleLine = /^(\S+)((?: -?\d+)+)(?: \{(.*)\})?$/;
const framePattern = /^(~?)([^@]+)(?:@(.+):(\d+))?$/;

class TextProfile {
  private readonly strings = new Map([['', 0]]);
  private readonly functions = new Map<string, PlainFunction>();
  private readonly locations = new Map<string, PlainLocation>();

  build(text: string, options: ProfileTextOptions): PlainProfile {
    const lines = text.split('\n').map((line) => line.replace(/\/\/ .*$/, '').trim());
    const sample = lines.filter(Boolean).map((line) => this.sample(line));
    const sampleTypes = options.sampleTypes ?? typesByWidth[sample[0]?.value?.length ?? 1];
    if (sampleTypes === undefined) throw new Error('name the sample types: their number is not 1, 2 or 4');
    const head = this.header(options, sampleTypes);
    return {
      ...head,
      sample,
      location: [...this.locations.values()],
      function: [...this.functions.entries()].map(([key, one]) => ({
        ...one,
        startLine: options.startLines?.[key.slice(0, key.lastIndexOf('@'))] ?? 0,
      })),
      stringTable: [...this.strings.keys()],
    };
  }

  private header(options: ProfileTextOptions, sampleTypes: readonly ValueType[]): PlainProfile {
    const valueType = ({ type, unit }: ValueType) => ({ type: this.string(type), unit: this.string(unit) });
    return {
      sampleType: sampleTypes.map(valueType),
      ...(options.periodType === undefined ? {} : { periodType: valueType(options.periodType) }),
      period: options.period ?? 1,
      timeNanos: options.timeNanos ?? 0n,
      durationNanos: options.durationNanos ?? 0n,
      defaultSampleType: this.string(options.defaultSampleType ?? ''),
      dropFrames: this.string(options.dropFrames ?? ''),
      keepFrames: this.string(options.keepFrames ?? ''),
      comment: (options.comments ?? []).map((comment) => this.string(comment)),
      docUrl: this.string(options.docUrl ?? ''),
    };
  }

  private sample(line: string): PlainSample {
    const match = sampleLine.exec(line);
    if (match === null) throw new Error(`not a sample: "${line}"`);
    const [, stack = '', values = '', labels = ''] = match;
    return {
      locationId: stack === '-' ? [] : this.stack(stack),
      value: values.trim().split(' ').map(exactNumber),
      label: labels.split(',').flatMap((label) => this.label(label.trim())),
    };
  }

  /** Frames marked `~` share the location of the next frame without the mark. */
  private stack(stack: string): Int64[] {
    const ids: Int64[] = [];
    let lines: PlainLine[] = [];
    for (const frame of stack.split(';')) {
      const match = framePattern.exec(frame);
      if (match === null) throw new Error(`not a frame: "${frame}"`);
      const [, inlined, name = '', file = 'main.go', line = '1'] = match;
      lines.push({ functionId: this.function(name, file), line: Number(line) });
      if (inlined === '~') continue;
      ids.push(this.location(lines));
      lines = [];
    }
    if (lines.length > 0) throw new Error(`the last frame of a stack cannot be inlined: "${stack}"`);
    return ids;
  }

  private location(line: PlainLine[]): Int64 {
    const key = JSON.stringify(line);
    const id = this.locations.get(key)?.id ?? this.locations.size + 1;
    if (!this.locations.has(key)) this.locations.set(key, { id, address: 0x1000 + Number(id) * 16, line });
    return id;
  }

  private function(name: string, file: string): number {
    const key = `${name}@${file}`;
    const id = Number(this.functions.get(key)?.id ?? this.functions.size + 1);
    if (!this.functions.has(key)) {
      const index = this.string(name);
      this.functions.set(key, { id, name: index, systemName: index, filename: this.string(file) });
    }
    return id;
  }

  private label(label: string): PlainLabel[] {
    if (label === '') return [];
    const [, key = '', sign, value = ''] = /^([^=:]+)([=:])(.*)$/.exec(label) ?? [];
    const keyIndex = this.string(key);
    return [sign === '=' ? { key: keyIndex, str: this.string(value) } : { key: keyIndex, num: Number(value) }];
  }

  private string(text: string): number {
    const index = this.strings.get(text) ?? this.strings.size;
    this.strings.set(text, index);
    return index;
  }
}

function exactNumber(text: string): Int64 {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
