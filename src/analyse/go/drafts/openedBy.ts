import type { Finding, FindingSite, OpenedResource, RelatedSite } from '../../../shared/model/finding';
import type { LibraryFacts, LibraryQuestion, OpenedHere, WaitFacts } from '../../../shared/model/go/goSource';
import { groupedBy } from '../../../shared/base/groupedBy';
import { isLeftOpen } from '../../../shared/base/libraries/isLeftOpen';
import { resourcesBehind } from '../../../shared/base/libraries/libraries';
import { packageOfExported, packageOfSymbol, plainSymbol } from '../../../shared/base/libraries/plainSymbol';
import { isOwn } from '../sites/codeOwners';
import type { WaitDraft } from './draft';
import { confidenceRank } from '../../judge/findingOf';
import type { WaitCount } from '../history/goroutineReading';
import type { ProcessHistory } from '../history/history';
import { seenCalls } from '../history/libraryCalls';
import type { OwnOrigin } from '../history/ownOrigins';
import { waitKey } from '../history/seriesKeys';
import type { OwnCall } from '../sites/siteFinder';

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

/** The finding, moved from the library's line to the person's own. */
export function atOwnLine<T extends WaitDraft>(draft: T, facts: LibraryFacts, history: ProcessHistory): T {
  const { finding } = draft;
  const blamed = blamedLine(facts);
  const site = blamed === null ? null : siteOf(blamed, history);
  const others = facts.opened.filter((one) => one !== blamed && one.fate !== 'closed');
  const rest = others.slice(0, 4).map((one): RelatedSite => ({ ...siteOf(one, history), role: 'opened' }));
  if (blamed === null || site === null)
    return { ...draft, finding: { ...finding, related: [...finding.related, ...rest] } };
  const waitsAt = finding.site;
  const left = blamed.missingLine;
  const related: RelatedSite[] = [
    ...(left === null || left === site.line ? [] : [{ ...site, line: left, role: 'left-open' as const }]),
    ...(waitsAt === null ? [] : [{ ...waitsAt, role: 'waits-at' as const }]),
    ...finding.related,
    ...(isLeftOpen(blamed) ? rest.filter((_, at) => isLeftOpen(others[at] ?? blamed)) : rest),
  ];
  return { ...draft, finding: { ...finding, site, related, opened: openedOf(facts, blamed, waitsAt) } };
}

/**
 * A library's function that the program itself starts in a goroutine: the `go` statement is the line to look at; where a library
 * starts it, the line that had it do so, if a dump tells.
 */
export function atOwnStart<T extends WaitDraft>(draft: T): T {
  const { finding } = draft;
  const { site, related } = finding;
  const ownAs = (wanted: RelatedSite['role']) => related.find(({ role, path }) => role === wanted && path !== null);
  const start = ownAs('spawn') ?? ownAs('origin');
  if (site === null || site.path !== null || start === undefined) return draft;
  const { function: name, file, line, path } = start;
  const own: FindingSite = { function: name, file, line, path };
  const others = related.filter((place) => place !== start);
  return { ...draft, finding: { ...finding, site: own, related: [{ ...site, role: 'waits-at' }, ...others] } };
}

function openedOf(facts: LibraryFacts, blamed: OpenedHere, waitsAt: FindingSite | null): OpenedResource {
  const { resource, noun, closer, lasting } = facts;
  const { call, release, fate, missingLine } = blamed;
  return { resource, noun, closer, release, lasting, call, fate, missingLine, waitsAt };
}

/** What a growing line of memory has opened and leaves open. */
export function openedMemory(made: LibraryFacts | null): Partial<Pick<Finding, 'pattern' | 'fixes' | 'opened'>> {
  const [here] = made?.opened ?? [];
  if (made === null || here === undefined) return {};
  const pattern = made.resource === 'context-cancel' ? 'forgotten-cancel' : 'not-closed';
  return { pattern, fixes: here.fixes, opened: openedOf(made, here, null) };
}

/** As recorded where a profile has shown the line; else by its path here. */
function siteOf({ path, line, function: name }: OpenedHere, { libraryCalls }: ProcessHistory): FindingSite {
  const recorded = libraryCalls.recorded(path);
  return { function: name, file: recorded ?? path, line, path };
}

/** One thing that is left open has several goroutines, and is one mistake: the surest finding of a line tells of the others' places. */
export function mergedByOwnLine<T extends WaitDraft>(
  drafts: readonly T[],
): { readonly drafts: readonly T[]; readonly merged: ReadonlyMap<string, string> } {
  const byLine = groupedBy(drafts, ({ finding }) => keyOf(finding.opened === null ? null : finding.site));
  const apart = [...byLine].flatMap(([key, group]) => (key === '' ? group : mergedGroup(group)));
  const merged = new Map<string, string>();
  for (const [key, group] of byLine) {
    const kept =
      key === '' ? undefined : apart.find(({ finding }) => finding.opened !== null && keyOf(finding.site) === key);
    for (const { finding } of group)
      if (kept !== undefined && kept.finding.id !== finding.id) merged.set(finding.id, kept.finding.id);
  }
  return { drafts: apart, merged };
}

function keyOf(site: FindingSite | null): string {
  return site === null ? '' : `${site.path ?? site.file}:${String(site.line)}`;
}

function mergedGroup<T extends WaitDraft>(group: readonly T[]): T[] {
  const sorted = [...group].sort(
    (a, b) =>
      confidenceRank(a.finding.confidence) - confidenceRank(b.finding.confidence) ||
      b.finding.amount.value - a.finding.amount.value,
  );
  const [first, ...rest] = sorted;
  if (first === undefined) return [];
  const places = rest.flatMap(({ finding }) => finding.related.filter(({ role }) => role === 'waits-at'));
  return [{ ...first, finding: { ...first.finding, related: [...first.finding.related, ...places] } }];
}
