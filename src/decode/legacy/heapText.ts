import type { Profile, ValueType } from '../../shared/model/profile';
import { divideInt64 } from '../base/int64';
import type { Int64 } from '../base/int64';
import { heapFrames } from './frameRules';
import { GoRecords } from './goRecords';
import { LegacyProfile } from './legacyProfile';
import { LegacyText } from './legacyText';
import { isMemoryMapSentinel } from './locations/memoryMap';
import { unsample } from './unsample';

const headerStart = 'heap profile:';
const header = /^heap profile: *(\d+): *(\d+) *\[ *(\d+): *(\d+) *\] *@ *([a-z_0-9]*)(?:\/(\d*))?/;
const record = /^(-?\d+): *(-?\d+) *\[ *(\d+): *(\d+) *\] @(.*)$/;

/** Without what was allocated before. */
export const objectsAndSpace: readonly ValueType[] = [
  { type: 'objects', unit: 'count' },
  { type: 'space', unit: 'bytes' },
];

/** Allocations first, so that pprof's rule for the default finds inuse_space. */
export const allocatedAndInUse: readonly ValueType[] = [
  { type: 'alloc_objects', unit: 'count' },
  { type: 'alloc_space', unit: 'bytes' },
  { type: 'inuse_objects', unit: 'count' },
  { type: 'inuse_space', unit: 'bytes' },
];

export function isHeapText(firstLine: string): boolean {
  return firstLine.includes(headerStart);
}

/**
 * Reads `heap?debug=1` of Go and the heap profiles of gperftools: heap, heap_v2, heapz_v2, heapprofile, growthz and
 * fragmentationz. Numbers are scaled up from the sample as pprof does, but for heapprofile, growthz and fragmentationz, which
 * count everything.
 *
 * @throws LeakLensError `unreadable`
 */
export function readHeapText(bytes: Uint8Array, subject: string): Profile {
  const text = new LegacyText(bytes, subject);
  text.nextContent();
  return new HeapReader(text).read();
}

interface HeapHeader {
  /** Average bytes between samples; 1 or less means that everything was counted. */
  readonly rate: Int64;
  readonly scaled: boolean;
  readonly hasAllocations: boolean;
  /** Objects and bytes in use, before scaling, of all records together. */
  readonly objects: Int64;
  readonly space: Int64;
}

class HeapReader {
  private readonly text: LegacyText;
  private readonly header: HeapHeader;
  private readonly profile: LegacyProfile;
  private readonly records: GoRecords;
  /** Sums over the records as they stand in the text. */
  private objects = 0;
  private space = 0;

  constructor(text: LegacyText) {
    this.text = text;
    this.header = readHeader(text);
    this.profile = new LegacyProfile({
      sampleTypes: this.header.hasAllocations ? allocatedAndInUse : objectsAndSpace,
      periodType: { type: 'space', unit: 'bytes' },
      period: this.header.rate,
      frames: heapFrames,
    });
    this.records = new GoRecords(this.profile, { hidesLeaf: true });
  }

  read(): Profile {
    const { text, records } = this;
    while (text.next() && !isMemoryMapSentinel(text.line)) {
      if (text.isComment) records.comment(text.line);
      else if (!text.isBlank) this.readRecord();
    }
    records.close();
    this.checkWhole();
    // runtime/pprof states twice the rate, which is 0 where nothing is recorded.
    if (this.header.scaled && this.header.rate === 0) {
      this.profile.note(
        'Memory profiling is off in this program (MemProfileRate is 0): “leaklens memory” says what is allocated.',
      );
    }
    return this.profile.build(text.memoryMap());
  }

  private readRecord(): void {
    const { text, profile, header } = this;
    const match = record.exec(text.line);
    if (match === null) throw text.fail('a record like "1: 64 [2: 128] @ 0x4a 0x4b"');
    const [, objects = '', space = '', allocated = '', allocatedSpace = '', stack = ''] = match;
    const inUse = this.readPair(objects, space);
    const all = header.hasAllocations ? this.readPair(allocated, allocatedSpace) : null;
    this.objects += Number(objects);
    this.space += Number(space);
    // The size of the objects in use, or of those allocated when none is left.
    const size = inUse.size ?? all?.size ?? 0;
    const values = [...(all?.values ?? []), ...inUse.values];
    this.records.add(values, text.addresses(stack), [profile.bytesLabel(size)]);
  }

  private readPair(countDigits: string, spaceDigits: string): { values: Int64[]; size: Int64 | null } {
    const { text, header } = this;
    const count = text.int64(countDigits, 'objects');
    const space = text.int64(spaceDigits, 'bytes');
    if (count === 0 && space !== 0) throw text.fail('no bytes where there are no objects');
    if (count === 0) return { values: [0, 0], size: null };
    const values = header.scaled ? unsample(count, space, header.rate) : [count, space];
    if (values === null) throw text.fail('a record that the sampling rate can be applied to');
    return { values, size: divideInt64(space, count) };
  }

  /** The heading has the sums over all records, so that a text cut between records can be told. */
  private checkWhole(): void {
    const { header, objects, space } = this;
    if (objects >= Number(header.objects) && space >= Number(header.space)) return;
    this.profile.note(
      `The text may be cut: its heading counts ${header.objects} objects of ${header.space} bytes, its records ` +
        `${objects} of ${space} bytes, before scaling.`,
    );
  }
}

function readHeader(text: LegacyText): HeapHeader {
  const match = header.exec(text.line.slice(Math.max(0, text.line.indexOf(headerStart))));
  const [, objects = '', space = '', allocated = '', allocatedSpace = '', kind = '', rateDigits = ''] = match ?? [];
  const sampling = match === null ? null : samplingOf(kind, text.int64(rateDigits || '0', 'sampling rate'));
  if (sampling === null) {
    throw text.fail(
      'a heading like "heap profile: 1: 64 [2: 128] @ heap/1048576" (or heap_v2, heapprofile, growthz …)',
    );
  }
  const differs = (all: string, inUse: string): boolean => all !== inUse && all !== '0';
  return {
    ...sampling,
    hasAllocations:
      !/^(growth|fragmentation)/.test(kind) && (differs(allocated, objects) || differs(allocatedSpace, space)),
    objects: text.int64(objects, 'objects'),
    space: text.int64(space, 'bytes'),
  };
}

/** What the word behind the @ of the heading says about scaling; null for a word that nobody is known to write. */
function samplingOf(kind: string, stated: Int64): { rate: Int64; scaled: boolean } | null {
  switch (kind) {
    case 'heap_v2':
    case 'heapz_v2':
      return { rate: stated, scaled: true };
    // Early gperftools stated twice the rate, and Go still does.
    case 'heap':
      return { rate: divideInt64(stated, 2), scaled: true };
    case 'heapprofile':
      return { rate: 1, scaled: false };
    default:
      return /^(growth|fragmentation)z?$/.test(kind) ? { rate: 1, scaled: false } : null;
  }
}
