// What a long watch keeps of a service with a great many stacks.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { goAnalyser as analyser } from '../../src/analyse/go/goAnalyser';
import { verdicts } from '../../src/analyse/go/judge/verdicts';
import { createGoDecoder } from '../../src/decode/go/goDecoder';
import { goRedactor as redactor } from '../../src/decode/go/goRedactor';
import { RoundReader } from '../../src/follow/go/readers/roundReader';
import { defaultThresholds } from '../../src/shared/model/verdictThresholds';
import { hostileProfile } from '../support/hostile/hostileProfile';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const stacks = 2500;
const parked = { name: 'runtime.chanrecv1', file: '/usr/local/go/src/runtime/chan.go', line: 442 };
const lines = Array.from({ length: stacks }, (_, nth) => ({
  name: `example.com/shop/queue.f${nth % 500}`,
  file: `/src/shop/queue/file${nth % 100}.go`,
  line: nth + 1,
}));
const goroutines = hostileProfile(
  'goroutine',
  lines.map((line) => [parked, line]),
);
/** Two that differ, as after a collection. */
const heaps = [0, 1].map((skipped) =>
  hostileProfile(
    'heap',
    lines.slice(skipped).map((line) => [line]),
  ),
);

it('the polls of a watch leave nothing behind but numbers, however many stacks there are', () => {
  const decoder = createGoDecoder();
  const reader = new RoundReader({ decoderFor: () => decoder, analyser, verdicts, redactor });
  const poll = (nth: number) => {
    const about = { subject: 'shop', maxBytes: 2 ** 28 };
    reader.take({ ...about, request: 'heap', beginsRound: true, bytes: heaps[nth % 2]! });
    reader.take({ ...about, request: 'goroutine', bytes: goroutines });
    const taken = { heap: true, goroutines: true };
    const { recorded } = reader.gather({ atMillis: 1e12 + nth * 5000, residentBytes: null, memory: null, taken });
    const look = { files: new Map([...recorded.keys()].map((file) => [file, file])), life: 0 };
    reader.report(look);
    reader.judge(look);
    reader.verdicts({
      facts: { waits: new Map(), allocations: new Map(), libraries: new Map() },
      thresholds: defaultThresholds,
    });
  };
  const keptAfter = (polls: number, from: number) => {
    for (let nth = from; nth < polls; nth += 1) poll(nth);
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const early = keptAfter(5, 0);
  const late = keptAfter(35, 5);
  // A point of each line as an object was 56 bytes: seven megabytes for the two numbers of these lines in thirty polls.
  expect(late - early).toBeLessThan(3.5 * 2 ** 20);
}, 180_000);
