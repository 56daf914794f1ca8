import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { goAnalyser as analyser } from '../../../../src/analyse/go/goAnalyser';
import { verdicts } from '../../../../src/analyse/go/judge/verdicts';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { goRedactor as redactor } from '../../../../src/decode/go/goRedactor';
import { directReaders } from '../../../../src/follow/go/readers/directReader';
import { threadReaders } from '../../../../src/follow/go/readers/threadReader';
import type { LeakLensError } from '../../../../src/shared/model/errors';
import { defaultThresholds } from '../../../../src/shared/model/verdictThresholds';
import type { ReaderCalls, TakenRequest, TargetReader } from '../../../../src/shared/ports/runtime/targetReader';
import { startThread } from '../../../../src/threads/startThread';
import { readFixture } from '../../../support/profiles/decodeFixtures';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaklens-thread-'));
  const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node22' } as const;
  await build({ ...common, entryPoints: ['src/readerThread.ts'], outdir: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const openInThread = threadReaders(() =>
  startThread<ReaderCalls>({
    script: join(folder, 'readerThread.js'),
    name: 'reader',
    timeoutMillis: 30_000,
    maxHeapMegabytes: 512,
  }),
);
const openDirect = directReaders({
  decoderFor: (maxInflatedBytes) => createGoDecoder({ maxInflatedBytes }),
  analyser,
  verdicts,
  redactor,
});

function open(kind: typeof openDirect): TargetReader {
  const reader = kind('http://localhost:6060/debug/pprof/');
  onTestFinished(() => reader.dispose());
  return reader;
}

const files: readonly (readonly [TakenRequest, string])[] = [
  ['heap', 'heap.pb.gz'],
  ['goroutine', 'goroutine.pb.gz'],
  ['goroutine-dump', 'goroutine.debug2.txt'],
];
const maxBytes = 64 * 1024 * 1024;
const taken = { heap: true, goroutines: true };

/** A round and another one, from the answers to the words that a person would get. */
async function everything(reader: TargetReader) {
  const said: unknown[] = [];
  for (const life of [0, 0, 1]) {
    for (const [request, name] of files)
      said.push(await reader.take({ request, bytes: readFixture(`profiles/${name}`), subject: name, maxBytes }));
    const text = { bytes: readFixture('profiles/heap.debug1.txt'), subject: 'heap.txt', maxBytes };
    const memory = await reader.memoryStatistics(text);
    const gathered = await reader.gather({ atMillis: 1000 * said.length, residentBytes: 1e9, memory, taken });
    const look = { files: new Map([...gathered.recorded.keys()].map((file) => [file, file])), life };
    said.push(memory, gathered, await reader.report(look), await reader.judge(look));
    const facts = { waits: new Map(), allocations: new Map(), libraries: new Map() };
    said.push(await reader.verdicts({ facts, thresholds: defaultThresholds }));
  }
  said.push(
    await reader.redact({ name: 'goroutine.txt', bytes: readFixture('profiles/goroutine.debug2.txt'), maxBytes }),
  );
  const metrics = new TextEncoder().encode('go_goroutines 7\n');
  said.push(await reader.runtimeMetrics({ bytes: metrics, subject: '/metrics', maxBytes }));
  const vars = new TextEncoder().encode('{"build":{"GoVersion":"go1.26.8","Path":"example.com/shop"}}');
  said.push(await reader.publishedBuild({ bytes: vars, subject: '/debug/vars', maxBytes }));
  return said;
}

describe('a reader in a thread', () => {
  it('says what a reader says where it is called', async () => {
    expect(await everything(open(openInThread))).toEqual(await everything(open(openDirect)));
  });
});

describe.each([
  ['in a thread', openInThread],
  ['where it is called', openDirect],
])('a reader %s', (_where, kind) => {
  const heap = (bytes: Uint8Array) => ({ request: 'heap' as const, bytes, subject: 'the heap', maxBytes });

  it('answers damaged bytes with what is wrong with them', async () => {
    await expect(open(kind).take(heap(new Uint8Array(9)))).rejects.toMatchObject({
      problem: { kind: 'unreadable', subject: 'the heap' },
    } satisfies { problem: Partial<LeakLensError['problem']> });
  });

  it('forgets the answers of a round that was not finished', async () => {
    const reader = open(kind);
    for (const [request, name] of files)
      await reader.take({ request, bytes: readFixture(`profiles/${name}`), subject: name, maxBytes });
    await reader.take({ ...heap(readFixture('profiles/heap.pb.gz')), beginsRound: true });
    await expect(reader.gather({ atMillis: 1, residentBytes: null, memory: null, taken })).rejects.toThrow('was lost');
  });

  it('does no more once it is disposed, or nobody waits', async () => {
    const reader = open(kind);
    await expect(reader.take(heap(new Uint8Array(9)), AbortSignal.abort())).rejects.toMatchObject({
      problem: { kind: 'cancelled' },
    });
    reader.dispose();
    await expect(reader.take(heap(new Uint8Array(9)))).rejects.toMatchObject({ problem: { kind: 'cancelled' } });
  });
});
