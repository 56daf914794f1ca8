import type { Profile } from '../../shared/model/profile';
import { addressBefore, parseHexUint64 } from '../base/int64';
import type { Int64 } from '../base/int64';
import { otherFrames } from './frameRules';
import { withoutDoubleLeaf } from './doubleLeaf';
import { LegacyProfile } from './legacyProfile';
import { LegacyText } from './legacyText';
import { isMemoryMapSentinel } from './locations/memoryMap';

const heading = /^--- threadz \d+ ---/;
const threadHeading = /^--- Thread [0-9a-f]+ \(name: .*\/\d+\) stack: ---/i;
const noTrace = '---- no stack trace for';

export function isThreadText(firstLine: string): boolean {
  return heading.test(firstLine) || threadHeading.test(firstLine);
}

/**
 * Reads threadz of gperftools: a stack for each thread, or the remark that it is the same as that of the thread before.
 *
 * @throws LeakLensError `unreadable`
 */
export function readThreadText(bytes: Uint8Array, subject: string): Profile {
  const text = new LegacyText(bytes, subject);
  text.nextContent();
  if (heading.test(text.line)) while (text.next() && !text.line.startsWith('-') && !isEnd(text)) continue;
  const type = { type: 'thread', unit: 'count' };
  const profile = new LegacyProfile({ sampleTypes: [type], periodType: type, period: 1, frames: otherFrames });
  while (text.open && !isEnd(text)) {
    if (!threadHeading.test(text.line)) throw text.fail('a line like "--- Thread 7f01 (name: main/123) stack: ---"');
    const stack = readStack(text);
    // A thread without any address is counted like the one before, as pprof does.
    if (stack.length === 0) profile.countLastAgain();
    else profile.add([1], withoutDoubleLeaf(profile, stack));
  }
  return profile.build(text.memoryMap());
}

function isEnd(text: LegacyText): boolean {
  return isMemoryMapSentinel(text.line) || text.line.startsWith(noTrace);
}

/** Reads to the line behind the stack. The leaf is where the thread stood, the others are where it will return to. */
function readStack(text: LegacyText): Int64[] {
  const stack: Int64[] = [];
  let sameAsBefore = false;
  while (text.next() && !text.line.startsWith('---') && !isMemoryMapSentinel(text.line)) {
    if (text.line.includes('same as previous thread')) sameAsBefore = true;
    else for (const address of findAddresses(text)) stack.push(stack.length > 0 ? addressBefore(address) : address);
  }
  return sameAsBefore ? [] : stack;
}

/** Addresses among other text, as symbolised stacks have it. */
function findAddresses(text: LegacyText): Int64[] {
  return Array.from(text.line.matchAll(/0x([0-9a-f]+)/g), ([, digits = '']) => {
    const address = parseHexUint64(digits);
    if (address === null) throw text.fail('addresses of 64 bits');
    return address;
  });
}
