import type { Profile } from '../../shared/model/profile';
import { multiplyInt64 } from '../base/int64';
import type { Int64 } from '../base/int64';
import { contentionFrames } from './frameRules';
import { GoRecords } from './goRecords';
import { LegacyProfile } from './legacyProfile';
import { LegacyText } from './legacyText';

const record = /^(\d+) +(\d+) @(.*)$/;
const nanosPerMilli = 1_000_000;

export function isContentionText(firstLine: string): boolean {
  return /^--- (contentionz |mutex:|contention:)/.test(firstLine);
}

/** Whether a text that begins with `--- contentionz 1 ---` is Java's: only Java states a format or a resolution. */
export function isJavaContention(bytes: Uint8Array): boolean {
  const text = new LegacyText(bytes, '');
  text.nextContent();
  while (text.next()) {
    const attribute = parseAttribute(text.line);
    if (attribute === null && !text.isBlank && !text.isComment) return false;
    if (attribute !== null && ['format', 'resolution'].includes(attribute.key)) return true;
  }
  return false;
}

interface Attributes {
  /** Ticks of the clock that the delays count in; 0 when they are nanoseconds already. */
  cyclesPerSecond: Int64;
  /** One in so many contentions was recorded. */
  period: Int64;
  durationNanos: bigint;
}

/**
 * Reads `block?debug=1` and `mutex?debug=1` of Go, and contentionz of gperftools: `delay count @ addresses`.
 *
 * @throws LeakLensError `unreadable`
 */
export function readContentionText(bytes: Uint8Array, subject: string): Profile {
  const text = new LegacyText(bytes, subject);
  text.nextContent();
  const attributes = readAttributes(text);
  const profile = new LegacyProfile({
    sampleTypes: [
      { type: 'contentions', unit: 'count' },
      { type: 'delay', unit: 'nanoseconds' },
    ],
    periodType: { type: 'contentions', unit: 'count' },
    period: attributes.period,
    durationNanos: attributes.durationNanos,
    frames: contentionFrames,
  });
  const records = new GoRecords(profile, { hidesLeaf: false });
  for (; text.open && !text.line.startsWith('---'); text.next()) {
    if (text.isComment) records.comment(text.line);
    else if (!text.isBlank) readRecord(text, attributes, records);
  }
  records.close();
  return profile.build(text.memoryMap());
}

function readRecord(text: LegacyText, { period, cyclesPerSecond }: Attributes, records: GoRecords): void {
  const [, delayDigits, countDigits = '', stack = ''] = record.exec(text.line) ?? [];
  if (delayDigits === undefined) throw text.fail('a record like "19395 1 @ 0x4a 0x4b"');
  let delay = text.int64(delayDigits, 'delay');
  let count = text.int64(countDigits, 'count');
  if (period > 0) {
    if (cyclesPerSecond > 0) {
      delay = Math.trunc((Number(delay) * Number(period)) / (Number(cyclesPerSecond) / 1e9));
      if (Math.abs(delay) >= 2 ** 63) throw text.fail('a delay of 64 bits in nanoseconds');
    }
    count = multiplyInt64(count, period);
  }
  records.add([count, delay], text.addresses(stack));
}

/** Reads the lines `name = value` and stands on the first line behind them. */
function readAttributes(text: LegacyText): Attributes {
  const attributes: Attributes = { cyclesPerSecond: 0, period: 1, durationNanos: 0n };
  while (text.next()) {
    if (text.isBlank || text.isComment) continue;
    const attribute = parseAttribute(text.line);
    if (attribute === null) break;
    const { key, value } = attribute;
    if (key === 'cycles/second') attributes.cyclesPerSecond = text.int64(value, key);
    else if (key === 'sampling period') attributes.period = text.int64(value, key);
    else if (key === 'ms since reset') {
      attributes.durationNanos = BigInt(multiplyInt64(text.int64(value, key), nanosPerMilli));
    } else if (key !== 'discarded samples') throw text.fail('cycles/second, sampling period or ms since reset');
  }
  return attributes;
}

function parseAttribute(line: string): { key: string; value: string } | null {
  const equals = line.indexOf('=');
  if (equals < 0 || line.startsWith('---')) return null;
  return { key: line.slice(0, equals).trim(), value: line.slice(equals + 1).trim() };
}
