import type { LibraryFacts, LibraryQuestion, OpenedHere, WaitFacts } from '../../../../shared/model/go/goSource';
import { isLeftOpen } from '../../../../shared/base/libraries/isLeftOpen';
import { resourcesBehind } from '../../../../shared/base/libraries/libraries';
import { packageOfExported, packageOfSymbol, plainSymbol } from '../../../../shared/base/libraries/plainSymbol';
import { isOwn } from '../../sites/codeOwners';
import type { WaitCount } from '../../history/goroutineReading';
import type { ProcessHistory } from '../../history/history';
import { seenCalls } from '../../history/libraryCalls';
import type { OwnOrigin } from '../../history/ownOrigins';
import { waitKey } from '../../history/seriesKeys';
import type { OwnCall } from '../../sites/siteFinder';

/**
 * Goroutines that a library started wait in the library's code; who opened what they belong to, and does not give it back, stands
 * in the workspace. Here the one leads to the other.
 */

/** Null for goroutines that wait in the program's own code. */
export function libraryQuestion(history: ProcessHistory, wait: WaitCount): LibraryQuestion | null {
  const { site, owner } = wait.ref;
  if (isOwn(owner) || wait.ownRoot !== null) return null;
  const symbols = [...new Set([site.function, wait.root])].filter((symbol) => symbol !== '');
  const calls = history.libraryCalls.into(packagesOf(symbols, wait), {
    goroutines: history.reading,
    heap: history.heapReading,
  });
  const { function: name, file, line } = site;
  const origins = history.detailsOf(waitKey(wait.ref.key, wait.kind))?.origins ?? [];
  return {
    symbols,
    kind: wait.kind,
    site: { function: name, file, line },
    seen: seenCalls(withOrigins(calls, origins)),
    mainPath: history.mainPath,
  };
}

/** Lines that ancestors name have certainly started such goroutines, so what they call there goes before what profiles saw. */
function withOrigins(calls: readonly OwnCall[], origins: readonly OwnOrigin[]): OwnCall[] {
  const byLine = new Map<string, OwnCall>();
  const started = origins.flatMap(({ site, callees }): OwnCall[] =>
    site.path === null ? [] : [{ path: site.path, site: { ...site, inlined: false }, callees }],
  );
  for (const call of [...calls, ...started]) byLine.set(`${call.path}:${String(call.site.line)}`, call);
  return [...byLine.values()];
}

/** Packages whose functions make what such goroutines belong to. */
function packagesOf(symbols: readonly string[], { kind }: WaitCount): string[] {
  const makes = resourcesBehind(symbols.map(plainSymbol), kind).flatMap((resource) => resource.makes);
  const packages = makes.map((name) => packageOfExported(name.replace('{}', '')));
  return [...new Set([...packages, ...symbols.map(packageOfSymbol)])].sort();
}

/** True for goroutines of the standard library that stay only because the program has not given something back. */
export function waitsForItsUser(wait: WaitCount): boolean {
  const symbols = [wait.ref.site.function, wait.root].map(plainSymbol);
  return resourcesBehind(symbols, wait.kind).some(({ lasting }) => lasting !== true);
}

/** The line to blame, where it can be told: what is certainly left open, else the only line that opens one. */
export function blamedLine(facts: LibraryFacts | null): OpenedHere | null {
  const [first, second] = facts?.opened ?? [];
  if (first === undefined) return null;
  if (isLeftOpen(first) || second === undefined) return first;
  return first.seen && !second.seen && first.fate === second.fate ? first : null;
}

/** What the source says of the wait, seen from the line that opened it. */
export function asWaitFacts(blamed: OpenedHere): WaitFacts {
  return {
    operation: '',
    operand: '',
    // How long one of a library's waits lasts says nothing: it may turn in a loop.
    inLoop: true,
    endless: false,
    waysOut: [],
    capacity: null,
    otherEnds: [],
    pattern: isLeftOpen(blamed) ? 'not-closed' : null,
    fixes: blamed.fixes,
    closes: false,
  };
}
