import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import type { LeakObservation } from '../../../../src/shared/ports/runtime/judge';
import type { ReplayManifest } from '../../../support/recording/replayManifest';

const folder = join(import.meta.dirname, '../../../fixtures/gateway-replay');

/** The polls of the recorded gateway, decoded; a goroutine dump with every third. */
export function replayObservations(): LeakObservation[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as ReplayManifest;
  const decoder = createGoDecoder();
  return manifest.frames.map(({ seconds, files }, nth) => {
    const read = (path: string): Uint8Array => new Uint8Array(readFileSync(join(folder, files[path] ?? '')));
    const text = (path: string): Uint8Array => new Uint8Array(gunzipSync(read(path)));
    return {
      atMillis: Date.UTC(2026, 10, 20) + seconds * 1000,
      memory: decoder.memoryStatistics(text('/debug/pprof/heap?debug=1'), 'heap'),
      heap: decoder.profile(read('/debug/pprof/heap'), 'heap'),
      goroutines: decoder.profile(read('/debug/pprof/goroutine'), 'goroutine'),
      dump: nth % 3 === 0 ? decoder.goroutineDump(text('/debug/pprof/goroutine?debug=2'), 'goroutine') : null,
      residentBytes: null,
      leaked: null,
    };
  });
}
