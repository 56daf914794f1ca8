import type { FindingSite, RelatedSite } from '../../../../shared/model/finding';
import type { LibraryFacts, OpenedHere } from '../../../../shared/model/go/goSource';
import { isLeftOpen } from '../../../../shared/base/libraries/isLeftOpen';
import type { WaitDraft } from '../base/draft';
import type { ProcessHistory } from '../../history/history';
import { openedOf } from '../base/openedResource';
import { blamedLine } from './openedBy';

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

/** As recorded where a profile has shown the line; else by its path here. */
function siteOf({ path, line, function: name }: OpenedHere, { libraryCalls }: ProcessHistory): FindingSite {
  const recorded = libraryCalls.recorded(path);
  return { function: name, file: recorded ?? path, line, path };
}
