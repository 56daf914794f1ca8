// What test/services/libraries opens of the real libraries, what stays of it, and what the source says of it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFrames } from '../../../../src/analyse/base/frames';
import { waitKindOfStack } from '../../../../src/analyse/go/base/waitKind';
import { CodeOwners, goRootOf, innermost } from '../../../../src/analyse/go/sites/codeOwners';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { isLeftOpen } from '../../../../src/shared/base/libraries/isLeftOpen';
import { libraryResources, resourcesBehind } from '../../../../src/shared/base/libraries/libraries';
import { isWithin, plainSymbol } from '../../../../src/shared/base/libraries/plainSymbol';
import type { OpenedHere } from '../../../../src/shared/model/go/goSource';
import type { WaitKind } from '../../../../src/shared/model/go/goroutine';
import type { LibraryResource } from '../../../../src/shared/model/go/libraryResource';
import type { Profile } from '../../../../src/shared/model/profile';
import type { Frame } from '../../../../src/shared/model/sourceLocation';
import { repositoryRoot } from '../../../support/paths';
import { openReader } from '../goPrograms';

export const sources = join(repositoryRoot, 'test/services/libraries').replaceAll('\\', '/');
export interface Marked {
  readonly entry: string;
  readonly end: 'left' | 'closed' | 'once';
  readonly folder: string;
  readonly path: string;
  readonly line: number;
}

/** Goroutines of one case that are alike. */
export interface Stayed {
  readonly count: number;
  readonly entry: string;
  readonly end: string;
  readonly frames: readonly Frame[];
  readonly kind: WaitKind;
  /** What LeakLens asks the table about. */
  readonly symbols: readonly string[];
}

export const marked: readonly Marked[] = readdirSync(sources, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .flatMap(({ name }) => readdirSync(join(sources, name)).map((file) => ({ folder: `${sources}/${name}`, file })))
  .flatMap(({ folder, file }) => marksOf(folder, `${folder}/${file}`));

function marksOf(folder: string, path: string): Marked[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((text, at) => {
    const [, end, entry] = /\/\/ (left|closed|once): (\S+)$/.exec(text) ?? [];
    return entry === undefined ? [] : [{ entry, end: end as Marked['end'], folder, path, line: at + 1 }];
  });
}

export function marksAs(end: Marked['end'], name: string): Marked[] {
  return marked.filter((each) => each.end === end && each.entry === name);
}

export interface Report {
  readonly goVersion: string;
  readonly times: number;
  readonly failed: Readonly<Record<string, string>>;
}

/** A module that is not there is not fetched: tests do not use the network. Before Go 1.27, tickers can stay as they did before 1.23. */
export const offline = { ...process.env, GOFLAGS: '-mod=readonly', GOPROXY: 'off', GODEBUG: 'asynctimerchan=1' };

/** The answer of the program, which writes its profiles to a folder; null where its modules were never fetched. */
export function runProgram(folder: string, flags: readonly string[] = []): Report | null {
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'program');
  const options = { cwd: sources, encoding: 'utf8', env: offline } as const;
  const build = spawnSync('go', ['build', ...flags, '-o', program, '.'], options);
  if (build.status !== 0 && build.stderr.includes('GOPROXY=off')) return null;
  if (build.status !== 0) throw new Error(build.stderr);
  const run = spawnSync(program, ['-out', folder], { ...options, timeout: 120_000 });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Report;
}

export function profileOf(folder: string, name: string): Profile {
  return createGoDecoder().profile(new Uint8Array(readFileSync(join(folder, `${name}.pb.gz`))), name);
}

function labelOf({ samples, strings }: Profile, sample: number, key: string): string {
  for (let at = samples.labelOffsets[sample] ?? 0; at < (samples.labelOffsets[sample + 1] ?? 0); at += 1)
    if (strings.at(samples.labels.keys[at] ?? 0) === key) return strings.at(samples.labels.strings[at] ?? 0);
  return '';
}

