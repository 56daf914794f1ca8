import { gunzipSync } from 'node:zlib';
import type { ProgramSymbols } from '../../../src/shared/model/go/dumpHolders';
import type { ReadPart } from '../../../src/shared/model/go/heapDump';
import { readFixture } from '../profiles/decodeFixtures';

export interface RecordedDump {
  readonly bytes: Uint8Array;
  readonly symbols: ProgramSymbols;
}

export const recordedVersions = ['go1.24.13', 'go1.27.1'] as const;

export function recordedDump(version: (typeof recordedVersions)[number]): RecordedDump {
  const unpacked = (name: string) => gunzipSync(readFixture(`heapdumps/${version}.${name}.gz`));
  const symbols = JSON.parse(unpacked('symbols.json').toString('utf8')) as ProgramSymbols;
  return { bytes: new Uint8Array(unpacked('dump')), symbols };
}

/** A file that is in memory. @param most bytes that one read gives */
export function partsOf(bytes: Uint8Array, most = Infinity): ReadPart {
  return (into, position) => {
    const part = bytes.subarray(position, position + Math.min(into.length, most));
    into.set(part);
    return part.length;
  };
}
