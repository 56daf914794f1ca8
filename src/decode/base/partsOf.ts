import type { PartedBytes } from '../../shared/model/partedBytes';

const partBytes = 256 * 1024;

/** Bytes that are in memory. */
export function partsOf(bytes: Uint8Array): PartedBytes {
  return {
    size: bytes.length,
    async *parts() {
      for (let at = 0; at < bytes.length; at += partBytes) {
        yield await Promise.resolve(bytes.subarray(at, at + partBytes));
      }
    },
  };
}
