import type { Finding, FindingSite, RelatedSite } from '../../../shared/model/finding';
import { objectBytesOf } from '../../base/heapColumns';
import { theilSenSlope, type TrendPoint } from '../../numbers/trend';
import { isStandardFunction } from '../sites/codeOwners';
import type { WaitDraft } from './base/draft';
import { confidenceRank, evidenceList } from '../../judge/findingOf';
import { goPiece } from '../base/goPiece';
import type { GrowingLine } from './heap/growingLines';
import type { ProcessHistory } from '../history/history';
import { atMomentsOf } from '../history/load';
import { lineKey } from '../../sites/lineKey';
import type { Frame } from '../../../shared/model/sourceLocation';
import { correlation, sampled } from '../../numbers/statistics';
import { joinRules as rules } from '../base/joinRules';

/** What became of the drafts: one for each cause. */
export interface Joined {
  readonly goroutines: readonly WaitDraft[];
  /** Lines that no goroutine explains. */
  readonly lines: readonly GrowingLine[];
  /** Heap findings that are part of a goroutine's now: its id by theirs. */
  readonly absorbed: ReadonlyMap<string, string>;
}

/** What one line has to do with one group of goroutines. */
interface Bond {
  readonly line: GrowingLine;
  readonly correlation: number;
  readonly bytesEach: number;
  readonly bytes: number;
}

/**
 * Gives each growing line to the goroutines that keep its bytes: those whose stacks begin with the same function, or whose
 * `go` statement stands in the line's stack, if both grow together. What is left grows for another reason.
 */
export function joinHeap(drafts: readonly WaitDraft[], lines: readonly GrowingLine[], history: ProcessHistory): Joined {
  const free = new Set(lines.filter(({ trend, draft }) => trend.growth > 0 && draft?.finding.kind !== 'map-capacity'));
  const goroutines: WaitDraft[] = [];
  const absorbed = new Map<string, string>();
  for (const draft of drafts) {
    const bonds = [...free].flatMap((line) => bondOf(draft, line, history));
    for (const { line } of bonds) {
      free.delete(line);
      absorbed.set(line.id, draft.finding.id);
    }
    goroutines.push(bonds.length === 0 ? draft : withBytes(draft, bonds));
  }
  return { goroutines, lines: lines.filter((line) => free.has(line) || !absorbed.has(line.id)), absorbed };
}

function bondOf(draft: WaitDraft, line: GrowingLine, history: ProcessHistory): Bond[] {
  const link = linkOf(draft, line, history);
  if (link === null) return [];
  const bytes = history.byCollection.scales[0]?.points(line.amount.ref.key) ?? [];
  const counts = atMomentsOf(bytes, history.byPoll.scales[0]?.points(draft.counted.key) ?? []);
  const together = correlation(bytes.map(valueOf), counts.map(valueOf));
  if (together < rules.correlation) return [];
  const each = bytesEach(bytes, counts);
  if (each <= 0 || (link === 'function' && !isOneEach(line, each))) return [];
  // The profile is older than the count: what it shows belongs to the goroutines of its moment.
  const grown = draft.finding.amount.value / Math.max(1, counts.at(-1)?.value ?? 1);
  const held = Math.min(line.amount.bytes * Math.max(1, grown), each * draft.finding.amount.value);
  return [{ line, correlation: together, bytesEach: each, bytes: held }];
}

/**
 * Theil-Sen of bytes over goroutines, and never more than all bytes of the line give to each: where the count stands still
 * while the profile, one collection behind, catches up, the slope has no bounds.
 */
function bytesEach(bytes: readonly TrendPoint[], counts: readonly TrendPoint[]): number {
  const pairs = bytes.map(({ value }, at) => ({ atMillis: counts[at]?.value ?? 0, value }));
  const share = (bytes.at(-1)?.value ?? 0) / Math.max(1, counts.at(-1)?.value ?? 1);
  return Math.min(theilSenSlope(sampled(pairs)), share);
}

/**
 * `inside`: the goroutines themselves allocate there. `spawn`: the line allocates on the way to their `go` statement.
 * `function`: the function that starts them does, on whichever way; that is a link only if each brings about one object.
 */
function linkOf(
  draft: WaitDraft,
  { amount }: GrowingLine,
  history: ProcessHistory,
): 'inside' | 'spawn' | 'function' | null {
  const reading = history.heapReading;
  const wait = history.reading?.waits.get(draft.counted.key) ?? history.leaks.get(draft.counted.key)?.wait;
  if (reading === null || wait === undefined) return null;
  const ownRoot = reading.ownRootOf(amount);
  const started = wait.ownRoot ?? wait.root;
  if (ownRoot !== null && ownRoot === started && !isStandardFunction(started)) return 'inside';
  const stack = reading.stackOf(amount);
  if (isOpenedAt(draft.finding, amount.ref.site) || isUsedWhereOpened(draft.finding, amount.ref.site, stack))
    return 'spawn';
  const spawns = draft.finding.related.filter(({ role }) => role === 'spawn');
  if (spawns.length === 0) return null;
  if (spawns.some((spawn) => stack.some((frame) => lineKey(frame) === lineKey(spawn)))) return 'spawn';
  return spawns.some((spawn) => stack.some((frame) => frame.function === spawn.function)) ? 'function' : null;
}

/** The line opened what the goroutines belong to. */
function isOpenedAt({ opened, site }: Finding, { path, line }: FindingSite): boolean {
  return opened !== null && site !== null && site.path !== null && site.path === path && site.line === line;
}

/**
 * A library allocates there, called by the function that opened what the goroutines belong to: a client is made on one line, and
 * connects when the next one uses it. What the function allocates itself may be kept by anything.
 */
function isUsedWhereOpened({ opened, site }: Finding, own: FindingSite, [leaf]: readonly Frame[]): boolean {
  if (opened === null || site === null || site.path === null || leaf === undefined) return false;
  return site.path === own.path && site.function === own.function && leaf.function !== own.function;
}

function isOneEach({ amount }: GrowingLine, each: number): boolean {
  if (amount.objects === null) return false;
  const objectsEach = each / objectBytesOf(amount);
  return objectsEach >= rules.objectsEach.least && objectsEach <= rules.objectsEach.most;
}

function withBytes(draft: WaitDraft, bonds: readonly Bond[]): WaitDraft {
  const { finding } = draft;
  const sorted = [...bonds].sort((a, b) => b.bytes - a.bytes);
  const allocations: RelatedSite[] = sorted.map(({ line }) => ({ ...line.amount.ref.site, role: 'allocation' }));
  const heldBytes = sorted.reduce((sum, { bytes }) => sum + bytes, 0);
  const each = sorted.reduce((sum, bond) => sum + bond.bytesEach, 0);
  const evidence = evidenceList(
    goPiece('bytes', heldBytes, 'bytes'),
    goPiece('bytes-per-goroutine', each, 'bytes'),
    goPiece('correlation', sorted[0]?.correlation ?? null, 'ratio'),
  );
  return {
    ...draft,
    finding: {
      ...finding,
      confidence: surest([finding, ...sorted.flatMap(({ line }) => line.draft?.finding ?? [])]),
      related: [...finding.related, ...allocations],
      evidence: [...finding.evidence, ...evidence],
      heldBytes,
    },
  };
}

/** Two witnesses of one growth: the surer one speaks. */
function surest(findings: readonly Finding[]): Finding['confidence'] {
  return findings.map(({ confidence }) => confidence).reduce((a, b) => (confidenceRank(b) < confidenceRank(a) ? b : a));
}

function valueOf({ value }: TrendPoint): number {
  return value;
}
