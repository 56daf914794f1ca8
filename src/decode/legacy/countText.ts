import type { Profile } from '../../shared/model/profile';
import { otherFrames } from './frameRules';
import { GoRecords } from './goRecords';
import { LegacyProfile } from './legacyProfile';
import { LegacyText } from './legacyText';

const header = /^(\S+) profile: total (\d+)$/;
/** A stack may be empty, as those of threadcreate mostly are. */
const record = /^(\d+) @(.*)$/;

export function isCountText(firstLine: string): boolean {
  return header.test(firstLine);
}

/**
 * Reads what Go's debug=1 writes for goroutine, goroutineleak, threadcreate and custom profiles. Labels and symbols, which
 * pprof skips in these texts, are kept.
 *
 * @throws LeakLensError `unreadable`
 */
export function readCountText(bytes: Uint8Array, subject: string): Profile {
  const text = new LegacyText(bytes, subject);
  text.nextContent();
  const [, name = '', totalDigits = ''] = header.exec(text.line) ?? [];
  if (name === '') throw text.fail('a heading like "goroutine profile: total 73"');
  const total = Number(text.int64(totalDigits, 'total'));
  const type = { type: name, unit: 'count' };
  const profile = new LegacyProfile({ sampleTypes: [type], periodType: type, period: 1, frames: otherFrames });
  const records = new GoRecords(profile, { hidesLeaf: false });
  let counted = 0;
  while (text.next() && !text.line.startsWith('---')) {
    if (text.isComment) records.comment(text.line);
    if (text.isComment || text.isBlank) continue;
    const [, count, stack = ''] = record.exec(text.line) ?? [];
    if (count === undefined) throw text.fail('a record like "3 @ 0x4a 0x4b"');
    const value = text.int64(count, 'count');
    counted += Number(value);
    records.add([value], text.addresses(stack));
  }
  records.close();
  if (counted < total) {
    profile.note(`The text may be cut: its heading counts ${total}, its records only ${counted}.`);
  }
  return profile.build(text.memoryMap());
}
