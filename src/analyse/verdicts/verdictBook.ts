import type { Finding } from '../../shared/finding';
import type { Counted } from './counted';
import { confidenceRank, evidenceList, piece, type Draft } from './draft';
import type { WaitCase } from './goroutineVerdict';
import { fixedShare } from './thresholds';

/** Verdicts remembered; the oldest of those that are over go first. */
const maxEntries = 1000;

interface Entry {
  finding: Finding;
  counted: Counted;
  firstSeenMillis: number;
  lastSeenMillis: number;
  /** It was probable or proven, in this life or one before. */
  wasSure: boolean;
  /** When it first was, after the beginning of its life. */
  sureAfterMillis: number;
  /** Most there was of it, and what there was before it grew. */
  peak: number;
  before: number;
  grewMillis: number;
  lastGrowthMillis: number;
  life: number;
  isFixed: boolean;
}

/** The moment of an update. */
export interface Moment {
  readonly atMillis: number;
  readonly life: number;
  /** How long this process has been watched. */
  readonly watchedMillis: number;
  readonly minimumWatchMillis: number;
  /** What there is of something now, in goroutines or bytes. */
  readonly amountOf: (counted: Counted) => number;
}

/** Remembers verdicts: since when, how sure they once were, and whether they are over. Outlives the processes of a target. */
export class VerdictBook {
  private readonly entries = new Map<string, Entry>();

  /** For verdicts that outlive their growth; null when it never was probable in this life, or is over. */
  held(id: string, atMillis: number, life: number): WaitCase['held'] {
    const entry = this.entries.get(id);
    if (entry === undefined || !entry.wasSure || entry.isFixed || entry.life !== life) return null;
    return { grewMillis: entry.grewMillis, pausedMillis: atMillis - entry.lastGrowthMillis, peak: entry.peak };
  }

  /** True when the finding was told of this process. */
  isKnown(id: string, life: number): boolean {
    return this.entries.get(id)?.life === life;
  }

  forget(id: string): void {
    this.entries.delete(id);
  }

  /** @returns the findings of this moment with their history, and those that are over. */
  update(drafts: readonly Draft[], moment: Moment): Finding[] {
    const present = new Set(drafts.map(({ finding }) => finding.id));
    const findings = drafts.map((draft) => this.note(draft, moment));
    for (const [id, entry] of this.entries) {
      if (present.has(id)) continue;
      if (!entry.isFixed && entry.wasSure && isOver(entry, moment)) entry.isFixed = true;
      if (entry.isFixed) findings.push(fixed(entry, moment));
    }
    this.trim();
    return findings;
  }

  /** True when something of this process was found and is over. */
  get hasFixed(): boolean {
    return [...this.entries.values()].some(({ isFixed }) => isFixed);
  }

  /** One verdict of this moment with its history. */
  note({ finding, grewMillis, counted }: Draft, moment: Moment): Finding {
    const { atMillis, life } = moment;
    const known = this.entries.get(finding.id);
    const entry = known ?? newEntry(finding, counted, moment);
    if (known === undefined) this.entries.set(finding.id, entry);
    if (entry.life !== life || entry.isFixed) beginAgain(entry, life);
    entry.finding = finding;
    entry.counted = counted;
    entry.lastSeenMillis = atMillis;
    entry.peak = Math.max(entry.peak, finding.amount.value);
    const isSure = confidenceRank(finding.confidence) <= confidenceRank('probable');
    if (isSure && !entry.wasSure) entry.sureAfterMillis = moment.watchedMillis;
    entry.wasSure ||= isSure;
    if (grewMillis > 0) {
      entry.grewMillis = Math.max(entry.grewMillis, grewMillis);
      entry.lastGrowthMillis = atMillis;
    }
    return { ...finding, firstSeenMillis: entry.firstSeenMillis, lastSeenMillis: atMillis };
  }

  private trim(): void {
    if (this.entries.size <= maxEntries) return;
    const oldest = [...this.entries].sort(([, a], [, b]) => a.lastSeenMillis - b.lastSeenMillis);
    for (const [id] of oldest.slice(0, this.entries.size - maxEntries)) this.entries.delete(id);
  }
}

function newEntry(finding: Finding, counted: Counted, { atMillis, life }: Moment): Entry {
  return {
    finding,
    counted,
    firstSeenMillis: atMillis,
    lastSeenMillis: atMillis,
    wasSure: false,
    sureAfterMillis: 0,
    peak: 0,
    before: finding.evidence.find(({ name }) => name === 'bytes-before')?.value ?? 0,
    grewMillis: 0,
    lastGrowthMillis: atMillis,
    life,
    isFixed: false,
  };
}

/** A new process, or the same mistake again: what was known of its amount is not true any more. */
function beginAgain(entry: Entry, life: number): void {
  entry.wasSure = entry.wasSure && !entry.isFixed;
  entry.life = life;
  entry.isFixed = false;
  entry.peak = 0;
  entry.grewMillis = 0;
}

/** In another process it has to have had the time to show itself again. */
function isOver(entry: Entry, { life, watchedMillis, minimumWatchMillis, amountOf }: Moment): boolean {
  if (entry.life !== life && watchedMillis < Math.max(minimumWatchMillis, entry.sureAfterMillis)) return false;
  const before = Math.min(entry.before, entry.peak);
  return amountOf(entry.counted) <= before + (entry.peak - before) * fixedShare;
}

function fixed(entry: Entry, { amountOf }: Moment): Finding {
  const { finding } = entry;
  const now = amountOf(entry.counted);
  const unit = finding.amount.unit;
  return {
    ...finding,
    confidence: 'info',
    status: 'fixed',
    amount: { value: now, unit },
    heldBytes: 0,
    rate: null,
    evidence: evidenceList(piece('fixed-before', entry.peak, unit), piece('fixed-after', now, unit)),
    firstSeenMillis: entry.firstSeenMillis,
    lastSeenMillis: entry.lastSeenMillis,
  };
}
