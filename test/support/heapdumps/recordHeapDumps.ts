// Records what the program that holds memory in every way writes, of the oldest and the newest Go, without contents, and the names of its
// variables and functions.
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import type { ProgramSymbol } from '../../../src/shared/model/go/dumpHolders';
import { readSymbols } from '../../../src/sources/heapdump/readSymbols';
import { buildHolding, writeDump } from './holdingProgram';
import { scrubDump } from './scrubDump';

const versions = ['go1.24.13', 'go1.27.1'];

async function record(version: string, directory: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-dumps-'));
  try {
    const program = await buildHolding(folder, version);
    await writeDump(program, join(folder, 'dump'));
    const symbols = await readSymbols(program, new AbortController().signal);
    if (typeof symbols === 'string') throw new Error(symbols);
    const functions = new Set(symbols.functions.map(({ address }) => BigInt(address)));
    const dump = scrubDump(await readFile(join(folder, 'dump')), (address) => functions.has(address));
    const kept = { variables: symbols.variables.filter(isVariable), functions: symbols.functions.filter(isOwn) };
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, `${version}.dump.gz`), gzipSync(dump, { level: 9 }));
    await writeFile(join(directory, `${version}.symbols.json.gz`), gzipSync(JSON.stringify(kept), { level: 9 }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the linker names beside is no variable: tables, types, texts. */
function isVariable({ name }: ProgramSymbol): boolean {
  return /^runtime\.e?(data|bss)$/.test(name) || /^[\w/]+\.[\w.]+$/.test(name);
}

function isOwn({ name }: ProgramSymbol): boolean {
  return name.startsWith('main.');
}

async function recordAll(directory: string): Promise<void> {
  for (const version of versions) await record(version, directory);
}

void recordAll(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
