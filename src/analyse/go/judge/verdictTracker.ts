import type { Confidence, Course, Finding } from '../../../shared/model/finding';
import type { GoDoubt } from '../../../shared/model/go/goDoubt';
import { awaitsDump, markCrowd, stillThere, type CrowdMark } from './crowds';
import { presentAmount, type Counted } from '../history/counted';
import type { Draft, WaitDraft } from '../drafts/base/draft';
import type { ProcessHistory } from '../history/history';
import { earlierFinding, fixedFinding, heldFinding, standingFinding, withDoubt } from '../../judge/standingFinding';
import { takesBackAfter } from '../base/takesBackAfter';
import { stayRules } from '../base/stayRules';
import { lifeRules, maxSteps } from '../../judge/lifeRules';
import type { WaitKey } from '../history/seriesKeys';
import { parseVerdicts, verdictText } from './verdictMemory';
import {
  fixed,
  goneLevel,
  newLife,
  step,
  toldElsewhere,
  type BackRule,
  type RoundEvidence,
  type VerdictLife,
} from '../../judge/verdictLife';

/** Verdicts remembered; the oldest of those that are over go first. */
const maxEntries = 1000;

interface Entry {
  finding: Finding;
  counted: Counted;
  life: VerdictLife;
  steps: Course['steps'];
  toldBy: string | null;
  /** Of goroutines: where they were when the verdict was sure of them. */
  mark: CrowdMark | null;
  /** How much there was of it when that was last known. */
  amount: number;
  firstSeenMillis: number;
  lastSeenMillis: number;
  /** When it first was sure, after the beginning of its process. */
  sureAfterMillis: number;
  process: number;
  /** It is of an earlier watch, and no round of this one has judged it yet. */
  isRecalled: boolean;
  /** When its verdict came here from another line, ms since 1970: that round says nothing else of it. */
  cameMillis: number;
}

/** The moment of an update. */
export interface Moment {
  readonly history: ProcessHistory;
  /** Counts the processes seen behind the target. */
  readonly process: number;
  readonly minimumWatchMillis: number;
}

/** What one round says. */
export interface RoundVerdicts {
  readonly drafts: readonly Draft[];
  /** What speaks against findings that no draft is of, by id. */
  readonly doubts: ReadonlyMap<string, GoDoubt>;
  /** Findings that are part of another one now: the other one's id, by their own. */
  readonly merged: ReadonlyMap<string, string>;
}

/** A verdict whose goroutines have gone elsewhere. */
export interface Moved {
  readonly finding: Finding;
  readonly key: WaitKey;
  readonly tier: Exclude<Confidence, 'info'>;
  readonly mark: CrowdMark;
}

/** Remembers verdicts: since when, how sure they are, and what became of them. Outlives the processes of a target. */
export class VerdictTracker {
  private readonly entries = new Map<string, Entry>();

  /** What was told, for another tracker of the same target. */
  remember(): string {
    return verdictText(this.entries.values());
  }

  recall(remembered: string): void {
    for (const verdict of parseVerdicts(remembered))
      this.entries.set(verdict.finding.id, { ...verdict, mark: null, isRecalled: true, cameMillis: 0 });
  }

  /** When what a sure finding of this process is about last grew, ms since 1970; null for every other. */
  grewUntil(id: string, process: number): number | null {
    const entry = this.entries.get(id);
    return entry !== undefined && entry.process === process && isSure(entry.life) ? entry.life.sinceMillis : null;
  }

  /** True when the finding was told of this process. */
  isKnown(id: string, process: number): boolean {
    return this.entries.get(id)?.process === process;
  }

  /** True when something was found and is over. */
  get hasFixed(): boolean {
    return [...this.entries.values()].some(({ life }) => life.standing === 'fixed');
  }

