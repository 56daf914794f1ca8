import type { RelatedSite } from '../../../shared/model/finding';
import type { GrowingLine } from './heap/growingLines';
import type { ProcessHistory } from '../history/history';
import { correlation } from '../../numbers/statistics';
import { joinRules, minorShare } from '../base/joinRules';

/** What a line is told of besides itself. */
interface Told {
  readonly lines: readonly GrowingLine[];
  /** Findings that are part of another one now: its id by theirs. */
  readonly absorbed: ReadonlyMap<string, string>;
}

/**
 * Tells of a value and of what it holds once: of lines of one function that grow as one, the one that brings most is the
 * finding, and those that bring little are other places where it allocates.
 */
export function withoutMinorLines(lines: readonly GrowingLine[], history: ProcessHistory): Told {
  const minor = new Map<GrowingLine, GrowingLine>();
  for (const line of lines) {
    const major = lines.find((other) => isPartOf(line, other, history));
    if (major !== undefined) minor.set(line, major);
  }
  const kept = lines.filter((line) => !minor.has(line));
  return {
    lines: kept.map((line) =>
      withParts(
        line,
        [...minor].flatMap(([part, major]) => (major === line ? [part] : [])),
      ),
    ),
    absorbed: new Map([...minor].map(([part, major]) => [part.id, major.id])),
  };
}

function isPartOf(line: GrowingLine, other: GrowingLine, history: ProcessHistory): boolean {
  if (line === other || line.draft?.finding.kind !== 'heap-growth' || other.draft === null) return false;
  if (line.amount.ref.site.function !== other.amount.ref.site.function) return false;
  if (line.trend.growth > other.trend.growth * minorShare) return false;
  const values = [line, other].map(({ amount }) => history.byCollection.scales[0]?.points(amount.ref.key) ?? []);
  const [own = [], its = []] = values.map((points) => points.map(({ value }) => value));
  return correlation(own, its) >= joinRules.correlation;
}

function withParts(line: GrowingLine, parts: readonly GrowingLine[]): GrowingLine {
  if (line.draft === null || parts.length === 0) return line;
  const { finding } = line.draft;
  const allocations: RelatedSite[] = parts.map(({ amount }) => ({ ...amount.ref.site, role: 'allocation' }));
  const heldBytes = parts.reduce((sum, { draft }) => sum + (draft?.finding.heldBytes ?? 0), finding.heldBytes);
  return {
    ...line,
    draft: { ...line.draft, finding: { ...finding, related: [...finding.related, ...allocations], heldBytes } },
  };
}
