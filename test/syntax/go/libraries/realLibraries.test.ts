// Every entry of the table of libraries against the library itself: a program opens each resource, three times without giving it
// back and three times as it should be, and writes the profiles of what stays.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { groupedBy } from '../../../../src/shared/base/groupedBy';
import { libraryResources } from '../../../../src/shared/base/libraries/libraries';
import { isWithin, plainSymbol } from '../../../../src/shared/base/libraries/plainSymbol';
import type { SourceEdit } from '../../../../src/shared/model/sourceFix';
import type { LibraryResource } from '../../../../src/shared/model/go/libraryResource';
import type { Profile } from '../../../../src/shared/model/profile';
import { outputFolder } from '../../../support/paths';
import { applyEdits, hasGo } from '../goPrograms';
import { notShown } from './notShown';
import {
  countOf,
  leftOpen,
  marked,
  marksAs,
  objectsFrom,
  profileOf,
  readStayed,
  runProgram,
  shown,
  sources,
  type Report,
  type Stayed,
} from './realLibraries';

const out = join(outputFolder, 'libraries');

/** Building it for the first time compiles some hundred packages. */
const buildMillis = 900_000;

let report: Report | null = null;
let stayed: readonly Stayed[] = [];
let heap: Profile;

beforeAll(() => {
  if (!hasGo) return;
  report = runProgram(out);
  if (report === null) {
    console.log(
      'skipped: modules are not in the module cache; “go mod download” in test/services/libraries fetches them',
    );
    return;
  }
  stayed = readStayed(profileOf(out, 'goroutine'));
  heap = profileOf(out, 'heap');
}, buildMillis);

it('every entry of the table is tried', () => {
  const names = libraryResources.map(({ name }) => name).sort();
  const triedAs = (isLeft: boolean) =>
    marked.filter(({ end }) => (end === 'left') === isLeft).map(({ entry }) => entry);
  expect([...new Set(triedAs(true))].sort()).toEqual(names);
  expect([...new Set(triedAs(false))].sort()).toEqual(names);
});

it('the real libraries do what the cases ask of them', ({ skip }) => {
  if (report === null) skip();
  expect(report?.failed).toEqual({});
});

describe('what stays of a library is what the table says:', () => {
  it.each(libraryResources)('$name', (resource) => {
    if (report === null) return;
    const { name, goroutines } = resource;
    const { times } = report;
    const ended = (end: string) => stayed.filter((each) => each.entry === name && each.end === end);
    const objects = marksAs('left', name).map((mark) => objectsFrom(heap, mark, resource));
    if (isCalledHere(resource)) expect(objects.filter(({ allocated }) => allocated < times)).toEqual([]);
    if (goroutines.length > 0) {
      expect(countOf(ended('left'), name), shown(ended('left'))).toBeGreaterThanOrEqual(times);
      expect(countOf(ended('closed'), name), shown(ended('closed'))).toBe(0);
      expect(countOf(ended('once'), name), shown(ended('once'))).toBeLessThanOrEqual(1);
    } else {
      expect(objects.filter(({ inUse }) => inUse < times)).toEqual([]);
      const given = marksAs('closed', name).map((mark) => objectsFrom(heap, mark, resource));
      // What a package makes once, with its first call, stays.
      expect(given.filter(({ inUse }) => inUse > 1)).toEqual([]);
    }
  });
});

/**
 * Literals allocate nothing that is theirs, what generated code makes is known by what is called on it, and what `go` calls has a
 * stack of its own.
 */
function isCalledHere({ name, makes, usedAs, startsWithUse }: LibraryResource): boolean {
  if (startsWithUse === true || usedAs !== undefined || makes.some((symbol) => symbol.endsWith('{}'))) return false;
  return name !== 'kubernetes-informer';
}

it('every goroutine that the table names is seen here, or known to be seen elsewhere', ({ skip }) => {
  if (report === null) skip();
  const seen = [...new Set(stayed.flatMap(({ symbols }) => symbols.map(plainSymbol)))];
  const named = libraryResources.flatMap(({ goroutines }) => goroutines.map(({ runs }) => runs));
  const unseen = named.filter((runs) => !seen.some((symbol) => isWithin(symbol, runs)));
  expect([...new Set(unseen)].sort()).toEqual(Object.values(notShown).flat().sort());
});

describe('the lines that leave it open are named, and those of the healthy twins are not:', () => {
  it.each(libraryResources)('$name', async ({ name }) => {
    const places = await leftOpen(name);
    const lines = places.map(({ path, line }) => `${path}:${String(line)}`);
    expect(lines.sort()).toEqual(
      marksAs('left', name)
        .map(({ path, line }) => `${path}:${String(line)}`)
        .sort(),
    );
  });
});

interface Mended {
  readonly name: string;
  readonly edits: readonly { readonly path: string; readonly edit: SourceEdit }[];
}

/** The fixes that are offered, by entry; one after the other, because they share a parser. */
async function offeredFixes(): Promise<Mended[]> {
  const mended: Mended[] = [];
  for (const { name } of libraryResources) {
    const places = await leftOpen(name);
    const edits = places.flatMap(({ path, fixes }) => (fixes[0]?.edits ?? []).map((edit) => ({ path, edit })));
    if (edits.length > 0) mended.push({ name, edits });
  }
  return mended;
}

/** Copies of the sources with the fixes in them, in the form in which `go build` takes them for the originals. */
function writeOverlay(folder: string, mended: readonly Mended[]): string {
  const edits = groupedBy(
    mended.flatMap((each) => each.edits),
    ({ path }) => path,
  );
  const replace: Record<string, string> = {};
  for (const [path, some] of edits) {
    const copy = join(folder, path.slice(sources.length + 1).replaceAll('/', '_'));
    const all = some.map(({ edit }) => edit);
    writeFileSync(copy, applyEdits(readFileSync(path, 'utf8'), all));
    replace[path] = copy;
  }
  const overlay = join(folder, 'overlay.json');
  writeFileSync(overlay, JSON.stringify({ Replace: replace }));
  return overlay;
}

it(
  'a fix that is offered compiles with the real library, and leaves nothing',
  async ({ skip }) => {
    if (report === null) skip();
    const folder = join(out, 'mended');
    mkdirSync(folder, { recursive: true });
    const mended = await offeredFixes();
    expect(mended.length).toBeGreaterThan(30);
    const answer = runProgram(folder, ['-overlay', writeOverlay(folder, mended)]);
    expect(answer?.failed).toEqual({});
    const left = readStayed(profileOf(folder, 'goroutine')).filter(({ end }) => end === 'left');
    const still = mended.filter(
      ({ name }) =>
        countOf(
          left.filter(({ entry }) => entry === name),
          name,
        ) > 0,
    );
    expect(still.map(({ name }) => name)).toEqual([]);
  },
  buildMillis,
);
