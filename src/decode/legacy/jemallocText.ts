import type { Profile } from '../../shared/model/profile';
import { addressBefore, type Int64 } from '../base/int64';
import { heapFrames } from './frameRules';
import { allocatedAndInUse, objectsAndSpace } from './heapText';
import { LegacyProfile } from './legacyProfile';
import { LegacyText } from './legacyText';
import { isMemoryMapSentinel } from './locations/memoryMap';
import { unsample } from './unsample';

const header = /^heap_v2\/(\d+)$/;
const counts = /^t(\*|\d+): *(\d+): *(\d+) *\[ *(\d+): *(\d+) *\]/;

export function isJemallocText(firstLine: string): boolean {
  return header.test(firstLine);
}

/** What one line of numbers says: objects and bytes that are kept, and that were ever allocated (0 without prof_accum). */
interface Numbers {
  readonly objects: Int64;
  readonly space: Int64;
  readonly allObjects: Int64;
  readonly allSpace: Int64;
}

/**
 * Reads what jemalloc itself writes of its heap (jemalloc 5.3.0, src/prof_data.c: prof_dump_gctx; the mallctl `prof.dump`), as
 * services in Rust, C and C++ serve it: a line of addresses and below it the numbers of all threads, `t*`, and of each. The threads
 * add up to all, and are passed over. Numbers are scaled up from the sample as jeprof does it, by the formula of gperftools' heap_v2;
 * what jemalloc writes is made so that this comes out right (prof_unbias). There are addresses and no names.
 *
 * @throws LeakLensError `unreadable`
 */
export function readJemallocText(bytes: Uint8Array, subject: string): Profile {
  const text = new LegacyText(bytes, subject);
  text.nextContent();
  return new JemallocReader(text).read();
}

class JemallocReader {
  private readonly text: LegacyText;
  private readonly rate: Int64;
  private readonly all: Numbers;
  private readonly hasAllocations: boolean;
  private readonly profile: LegacyProfile;
  /** Bytes of all records as they stand in the text. */
  private space = 0;

  constructor(text: LegacyText) {
    this.text = text;
    this.rate = text.int64(header.exec(text.line)?.[1] ?? '', 'sampling rate');
    this.all = this.numbersOfAll();
    this.hasAllocations = this.all.allObjects !== 0;
    this.profile = new LegacyProfile({
      sampleTypes: this.hasAllocations ? allocatedAndInUse : objectsAndSpace,
      periodType: { type: 'space', unit: 'bytes' },
      period: this.rate,
      frames: heapFrames,
    });
  }

  read(): Profile {
    const { text, profile } = this;
    while (text.next() && !isMemoryMapSentinel(text.line)) {
      if (text.line.startsWith('@')) this.readRecord(text.addresses(text.line.slice(1)));
      else if (!text.isBlank && !counts.test(text.line)) throw text.fail('the addresses of a record, "@ 0x4a 0x4b"');
    }
    if (this.space < Number(this.all.space)) {
      profile.note(
        `The text may be cut: its heading counts ${this.all.space} bytes, its records ${this.space}, before scaling.`,
      );
    }
    profile.note(
      'jemalloc writes addresses and no names: the crate jemalloc_pprof serves functions and lines with them.',
    );
    return profile.build(text.memoryMap());
  }

  private readRecord(stack: readonly Int64[]): void {
    const { objects, space, allObjects, allSpace } = this.numbersOfAll();
    this.space += Number(space);
    const allocated = this.hasAllocations ? this.scaled(allObjects, allSpace) : [];
    this.profile.add([...allocated, ...this.scaled(objects, space)], stack.map(addressBefore));
  }

  private scaled(objects: Int64, space: Int64): Int64[] {
    const values = unsample(objects, space, this.rate);
    if (values === null) throw this.text.fail('numbers that the sampling rate can be applied to');
    return values;
  }

  /** Of the next line, which has to be that of all threads. */
  private numbersOfAll(): Numbers {
    const { text } = this;
    text.next();
    const [, thread, objects = '', space = '', allObjects = '', allSpace = ''] = counts.exec(text.line) ?? [];
    if (thread !== '*') throw text.fail('the numbers of all threads, "t*: 1: 64 [0: 0]"');
    return {
      objects: text.int64(objects, 'objects'),
      space: text.int64(space, 'bytes'),
      allObjects: text.int64(allObjects, 'objects'),
      allSpace: text.int64(allSpace, 'bytes'),
    };
  }
}
