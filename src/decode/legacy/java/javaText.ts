import type { Profile } from '../../../shared/model/profile';
import { divideInt64, multiplyInt64 } from '../../base/int64';
import type { Int64 } from '../../base/int64';
import { TextLines } from '../../base/textLines';
import { contentionFrames, heapFrames } from '../frameRules';
import { readJavaLocations } from './javaLocations';
import { LegacyProfile } from '../legacyProfile';
import { LegacyText } from '../legacyText';
import { unsample } from '../unsample';

const attribute = /^([\w ]+)=([\w ]+)/;
const record = /^(\d+) +(\d+) +@ *(.*)$/;

/** The rate of Java's heap sampler, which its profiles do not state. */
const javaHeapRate = 512 * 1024;
const nanosPerMilli = 1_000_000;

type JavaKind = 'heap' | 'contention';

export function isJavaHeap(firstLine: string): boolean {
  return firstLine === '--- heapz 1 ---';
}

interface JavaHeader {
  kind: JavaKind;
  /** The unit of the second value. */
  resolution: string;
  period: Int64;
  durationNanos: bigint;
}

/**
 * Reads heapz and contentionz of Java: `bytes count @ addresses`, then a line for each address.
 *
 * @throws LeakLensError `unreadable`
 */
export function readJavaText(bytes: Uint8Array, subject: string): Profile {
  const text = new LegacyText(bytes, subject);
  text.nextContent();
  const header = readHeader(text, isJavaHeap(text.line) ? 'heap' : 'contention');
  if (header.resolution === '') throw text.fail('a line like "resolution=bytes" in front of the samples');
  const profile = startProfile(header);
  // Symbols may stand anywhere, so that they are read in a second pass over the whole text.
  for (; text.open; text.next()) {
    const match = record.exec(text.line);
    if (match === null && !text.isBlank) break;
    if (match !== null) readRecord(text, match, header, profile);
  }
  readJavaLocations(new TextLines(bytes), profile);
  return profile.build([], false);
}

function startProfile({ kind, resolution, period, durationNanos }: JavaHeader): LegacyProfile {
  const isHeap = kind === 'heap';
  const [count, amount] = isHeap ? ['inuse_objects', 'inuse_space'] : ['contentions', 'delay'];
  return new LegacyProfile({
    sampleTypes: [
      { type: count, unit: 'count' },
      { type: amount, unit: resolution },
    ],
    periodType: !isHeap && period !== 0 ? { type: 'contentions', unit: 'count' } : null,
    period,
    durationNanos,
    frames: isHeap ? heapFrames : contentionFrames,
  });
}

function readRecord(text: LegacyText, match: RegExpExecArray, header: JavaHeader, profile: LegacyProfile): void {
  const [, amountDigits = '', countDigits = '', addresses = ''] = match;
  const amount = text.int64(amountDigits, 'bytes or delay');
  const count = text.int64(countDigits, 'count');
  const stack = text.addresses(addresses);
  if (header.kind === 'contention') {
    const { period } = header;
    profile.add(period === 0 ? [count, amount] : [multiplyInt64(count, period), multiplyInt64(amount, period)], stack);
    return;
  }
  const values = count === 0 ? null : unsample(count, amount, javaHeapRate);
  if (values === null) throw text.fail('objects, of which there is at least one, as the second number');
  profile.add(values, stack, [profile.bytesLabel(divideInt64(amount, count))]);
}

/** Reads the lines `name=value` and stands on the first line behind them. */
function readHeader(text: LegacyText, kind: JavaKind): JavaHeader {
  const header: JavaHeader = { kind, resolution: '', period: 0, durationNanos: 0n };
  while (text.next()) {
    if (text.isBlank) continue;
    const [, name, value = ''] = attribute.exec(text.line) ?? [];
    if (name === undefined) break;
    readAttribute(text, header, name.trim(), value.trim());
  }
  return header;
}

function readAttribute(text: LegacyText, header: JavaHeader, name: string, value: string): void {
  if (name === 'format' && value === 'java') return;
  if (name === 'resolution') header.resolution = value;
  else if (header.kind === 'contention' && name === 'sampling period') header.period = text.int64(value, name);
  else if (header.kind === 'contention' && name === 'ms since reset') {
    header.durationNanos = BigInt(multiplyInt64(text.int64(value, name), nanosPerMilli));
  } else throw text.fail('format=java, resolution, sampling period or ms since reset');
}
