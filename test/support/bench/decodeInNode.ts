// Runs in a process of its own, bundled by benchDecode.ts: decodes a file in one way and prints what it took.
// Arguments: way, file, rounds; or `write-profile` and `write-dump` with a file and a size, to make one.
import protobuf from 'protobufjs';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { Profile } from 'pprof-format';
import { viewerCalls } from '../../../src/analyse/views/viewerCalls';
import { goViews } from '../../../src/runtimes/goViews';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { generateGoHeapProfile } from '../go/goProfileGenerator';
import { generateGoroutineDump } from '../go/goroutineDumpGenerator';

const [way = '', file = '', size = '1', schema = ''] = process.argv.slice(2);
const decoder = createGoDecoder();

const ways: Readonly<Record<string, () => (bytes: Uint8Array) => unknown>> = {
  leaklens: () => (bytes) => decoder.profile(bytes, file),
  'leaklens-dump': () => (bytes) => decoder.goroutineDump(bytes, file),
  'leaklens-goroutines': () => openGoroutines,
  'pprof-format': () => (bytes) => Profile.decode(bytes),
  protobufjs: () => {
    const type = protobuf.parse(readFileSync(schema, 'utf8')).root.lookupType('perftools.profiles.Profile');
    return (bytes) => type.decode(bytes);
  },
};

/** What the engine's thread does until an editor can draw them: where most of them wait. */
function openGoroutines(bytes: Uint8Array): unknown {
  const calls = viewerCalls(goViews);
  // Both are done where they stand.
  void calls.open({ profile: { bytes, subject: file }, base: null });
  const ask = { by: 'place', search: null, onlyMine: false, opened: null } as const;
  return calls.answer({ view: 'goroutines', scope: wholeScope, ask });
}

/** Stacks of 60 frames, as deep services have them. */
const shape = { depth: 60, locations: 60_000, functions: 1500 };

const writers: Readonly<Record<string, () => Uint8Array>> = {
  'write-profile': () => generateGoHeapProfile({ samples: Number(size), ...shape }),
  'write-dump': () => generateGoroutineDump({ goroutines: 100_000, distinctShare: Number(size) }),
};

function measure(decode: (bytes: Uint8Array) => unknown, rounds: number): void {
  const bytes: Uint8Array = readFileSync(file);
  const times: number[] = [];
  resetPeak();
  const before = process.memoryUsage.rss() / 2 ** 20;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    decode(bytes);
    times.push(performance.now() - started);
  }
  const megabytes = peakMegabytes() - before;
  process.stdout.write(JSON.stringify({ millis: Math.min(...times), megabytes, bytesRead: bytes.length }));
}

/** Linux then forgets how much memory this process once had. */
function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Elsewhere the peak is that since the process began.
  }
}

function peakMegabytes(): number {
  if (!existsSync('/proc/self/status')) return process.resourceUsage().maxRSS / 1024;
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}

const write = writers[way];
const decode = ways[way];
if (write !== undefined) writeFileSync(file, write());
else if (decode !== undefined) measure(decode(), Number(size));
else process.exitCode = 2;