export function readStayed(profile: Profile): Stayed[] {
  const isOwn = (file: string) => (file.includes('/test/services/libraries/') ? file : null);
  const owners = new CodeOwners(isOwn, goRootOf(profile));
  return Array.from({ length: profile.samples.count }, (_, sample) => {
    const frames = sampleFrames(profile, sample);
    const blamed = innermost(frames, owners)?.frame.function ?? '';
    return {
      count: profile.samples.values[sample * profile.sampleTypes.length] ?? 0,
      entry: labelOf(profile, sample, 'entry'),
      end: labelOf(profile, sample, 'end'),
      frames,
      kind: waitKindOfStack(frames),
      symbols: [...new Set([blamed, frames.at(-1)?.function ?? ''])],
    };
  }).filter(({ entry }) => entry !== '');
}

/** Small objects without pointers share blocks of so many bytes: one stays as long as any other of its block (runtime/malloc.go, Go 1.26, maxTinySize). */
const tinyBlockBytes = 16;

/**
 * Objects that one stack through a maker, called on a marked line, has allocated, and those of one that are still in use: the most
 * of any. A block that is shared says nothing of who keeps it, so none is counted as in use.
 */
export function objectsFrom(profile: Profile, { path, line }: Marked, resource: LibraryResource) {
  const column = (name: string) => profile.sampleTypes.findIndex(({ type }) => type === name);
  const width = profile.sampleTypes.length;
  const makers = [...resource.makes, ...(resource.seenAs ?? [])];
  let allocated = 0;
  let inUse = 0;
  for (let sample = 0; sample < profile.samples.count; sample += 1) {
    const frames = sampleFrames(profile, sample);
    const at = frames.findIndex((frame) => frame.line === line && frame.file.endsWith(path.slice(sources.length)));
    const callees = frames.slice(0, Math.max(0, at)).map((frame) => plainSymbol(frame.function));
    if (!callees.some((callee) => makers.some((symbol) => isWithin(callee, symbol)))) continue;
    const valueOf = (type: string) => profile.samples.values[sample * width + column(type)] ?? 0;
    allocated = Math.max(allocated, valueOf('alloc_objects'));
    if (valueOf('alloc_space') > valueOf('alloc_objects') * tinyBlockBytes)
      inUse = Math.max(inUse, valueOf('inuse_objects'));
  }
  return { allocated, inUse };
}

/** Goroutines of an entry, by what the table says of them: the most that are alike. */
export function countOf(some: readonly Stayed[], entry: string): number {
  const ofEntry = some.filter(({ symbols, kind }) =>
    resourcesBehind(symbols.map(plainSymbol), kind).some(({ name }) => name === entry),
  );
  return Math.max(0, ...ofEntry.map(({ count }) => count));
}

/** For the message of a test that fails. */
export function shown(some: readonly Stayed[]): string {
  return some
    .map(({ count, kind, frames }) => `${String(count)} ${kind} ${frames.map((frame) => frame.function).join(' < ')}`)
    .join('\n');
}

/** What is left open, asked as for goroutines that stay; where none do, as for memory. */
export function leftOpen(name: string): Promise<readonly OpenedHere[]> {
  const resource = libraryResources.find((each) => each.name === name);
  return resource === undefined || resource.goroutines.length === 0 ? madeAt(name) : openedIn(resource);
}

/** In the folder of the marks. */
async function openedIn({ name, goroutines }: LibraryResource): Promise<readonly OpenedHere[]> {
  const runs = goroutines[0]?.runs ?? '';
  const kind = goroutines[0]?.waits?.[0] ?? 'select';
  const folders = [...new Set(marksAs('left', name).map(({ folder }) => folder))];
  const site = { function: runs, file: 'library.go', line: 1 };
  const around = { seen: [], mainPath: null, folders, libraryPath: null };
  const facts = await openReader().explainLibrary({ symbols: [runs], kind, site, ...around });
  return facts?.resource === name ? facts.opened.filter(isLeftOpen) : [];
}

/** At all marked lines. */
async function madeAt(name: string): Promise<readonly OpenedHere[]> {
  const places: OpenedHere[] = [];
  for (const { path, line } of marked.filter(({ entry }) => entry === name)) {
    const facts = await openReader().explainAllocation({ path, line, function: '' });
    if (facts?.made?.resource === name) places.push(...facts.made.opened.filter(isLeftOpen));
  }
  return places;
}