  /** Verdicts of this process whose goroutines wait on another line by now. */
  moved({ history, process }: Moment): Moved[] {
    return [...this.entries.values()].flatMap(({ finding, counted, life, mark, process: own }) => {
      if (own !== process || counted.of !== 'wait' || mark === null || !isTold(life) || life.tier === null) return [];
      if (awaitsDump(history, counted.key, mark)) return [];
      const here = presentAmount(history, counted);
      if (here === null) return [];
      const there = stillThere(history, counted.key, mark) - here;
      return there >= Math.max(2, mark.waiting * stayRules.movedShare)
        ? [{ finding, key: counted.key, tier: life.tier, mark }]
        : [];
    });
  }

  /** Goroutines that a verdict of this process is sure of, as drafts. */
  standing(process: number): WaitDraft[] {
    return [...this.entries.values()].flatMap(({ finding, counted, life, process: own }) => {
      if (own !== process || counted.of !== 'wait' || !isSure(life)) return [];
      return [{ finding, counted, isGrowing: false, kept: life.kept, doubt: null }];
    });
  }

  /** The verdict of one line goes on on another. */
  passOn(from: Finding, draft: Draft, moment: Moment): void {
    const entry = this.entries.get(from.id);
    if (entry === undefined) return;
    const next = this.entry(draft, moment);
    const amount = draft.finding.amount.value;
    const kept = Math.min(entry.life.kept, amount * stayRules.keptGoroutines);
    const standing = isSure(entry.life) ? 'stands' : entry.life.standing;
    next.life = { ...entry.life, standing, kept, peak: Math.max(amount, next.life.peak) };
    next.firstSeenMillis = Math.min(next.firstSeenMillis, entry.firstSeenMillis);
    next.sureAfterMillis = entry.sureAfterMillis;
    next.mark = draft.counted.of === 'wait' ? markCrowd(moment.history, draft.counted.key) : null;
    next.cameMillis = moment.history.lastMillis;
    entry.toldBy = draft.finding.id;
    entry.mark = null;
    noteStep(entry, toldElsewhere(entry.life, 'moved', moment.history.lastMillis));
  }

  /** @returns the findings of this moment with their history, and those that are over. */
  update({ drafts, doubts, merged }: RoundVerdicts, moment: Moment): Finding[] {
    const { history, process } = moment;
    for (const [id, into] of merged) this.merge(id, into, moment);
    const present = new Set(drafts.map(({ finding }) => finding.id));
    const findings = drafts.flatMap((draft) => this.note(draft, moment) ?? []);
    for (const [id, entry] of this.entries) {
      if (present.has(id) || entry.finding.confidence === 'info') continue;
      if (entry.process !== process && entry.life.standing === 'fixed') adopt(entry, process);
      if (entry.process === process) noteWithoutDraft(entry, doubts.get(id) ?? null, moment);
      else if (isOverInAnother(entry, moment)) endInAnother(entry, moment);
      else continue;
      findings.push(...told(entry, null, history));
    }
    this.trim();
    return findings;
  }

  /** What was probable or proven once in this process and is told no more, with what became of it. */
  takenBack(process: number): Finding[] {
    return [...this.entries.values()]
      .filter(({ life, process: own }) => own === process && life.wasSure && life.tier === null)
      .filter(({ life }) => life.standing !== 'fixed')
      .map((entry) => ({ ...entry.finding, confidence: 'info', rate: null, heldBytes: 0, course: courseOf(entry) }));
  }

  /** What was told of an earlier process, and of which nothing is known yet in this one. */
  earlier({ history, process }: Pick<Moment, 'history' | 'process'>): Finding[] {
    return [...this.entries.values()]
      .filter(({ life, process: own }) => own !== process && (isSure(life) || life.standing === 'again'))
      .map((entry) =>
        earlierFinding({ ...entry.finding, course: courseOf(entry) }, presentAmount(history, entry.counted) ?? 0),
      );
  }

