import { gzipSync } from 'node:zlib';
import { encodeProfile } from './profileEncoder';

/** What is held over one chain of names, root first. */
export interface Retained {
  readonly chain: readonly string[];
  readonly objects: number;
  readonly bytes: number;
}

/**
 * A profile as goref v0.0.11 writes it (pkg/proc/protobuf.go): names are functions whose ids are their rows in the string table, beginning at 5;
 * locations have no mapping, and the only mapping is called `-`.
 */
export function retentionBytes(retained: readonly Retained[]): Uint8Array {
  const strings = ['', 'inuse_objects', 'count', 'inuse_space', 'bytes'];
  const idOf = (name: string): number => {
    const known = strings.indexOf(name, 5);
    return known >= 0 ? known : strings.push(name) - 1;
  };
  const sample = retained.map(({ chain, objects, bytes }) => ({
    value: [objects, bytes],
    locationId: chain.map(idOf).reverse(),
  }));
  const ids = strings.map((_, at) => at).slice(5);
  const message = encodeProfile({
    sampleType: [
      { type: 1, unit: 2 },
      { type: 3, unit: 4 },
    ],
    sample,
    location: ids.map((id) => ({ id, line: [{ functionId: id }] })),
    function: ids.map((id) => ({ id, name: id })),
    mapping: [{ id: 1, memoryLimit: 0xff, filename: strings.push('-') - 1 }],
    stringTable: strings,
  });
  return new Uint8Array(gzipSync(message));
}
