import type { Profile } from '../../shared/model/profile';
import { addressBefore, multiplyInt64, toInt64 } from '../base/int64';
import type { Int64 } from '../base/int64';
import { TextLines } from '../base/textLines';
import { unreadable } from '../base/unreadable';
import { withoutDoubleLeaf } from './doubleLeaf';
import { otherFrames } from './frameRules';
import { readJavaLocations } from './java/javaLocations';
import { LegacyProfile } from './legacyProfile';
import { readMemoryMap } from './locations/memoryMap';
import { WordReader, wordLayouts } from './wordReader';

const headerWords = 5;
const nanosPerMicro = 1000;

interface CpuHeader {
  /** Stands behind the header. */
  readonly reader: WordReader;
  readonly periodMicros: Int64;
  readonly isJava: boolean;
}

interface CpuSample {
  readonly count: Int64;
  /** Addresses, leaf first. */
  readonly stack: Int64[];
}

export function isCpuProfile(bytes: Uint8Array): boolean {
  return readHeader(bytes) !== null;
}

/**
 * Reads a binary CPU profile of gperftools (or of Java's profilez, which shares it): machine words, then text with the memory
 * map or with Java's symbols.
 *
 * @throws LeakLensError `unreadable`
 */
export function readCpuProfile(bytes: Uint8Array, subject: string): Profile {
  const header = readHeader(bytes);
  if (header === null) throw unreadable(subject, 'expected the header of a CPU profile: 0, 3, 0, period, 0');
  const { reader, isJava } = header;
  const period = multiplyInt64(asSigned(header.periodMicros), nanosPerMicro);
  const { samples, ended } = readSamples(reader, subject);
  if (!isJava) {
    for (const sample of samples) sample.stack = sample.stack.map((pc, at) => (at === 0 ? pc : addressBefore(pc)));
    dropHandlerFrames(samples);
  }
  const profile = new LegacyProfile({
    sampleTypes: [
      { type: 'samples', unit: 'count' },
      { type: 'cpu', unit: 'nanoseconds' },
    ],
    periodType: { type: 'cpu', unit: 'nanoseconds' },
    period,
    frames: otherFrames,
  });
  for (const { count, stack } of samples) {
    profile.add([count, multiplyInt64(count, period)], isJava ? stack : withoutDoubleLeaf(profile, stack));
  }
  if (!ended) profile.note('The file may be cut: the mark at the end of its samples is missing.');
  const lines = new TextLines(bytes.subarray(reader.pos));
  if (!isJava) return profile.build(readMemoryMap(lines));
  readJavaLocations(lines, profile);
  return profile.build([], false);
}

/** Words 0, 3, 0 (1 for Java), the period in microseconds, 0. */
function readHeader(bytes: Uint8Array): CpuHeader | null {
  for (const layout of wordLayouts) {
    const reader = new WordReader(bytes, layout);
    if (reader.left < headerWords) continue;
    const [zero, version, language, periodMicros = 0, padding] = Array.from({ length: headerWords }, () =>
      reader.next(),
    );
    if (zero !== 0 || version !== 3 || padding !== 0 || periodMicros === 0) continue;
    if (language === 0 || language === 1) return { reader, periodMicros, isJava: language === 1 };
  }
  return null;
}

/** Samples are: how often, how many addresses, the addresses. `0 1 0` ends them. */
function readSamples(reader: WordReader, subject: string): { samples: CpuSampleList; ended: boolean } {
  const samples: CpuSampleList = [];
  while (reader.left > 0) {
    const start = reader.pos;
    const count = reader.next();
    const depth = reader.left > 0 ? reader.next() : Infinity;
    if (depth > reader.left) {
      throw unreadable(subject, `at byte ${start}: expected a sample of ${depth} addresses, but the file ends`);
    }
    const stack = Array.from({ length: Number(depth) }, () => reader.next());
    if (count === 0 && stack.length === 1 && stack[0] === 0) return { samples, ended: true };
    samples.push({ count: asSigned(count), stack });
  }
  return { samples, ended: false };
}

type CpuSampleList = { readonly count: Int64; stack: Int64[] }[];

/** A word as Go's int64 has it. */
function asSigned(word: Int64): Int64 {
  return typeof word === 'number' ? word : toInt64(BigInt.asIntN(64, word));
}

/** So many samples may differ by one where the others share a frame. */
const similarSamples = 32;
const handlerFrames = 2;

/**
 * The signal handler pushes a frame or two between the leaf and its caller. A second frame that nearly all samples share is taken
 * for such a one (cpuProfile in pprof's profile package).
 */
function dropHandlerFrames(samples: readonly CpuSample[]): void {
  const enough = samples.length - Math.floor(samples.length / similarSamples);
  for (let round = 0; round < handlerFrames; round += 1) {
    const counts = new Map<Int64, number>();
    for (const { stack } of samples) {
      const [, second] = stack;
      if (second !== undefined) counts.set(second, (counts.get(second) ?? 0) + 1);
    }
    for (const [address, count] of counts) {
      if (count < enough) continue;
      for (const { stack } of samples) if (stack[1] === address) stack.splice(1, 1);
      break;
    }
  }
}