  /** One verdict of this moment with its history. */
  note(draft: Draft, moment: Moment): Finding | null {
    const { history } = moment;
    const entry = this.entry(draft, moment);
    const { finding, counted, isGrowing, kept, doubt } = draft;
    const tier = finding.confidence === 'info' ? null : finding.confidence;
    const wasSure = isSure(entry.life);
    const amount = Math.max(finding.amount.value, amountOf(entry, history));
    // An explanation is evidence of another kind than growth.
    const against = tier === null ? 'filled' : doubt;
    const back = backRule(entry);
    const evidence = { tier, doubt: against, takesBackAfter: takesBackAfter(against), isElsewhere: false };
    const seen = { atMillis: history.lastMillis, ...evidence, isGrowing, amount, kept, back };
    noteStep(entry, step(entry.life, seen));
    entry.finding = finding;
    entry.isRecalled = false;
    entry.counted = counted;
    entry.lastSeenMillis = history.lastMillis;
    if (!isTold(entry.life)) entry.mark = null;
    else if (tier !== null) entry.mark = counted.of === 'wait' ? markCrowd(history, counted.key) : null;
    if (isSure(entry.life) && !wasSure) entry.sureAfterMillis = history.lastMillis - history.firstMillis;
    if (tier === null && !isSure(entry.life)) return this.dated(entry, finding);
    return told(entry, draft, history)[0] ?? null;
  }

  private dated({ firstSeenMillis, lastSeenMillis }: Entry, finding: Finding): Finding {
    return { ...finding, firstSeenMillis, lastSeenMillis };
  }

  /** The entry of a draft; one of an earlier process begins again. */
  private entry({ finding, counted }: Draft, { history, process }: Moment): Entry {
    const before = finding.evidence.find(({ name }) => name === 'bytes-before')?.value ?? 0;
    let entry = this.entries.get(finding.id);
    if (entry === undefined) {
      entry = {
        finding,
        counted,
        life: newLife(history.lastMillis, before),
        steps: [],
        toldBy: null,
        mark: null,
        amount: finding.amount.value,
        firstSeenMillis: history.lastMillis,
        lastSeenMillis: history.lastMillis,
        sureAfterMillis: 0,
        process,
        isRecalled: false,
        cameMillis: 0,
      };
      this.entries.set(finding.id, entry);
    }
    if (entry.process !== process) {
      const wasSure = entry.life.wasSure && entry.life.standing !== 'fixed';
      entry.life = { ...newLife(history.lastMillis, before), wasSure };
      entry.process = process;
      entry.mark = null;
    }
    return entry;
  }

  private merge(id: string, into: string, { history, process }: Moment): void {
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    if (!entry.life.wasSure || entry.process !== process) {
      this.entries.delete(id);
      return;
    }
    entry.toldBy = into;
    noteStep(entry, toldElsewhere(entry.life, 'merged', history.lastMillis));
  }

  private trim(): void {
    if (this.entries.size <= maxEntries) return;
    const oldest = [...this.entries].sort(([, a], [, b]) => a.lastSeenMillis - b.lastSeenMillis);
    for (const [id] of oldest.slice(0, this.entries.size - maxEntries)) this.entries.delete(id);
  }
}

/** A suspicion goes with its goroutines, too: else it would be taken for a tide. */
function isTold(life: VerdictLife): boolean {
  return isSure(life) || life.standing === 'possible';
}

function isSure({ standing }: VerdictLife): boolean {
  return standing === 'growing' || standing === 'stands';
}

function noteStep(entry: Entry, life: VerdictLife): void {
  const { standing, tier, sinceMillis } = life;
  const isChange = standing !== entry.life.standing || tier !== entry.life.tier;
  entry.life = life;
  if (!isChange || standing === 'watching') return;
  const atMillis = Math.max(sinceMillis, entry.steps.at(-1)?.atMillis ?? 0);
  entry.steps = [...entry.steps, { atMillis, standing, confidence: tier ?? ('info' as const) }].slice(-maxSteps);
}

function courseOf({ life, steps, toldBy }: Entry): Course {
  const { standing, sinceMillis, doubt } = life;
  const isElsewhere = standing === 'merged' || standing === 'moved';
  return {
    standing: standing === 'watching' ? 'possible' : standing,
    sinceMillis,
    doubt,
    toldBy: isElsewhere ? toldBy : null,
    steps,
  };
}

