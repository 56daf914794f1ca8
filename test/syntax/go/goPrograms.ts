import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AllocationFacts, GoSourceReader, SourceQuestion, WaitFacts } from '../../../src/shared/model/go/goSource';
import type { SourceEdit } from '../../../src/shared/model/sourceFix';
import { createSourceTree } from '../../../src/store/go/sourceTree';
import { readPackedBytes } from '../../../src/store/packedText';
import { createGoSourceReader } from '../../../src/syntax/go/answers/goSourceReader';
import type { ReadingLimits } from '../../../src/syntax/go/answers/packageReading';

const wasmFolder = join(import.meta.dirname, '../../../node_modules/@vscode/tree-sitter-wasm/wasm');

/** A reader of real files with the real parser. `limits` when packages shall be too large to be read whole. */
export function openReader(limits?: ReadingLimits): GoSourceReader {
  const wasm = {
    runtime: join(wasmFolder, 'tree-sitter.wasm'),
    language: join(wasmFolder, 'tree-sitter-go.wasm'),
    read: readPackedBytes,
  };
  return createGoSourceReader({ tree: createSourceTree(), wasm, ...(limits !== undefined && { limits }) });
}

/** A Go module on disk, gone when the test ends. */
export async function writeModule(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-go-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries({ 'go.mod': 'module example.com/shop\n\ngo 1.25\n', ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder.replaceAll('\\', '/');
}

/** The 1-based line that ends with `// HERE`. */
export function markedLine(text: string): number {
  return lineMarked(text, 'HERE');
}

/** The 1-based line with a comment that begins with a word. */
export function lineMarked(text: string, word: string): number {
  const row = text.split('\n').findIndex((line) => line.includes(`// ${word}`));
  if (row < 0) throw new Error(`the source marks no line ${word}`);
  return row + 1;
}

/** What the reader says about the marked line of a package of one file. */
export async function explain(source: string, kind: SourceQuestion['kind']): Promise<WaitFacts> {
  const folder = await writeModule({ 'shop.go': source });
  const question = { path: `${folder}/shop.go`, line: markedLine(source), kind, function: '', spawn: null };
  const facts = await openReader().explainWait(question);
  if (facts === null) throw new Error('the source was not understood');
  return facts;
}

export const hasGo = spawnSync('go', ['version']).status === 0;

/** What gofmt would change and the compiler refuses, empty when nothing. */
export function complaints(folder: string): string {
  const format = spawnSync('gofmt', ['-l', '.'], { cwd: folder, encoding: 'utf8' });
  const build = spawnSync('go', ['build', './...'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=mod' },
  });
  return [format.stdout, format.stderr, build.stdout, build.stderr].join('').trim();
}

/** What `go vet` finds suspicious, empty when nothing. */
export function vetComplaints(folder: string): string {
  const vet = spawnSync('go', ['vet', './...'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=mod' },
  });
  return [vet.stdout, vet.stderr].join('').trim();
}

/** Applies edits of one file, the last first. */
export function applyEdits(text: string, edits: readonly SourceEdit[]): string {
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  const offset = ({ line, column }: SourceEdit['start']) => (starts[line - 1] ?? 0) + column;
  return [...edits]
    .sort((a, b) => offset(b.start) - offset(a.start))
    .reduce((whole, edit) => whole.slice(0, offset(edit.start)) + edit.text + whole.slice(offset(edit.end)), text);
}

/** What bounds the marked line: `kind keeper limit`, or null. */
export async function boundOf(source: string): Promise<string | null> {
  const text = source.startsWith('package') ? source : `package main\n${source}`;
  const folder = await writeModule({ 'shop.go': text });
  const question = { path: `${folder}/shop.go`, line: markedLine(text), function: '' };
  const facts: AllocationFacts | null = await openReader().explainAllocation(question);
  const bound = facts?.bound ?? null;
  return bound === null ? null : [bound.kind, bound.keeper, bound.limit].join(' ').trim();
}
