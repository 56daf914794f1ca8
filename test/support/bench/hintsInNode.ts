// Runs in a process of its own: measures the way from the bytes of a poll to the hints on the lines, and prints the result.
// Bundled by benchHints.ts, because it reaches into src.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { goAnalyser as analyser } from '../../../src/analyse/go/goAnalyser';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { PathResolver } from '../../../src/follow/go/paths/pathResolver';
import { MovedLines } from '../../../src/engine/lines/movedLines';
import { UnsavedEdits } from '../../../src/engine/lines/unsavedEdits';
import { OpenDocuments } from '../../../src/lsp/openDocuments';
import { goLineWords } from '../go/goWords';
import { siteHints } from '../../../src/engine/hints/siteHints';
import { TargetLines } from '../../../src/engine/lines/targetLines';
import type { SiteTracker } from '../../../src/shared/ports/runtime/analyser';
import { defaultSettings } from '../../../src/shared/model/settings/settings';
import { createSourceTree } from '../../../src/store/go/sourceTree';
import { generateGoHeapProfile } from '../go/goProfileGenerator';
import { profileBytesFromText } from '../profiles/profileText';

const [folder = '', fixtures = ''] = process.argv.slice(2);
const runs = 21;

/** Functions of the generated program, each with a file of its own, as goProfileGenerator.ts names them. */
const functions = 4000;
const fileOf = (id: number) => `pkg${id % 97}/file${id}.go`;

/** About 1 MB as it goes over the wire. */
const heap = gzipSync(generateGoHeapProfile({ samples: 12_000, depth: 24, locations: 9000, functions }));

/** 2,000 stacks; every tenth waits at a line of the workspace. */
function goroutineText(): string {
  const stacks = Array.from({ length: 2000 }, (_, id) => {
    const place = `/src/shop/${fileOf((id % functions) + 1)}:${(id % 900) + 1}`;
    const wait = id % 10 === 0 ? 'runtime.gopark;runtime.chansend' : 'runtime.gopark;runtime.netpollblock';
    return `${wait};example.com/shop/pkg${id % 97}.(*T).wait${id}@${place};main.main@/src/shop/main.go:9 ${(id % 50) + 1}`;
  });
  return stacks.join('\n');
}

const goroutine = gzipSync(profileBytesFromText(goroutineText()));
const memoryText = readFileSync(join(fixtures, 'profiles/heap.debug1.txt'));

function writeWorkspace(): void {
  writeFileSync(join(folder, 'go.mod'), 'module example.com/shop\n');
  for (let id = 0; id < 97; id += 1) mkdirSync(join(folder, `pkg${id}`), { recursive: true });
  for (let id = 1; id <= functions; id += 1) writeFileSync(join(folder, fileOf(id)), 'package x\n');
}

/** One poll from its bytes on. */
async function hintsOf(resolver: PathResolver, tracker: SiteTracker, atMillis: number): Promise<number> {
  const decoder = createGoDecoder();
  const observation = {
    atMillis,
    memory: decoder.memoryStatistics(memoryText, 'heap?debug=1'),
    heap: decoder.profile(heap, 'heap'),
    goroutines: decoder.profile(goroutine, 'goroutine'),
    dump: null,
  };
  const resolve = await resolver.prepare(analyser.paths.recordedFunctions(observation));
  const report = tracker.observe(observation, resolve);
  const lines = new TargetLines(new MovedLines(new UnsavedEdits(new OpenDocuments())));
  return siteHints(report, { words: goLineWords, settings: defaultSettings, lines, link: () => '' }).length;
}

async function main(): Promise<void> {
  writeWorkspace();
  const resolver = new PathResolver(analyser, createSourceTree());
  resolver.setFolders([folder]);
  const tracker = analyser.createSiteTracker();
  const times: number[] = [];
  let hints = 0;
  for (let run = 0; run <= runs; run += 1) {
    const started = performance.now();
    hints = await hintsOf(resolver, tracker, run * 5000);
    times.push(performance.now() - started);
  }
  const [first = Number.NaN, ...warm] = times;
  writeFileSync(join(folder, 'heap.pb.gz'), heap);
  const median = warm.toSorted((a, b) => a - b)[warm.length >> 1] ?? Number.NaN;
  process.stdout.write(JSON.stringify({ first, median, hints, bytes: heap.length + goroutine.length }));
}

await main();
