// Runs in a process of its own: measures a verdict pass over many lines and a day of points, and prints the result. Bundled by
// benchVerdicts.ts, because it reaches into src.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { type LeakObservation } from '../../../src/shared/ports/runtime/judge';
import { defaultThresholds } from '../../../src/shared/model/verdictThresholds';
import { verdicts } from '../../../src/analyse/go/judge/verdicts';
import { decodeProfile } from '../../../src/decode/proto/decodeProfile';

import type { Profile } from '../../../src/shared/model/profile';
import { emptyMemory } from '../../../src/shared/model/process/memoryStatistics';
import { profileBytesFromText } from '../profiles/profileText';

const sites = 10_000;
const polls = 720;
/** So that the polls cover a day. */
const everyMillis = (24 * 60 * 60_000) / polls;
const passes = 21;
const noSource = { wait: () => null, allocation: () => null, library: () => null };

const place = (id: number) => `shop/pkg${id % 97}.work${id}@/src/shop/pkg${id % 97}/file${id}.go:${(id % 900) + 1}`;
const lines = (line: (id: number) => string) => Array.from({ length: sites }, (_, id) => line(id)).join('\n');

const heap = decode(lines((id) => `${place(id)};main.main@/src/shop/main.go:9 4 4096 4 4096`));
const goroutines = decode(lines((id) => `runtime.gopark;runtime.chansend;${place(id)} 4`));

function decode(text: string): Profile {
  return decodeProfile(profileBytesFromText(text), 'a profile of many lines');
}

/** Half of the lines stand still, a quarter trembles, a quarter grows: more work than any program makes. */
function valueOf(id: number, poll: number): number {
  if (id % 2 === 0) return 40;
  return id % 4 === 1 ? 40 + ((id * 7 + poll * 13) % 9) : 40 + poll;
}

/** One poll; the profiles are the same objects with new values, as decoding is not what is measured. */
function observationAt(poll: number): LeakObservation {
  for (let id = 0; id < sites; id += 1) {
    const value = valueOf(id, poll);
    goroutines.samples.values[id] = value;
    heap.samples.values.set([value, value * 65_536, value, value * 65_536], id * 4);
  }
  const memory = { ...emptyMemory, numGc: poll + 1, mallocs: poll * 1e6, totalAlloc: poll * 1e9 };
  return { atMillis: poll * everyMillis, memory, heap, goroutines, dump: null, residentBytes: null, leaked: null };
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

function main(): void {
  const judge = verdicts.createJudge();
  const observing: number[] = [];
  const judging: number[] = [];
  let findings = 0;
  for (let poll = 0; poll < polls; poll += 1) {
    const observation = observationAt(poll);
    const started = performance.now();
    judge.observe(observation, () => null, 0);
    const observed = performance.now();
    if (poll < polls - passes) continue;
    findings = judge.findings(noSource, defaultThresholds).length;
    judging.push(performance.now() - observed);
    observing.push(observed - started);
  }
  const heapMegabytes = process.memoryUsage().rss / 1024 / 1024;
  process.stdout.write(
    JSON.stringify({ judging: median(judging), observing: median(observing), findings, heapMegabytes }),
  );
}

main();
