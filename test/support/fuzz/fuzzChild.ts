// Runs in a process of its own, so that a crash or a hang is caught from outside. Bundled, because it reaches into src.
//
// Arguments: folder of fixtures, folder for findings, seed, first run, number of runs, every which of them goes through the outputs. Each run is told on standard output before it
// begins; a finding is written to a file first.
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { isGzip } from '../../../src/decode/base/inflate';
import { readCorpus } from './corpus';
import type { CorpusFile, Reading } from './corpus';
import { mutate } from './mutate';
import { Random } from './random';
import { runOne } from './runOne';

const [fixtures = '', findings = '', seed = '1', first = '0', count = '0', shownEvery = '1'] = process.argv.slice(2);
const corpus = readCorpus(fixtures);
const readings: readonly Reading[] = [
  'profile',
  'memoryStatistics',
  'goroutineDump',
  'goroutineText',
  'memoryPages',
  'loggedProfiles',
  'gctrace',
  'runtimeMetrics',
  'publishedBuild',
  'term',
  'challenge',
];
const filesByReading = readings
  .map((reading) => corpus.filter((file) => file.reading === reading))
  .filter(({ length }) => length > 0);

/**
 * Half of them of every reading alike, however few files it has. The smaller of two in most cases: in the same time more is tried, and
 * what is long is made of what is short.
 */
function oneOf(random: Random): CorpusFile {
  const files = random.oneIn(2) ? corpus : random.pick(filesByReading);
  const [one, other] = [random.pick(files), random.pick(files)];
  return random.oneIn(4) || one.bytes.length <= other.bytes.length ? one : other;
}

/** The input of a run depends on the seed and its number alone, so that one can be repeated without the others. */
function inputOf(run: number): { name: string; reading: Reading; bytes: Uint8Array } {
  const random = new Random(Math.imul(Number(seed), 0x9e3779b1) ^ run);
  const file = oneOf(random);
  const reading = random.oneIn(12) ? random.pick(readings) : file.reading;
  return { name: file.name, reading, bytes: mutate(file, random, corpus) };
}

/** Written at once, so that the last line names the run that did not end. */
function tell(message: Readonly<Record<string, unknown>>): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}

async function runAll(): Promise<void> {
  for (let run = Number(first); run < Number(first) + Number(count); run += 1) {
    const { name, reading, bytes } = inputOf(run);
    tell({ begins: run, bytes: bytes.length });
    const { verdict, failed, cpuMillis } = await runOne(reading, bytes, run % Number(shownEvery) === 0);
    if (!failed) {
      tell({ run, reading, verdict, cpuMillis });
      continue;
    }
    mkdirSync(findings, { recursive: true });
    const file = join(findings, `${reading}.${seed}.${run}.bin${isGzip(bytes) ? '' : '.gz'}`);
    writeFileSync(file, isGzip(bytes) ? bytes : gzipSync(bytes));
    tell({ run, reading, verdict, failed, file, name });
  }
}

void runAll();