/** As long as nobody says how much there is, there is what there was. */
function presentOf(entry: Entry, history: ProcessHistory): number {
  entry.amount = presentAmount(history, entry.counted) ?? entry.amount;
  return entry.amount;
}

function amountOf(entry: Entry, history: ProcessHistory): number {
  const { counted, mark } = entry;
  const here = presentOf(entry, history);
  if (presentAmount(history, counted) === null) return here;
  return counted.of === 'wait' && mark !== null ? Math.max(here, stillThere(history, counted.key, mark)) : here;
}

/** A round that says nothing of it leaves the verdict as it is. */
function noteWithoutDraft(entry: Entry, doubt: GoDoubt | null, { history, minimumWatchMillis }: Moment): void {
  if (presentAmount(history, entry.counted) === null || entry.cameMillis === history.lastMillis) return;
  const isYoung = history.lastMillis - history.firstMillis < minimumWatchMillis;
  // So short a watch cannot tell whether it still grows; that it is gone, it can.
  if (entry.isRecalled && isYoung && isSure(entry.life) && amountOf(entry, history) >= entry.life.kept) return;
  entry.isRecalled = false;
  noteStep(entry, step(entry.life, seenWithoutDraft(entry, doubt, history)));
  if (isSure(entry.life)) entry.lastSeenMillis = history.lastMillis;
}

function seenWithoutDraft(entry: Entry, doubt: GoDoubt | null, history: ProcessHistory): RoundEvidence {
  const amount = amountOf(entry, history);
  const { kept } = entry.life;
  const isElsewhere = doubt === null && (presentAmount(history, entry.counted) ?? 0) < kept && amount >= kept;
  const evidence = { tier: null, doubt, takesBackAfter: takesBackAfter(doubt), isElsewhere };
  return { atMillis: history.lastMillis, ...evidence, isGrowing: false, amount, kept, back: backRule(entry) };
}

/** In another process it has to have had the time to show itself again. */
function isOverInAnother(entry: Entry, { history, minimumWatchMillis }: Moment): boolean {
  if (!entry.life.wasSure || entry.life.standing === 'fixed') return false;
  const watched = history.lastMillis - history.firstMillis;
  if (watched < Math.max(minimumWatchMillis, entry.sureAfterMillis)) return false;
  const present = presentAmount(history, entry.counted);
  return present !== null && present <= goneLevel(entry.life);
}

/** From here on it is this process' own: it may grow again in it. */
function adopt(entry: Entry, process: number): void {
  entry.process = process;
  entry.mark = null;
  entry.life = { ...entry.life, since: null };
}

function endInAnother(entry: Entry, { history, process }: Moment): void {
  adopt(entry, process);
  noteStep(entry, fixed(entry.life, { atMillis: history.lastMillis, amount: presentOf(entry, history) }));
}

function backRule({ counted, life }: Entry): BackRule {
  if (counted.of === 'wait') return { least: stayRules.backGoroutines, holdsMillis: 0 };
  const least = Math.max(stayRules.backBytes, life.peak * stayRules.backBytesShare);
  return { least, holdsMillis: lifeRules.possibleHoldsMillis };
}

/** What is told of an entry now: one finding or none. */
function told(entry: Entry, draft: Draft | null, history: ProcessHistory): Finding[] {
  const { life, firstSeenMillis, lastSeenMillis } = entry;
  const base = { ...entry.finding, firstSeenMillis, lastSeenMillis, course: courseOf(entry) };
  if (life.standing === 'fixed') return [fixedFinding(base, life.peak, presentOf(entry, history))];
  if (life.tier === null) return [];
  const finding = { ...base, confidence: life.tier };
  if (life.standing === 'stands') return [standingFinding(finding, amountOf(entry, history))];
  if (life.standing === 'withdrawn' && life.doubt !== null) return [withDoubt(finding, life.doubt)];
  const held = draft === null ? heldFinding(finding, presentOf(entry, history)) : finding;
  // It was over: what goes and comes back may be a tide.
  return [life.standing === 'again' && life.tier === 'possible' ? withDoubt(held, 'tides') : held];
}
