// Holds what `leaklens watch` found in one program against the truth of it, line by line.
import type { LeakTruth, ProgramTruth } from './truth.ts';
import { isLine } from './truth.ts';

export type Tier = 'proven' | 'probable' | 'possible' | 'info';

export interface Place {
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

/** A finding, as far as it is judged here, in the JSON of `leaklens watch`. */
export interface WatchFinding {
  readonly kind: string;
  readonly confidence: Tier;
  readonly status?: string | null;
  readonly title?: string;
  readonly site: Place | null;
  readonly related: readonly (Place & { readonly role: string })[];
  /** What bounds a cache that fills. */
  readonly bound?: { readonly kind: string } | null;
  /** What it was and when, oldest first. */
  readonly history?: readonly { readonly at: string; readonly confidence: Tier }[];
  readonly evidence?: readonly { readonly name: string; readonly value: number | string; readonly unit: string }[];
}

/** `twice` names a part of a leak that another finding should have included: it is no lie, and no help. */
export type Judgement = 'right' | 'twice' | 'allowed' | 'explanation' | 'false';

export interface JudgedFinding {
  readonly finding: WatchFinding;
  readonly judgement: Judgement;
}

export interface JudgedLeak {
  readonly leak: LeakTruth;
  /** The surest tier in which it was found on its line, or on one that is as good; null when it was missed. */
  readonly found: Tier | null;
  /** Found on another line or function that is as good. */
  readonly elsewhere: boolean;
  /** Of the watch, until it was probable or proven; null where it never was, or nobody knows. */
  readonly afterSeconds: number | null;
}

export interface ProgramScore {
  readonly name: string;
  readonly leaks: readonly JudgedLeak[];
  readonly findings: readonly JudgedFinding[];
  /** Whether memory that goroutines keep alive is told in the finding of the goroutines; null without such memory. */
  readonly joined: boolean | null;
  /** Of the explanations that the source asks for, those that were not given. */
  readonly unexplained: readonly string[];
}

const tiers: readonly Tier[] = ['proven', 'probable', 'possible', 'info'];

function surest(findings: readonly WatchFinding[]): Tier | null {
  return tiers.find((tier) => findings.some((finding) => finding.confidence === tier)) ?? null;
}

/** Whether a finding accuses: an explanation does not, nor does one of what is over, nor one that names the bound of a cache that fills. */
export function accuses(finding: WatchFinding): boolean {
  return finding.confidence !== 'info' && finding.status !== 'fixed' && !isBounded(finding);
}

/** Only suspected, and told as a cache with a bound: until it is full that is all that can be said. Whether deletes keep up nobody knows. */
function isBounded({ confidence, bound }: WatchFinding): boolean {
  return confidence === 'possible' && (bound?.kind ?? 'evicts') !== 'evicts';
}

function names(program: string, leak: LeakTruth, { kind, site }: WatchFinding): boolean {
  return kind === leak.kind && (leak.at === null || (site !== null && isLine(program, leak.at, site)));
}

/** As good as the line: a line marked so, or a function where no profile leads to the line. */
function namesElsewhere(truth: ProgramTruth, kind: string, finding: WatchFinding): boolean {
  if (finding.kind !== kind) return false;
  const site = finding.site;
  return (
    truth.otherLines.some((other) => other.kind === kind && names(truth.name, other, finding)) ||
    (kind === 'goroutine-leak' && site !== null && truth.otherFunctions.includes(site.function))
  );
}

function isPartOfLeak(truth: ProgramTruth, { kind, site }: WatchFinding): boolean {
  if (!truth.leaks.some((leak) => leak.kind === 'goroutine-leak')) return false;
  if (kind === 'stack-growth') return true;
  return kind === 'heap-growth' && site !== null && truth.held.some((at) => isLine(truth.name, at, site));
}

function judgementOf(truth: ProgramTruth, finding: WatchFinding): Judgement {
  if (!accuses(finding)) return 'explanation';
  if (truth.leaks.some((leak) => names(truth.name, leak, finding) || namesElsewhere(truth, leak.kind, finding))) {
    return 'right';
  }
  if (isPartOfLeak(truth, finding)) return 'twice';
  const site = finding.site;
  const allowed = finding.kind === 'goroutine-leak' && site !== null && truth.allowedFunctions.includes(site.function);
  return allowed ? 'allowed' : 'false';
}

function judgeLeak(truth: ProgramTruth, leak: LeakTruth, { findings, startedAt }: Accusing): JudgedLeak {
  const onLine = findings.filter((finding) => names(truth.name, leak, finding));
  const here = surest(onLine);
  if (here !== null && here !== 'info')
    return { leak, found: here, elsewhere: false, afterSeconds: secondsUntilSure(onLine, startedAt) };
  const elsewhere = findings.filter((finding) => namesElsewhere(truth, leak.kind, finding));
  const there = surest(elsewhere);
  const afterSeconds = secondsUntilSure(elsewhere, startedAt);
  return { leak, found: there ?? here, elsewhere: there !== null, afterSeconds };
}

interface Accusing {
  readonly findings: readonly WatchFinding[];
  /** Of the watch; null where nobody knows. */
  readonly startedAt: string | null;
}

/** By the clock of the watch, which a recording brings along. */
function secondsUntilSure(findings: readonly WatchFinding[], startedAt: string | null): number | null {
  const moments = findings.flatMap(({ history = [] }) =>
    history.filter(({ confidence }) => confidence === 'probable' || confidence === 'proven').map(({ at }) => at),
  );
  const first = moments.sort()[0];
  return first === undefined || startedAt === null ? null : (Date.parse(first) - Date.parse(startedAt)) / 1000;
}

function isJoined(truth: ProgramTruth, findings: readonly JudgedFinding[]): boolean | null {
  if (truth.held.length === 0) return null;
  return (
    findings.every(({ judgement }) => judgement !== 'twice') &&
    findings.some(({ finding, judgement }) =>
      finding.related.some(
        (place) =>
          judgement === 'right' &&
          place.role === 'allocation' &&
          truth.held.some((at) => isLine(truth.name, at, place)),
      ),
    )
  );
}

/** Judges the findings about one program. @param startedAt of the watch, as it says; null where nobody knows */
export function scoreProgram(
  truth: ProgramTruth,
  findings: readonly WatchFinding[],
  startedAt: string | null = null,
): ProgramScore {
  const judged = findings.map((finding) => ({ finding, judgement: judgementOf(truth, finding) }));
  const accusing = findings.filter(accuses);
  return {
    name: truth.name,
    leaks: truth.leaks.map((leak) => judgeLeak(truth, leak, { findings: accusing, startedAt })),
    findings: judged,
    joined: isJoined(truth, judged),
    unexplained: truth.explanations.filter((kind) => !findings.some((finding) => finding.kind === kind)),
  };
}
