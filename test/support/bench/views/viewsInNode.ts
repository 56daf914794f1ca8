// Runs in a process of its own, bundled by benchViews.ts, because it reaches into src. Arguments: way, file, and for `layout` a file for the tree.
import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { buildCallTree } from '../../../../src/analyse/views/callTree';
import { layOutFlame } from '../../../../src/analyse/views/flameLayout';
import { PreparedView } from '../../../../src/analyse/views/preparedView';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { wholeScope } from '../../../../src/shared/model/views/viewScope';
import { generateGoHeapProfile } from '../../go/goProfileGenerator';
import { generateGoroutineDump } from '../../go/goroutineDumpGenerator';

/** About 100 MB, of which the call tree has a million rows. */
const deep = { samples: 500_000, depth: 60, locations: 60_000, functions: 1500, newFrames: 1.85 };
/** Half a million functions. */
const wide = { samples: 500_000, depth: 4, locations: 500_000, functions: 500_000 };
/** One function, counted a million times. */
const same = { samples: 1_000_000, depth: 1, locations: 1, functions: 1 };
const tall = { samples: 20, depth: 10_000, locations: 10_000, functions: 10_000 };
const rounds = 9;

const writers: Readonly<Record<string, () => Uint8Array>> = {
  'write-deep': () => gzipSync(generateGoHeapProfile(deep), { level: 1 }),
  'write-wide': () => gzipSync(generateGoHeapProfile(wide), { level: 1 }),
  'write-same': () => gzipSync(generateGoHeapProfile(same), { level: 1 }),
  'write-tall': () => gzipSync(generateGoHeapProfile(tall), { level: 1 }),
  'write-names': () => gzipSync(longNames(), { level: 1 }),
  'write-dump': () => generateGoroutineDump({ goroutines: 100_000, distinctShare: 0.4 }),
};

/** Goroutines in functions with names of 100 kB, as `?debug=1` has them. */
function longNames(): string {
  const groups = Array.from({ length: 20 }, (_, at) => {
    const address = `0x${(4096 + at).toString(16)}`;
    const name = `main.${'x'.repeat(100_000)}${String(at)}`;
    return `${String(at + 1)} @ ${address}\n#\t${address}\t${name}+0x1\t/s/main.go:${String(at + 1)}\n`;
  });
  return `goroutine profile: total 210\n${groups.join('\n')}`;
}

/** Lays the tree out again and again, and writes it for others to draw: names as JSON in a line, then columns. */
function layOut(file: string, out: string): void {
  const view = new PreparedView(createGoDecoder().profile(readFileSync(file), file), null, wholeScope);
  const tree = buildCallTree(view.report.parts, 'callees');
  const millis: number[] = [];
  let starts = new Float64Array();
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    starts = new Float64Array(layOutFlame(tree, null).starts);
    millis.push(performance.now() - began);
  }
  const names = Array.from({ length: view.report.table.count }, (_, frame) => view.name(frame).function);
  const columns = [tree.parents, tree.frames, starts, tree.magnitudes];
  const bytes = columns.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  writeFileSync(out, Buffer.concat(bytes));
  writeFileSync(`${out}.json`, JSON.stringify({ count: tree.count, names }));
  process.stdout.write(JSON.stringify({ boxes: tree.count - 1, millis }));
}

const [way = '', file = '', out = ''] = process.argv.slice(2);
const write = writers[way];
if (write !== undefined) writeFileSync(file, write());
else if (way === 'layout') layOut(file, out);
else process.exitCode = 2;
