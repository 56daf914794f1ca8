import type { ResolveFile } from '../../../shared/ports/runtime/analyser';
import type { Finding } from '../../../shared/model/finding';
import type { Judge, LeakObservation, SourceKnowledge, SourceQuestions } from '../../../shared/ports/runtime/judge';
import type { Grown } from '../../../shared/model/told';
import type { VerdictThresholds } from '../../../shared/model/verdictThresholds';
import { isBlocked } from '../base/waitKind';
import { readGoal } from '../drafts/heap/collectorGoal';
import { whereNow } from './crowds';
import { confidenceRank } from '../../judge/findingOf';
import { waitVerdicts } from '../drafts/waits/waitVerdicts';
import { movedDraft } from '../drafts/waits/movedDraft';
import { waitCandidates } from '../drafts/waits/waitCandidates';
import { waitQuestion } from '../drafts/waits/waitSource';
import type { DraftRequest } from '../drafts/base/draftRequest';
import type { WaitVerdicts } from '../drafts/waits/waitVerdicts';
import { processId } from '../drafts/base/findingId';
import { growingLines } from '../drafts/heap/growingLines';
import { heapCandidates } from '../drafts/heap/heapCandidates';
import { unexplainedGrowth } from '../drafts/heap/unexplainedGrowth';
import { ProcessHistory } from '../history/history';
import { joinHeap } from '../drafts/joinHeap';
import { libraryQuestion } from '../drafts/waits/openedBy';
import { withoutMinorLines } from '../drafts/minorLines';
import { nativeDraft, retainedDraft, stackDraft } from '../drafts/processDrafts';
import { maxFindings, maxLibraryQuestions, maxQuestions } from '../base/judgeLimits';
import { whatGrew } from '../drafts/whatGrew';
import { VerdictTracker, type Moment, type RoundVerdicts } from './verdictTracker';

/** A judge of one target. */
export function createJudge(): Judge {
  return new TargetJudge();
}

/** Fewer bytes on a line are not worth reading its source for. */
const leastAskedBytes = 512 * 1024;

class TargetJudge implements Judge {
  private readonly tracker = new VerdictTracker();
  private history = new ProcessHistory();
  private life: number | null = null;
  /** What the last round told. */
  private told: (Pick<RoundVerdicts, 'doubts' | 'merged'> & { readonly findings: readonly Finding[] }) | null = null;

  observe(observation: LeakObservation, resolve: ResolveFile, life: number): void {
    if (this.life !== null && this.life !== life) {
      this.history = new ProcessHistory();
      this.told = null;
    }
    this.life = life;
    this.history.observe(observation, resolve);
  }

  questions(): SourceQuestions {
    const waits = waitCandidates(this.history).flatMap(([key, wait]) =>
      isBlocked(wait.kind) || wait.kind === 'io' ? (waitQuestion(this.history, key, wait) ?? []) : [],
    );
    const allocations = heapCandidates(this.history, leastAskedBytes).flatMap(({ ref: { site } }) =>
      site.path === null ? [] : [{ path: site.path, line: site.line, function: site.function }],
    );
    return {
      waits: waits.slice(0, maxQuestions),
      allocations: allocations.slice(0, maxQuestions),
      libraries: this.libraryQuestions(),
    };
  }

  findings(knowledge: SourceKnowledge, thresholds: VerdictThresholds): readonly Finding[] {
    const { history, tracker } = this;
    const process = this.life ?? 0;
    if (history.reading === null && history.heapReading === null) return [];
    const grewUntil = (id: string) => tracker.grewUntil(id, process);
    const request = { history, knowledge, thresholds, grewUntil };
    const moment = { history, process, minimumWatchMillis: thresholds.minimumWatchSeconds * 1000 };
    const waits = waitVerdicts(request);
    this.passOn(request, waits, moment);
    const round = this.round(request, waits);
    const findings = tracker.update(round, moment);
    const retained = retainedDraft(request, {
      wasFixed: tracker.hasFixed,
      wasTold: tracker.isKnown(processId('retained-by-runtime'), process),
    });
    const explained = retained === null ? null : tracker.note(retained, moment);
    if (explained !== null) findings.push(explained);
    this.told = { findings, doubts: round.doubts, merged: round.merged };
    return findings.sort(byHarm).slice(0, maxFindings);
  }

  grown(thresholds: VerdictThresholds): readonly Grown[] {
    const { history, told } = this;
    if (told === null) return [];
    const open = told.findings.filter(({ status, confidence }) => status !== 'fixed' && confidence !== 'info');
    const sum = (of: (finding: Finding) => number) => open.reduce((all, finding) => all + of(finding), 0);
    return whatGrew({
      history,
      thresholds,
      told: new Set([...told.findings.map(({ id }) => id), ...told.merged.keys()]),
      explained: {
        bytes: sum(({ heldBytes }) => heldBytes),
        goroutines: sum(({ amount }) => (amount.unit === 'goroutines' ? amount.value : 0)),
      },
      doubts: told.doubts,
    });
  }

  takenBack(): readonly Finding[] {
    return this.tracker.takenBack(this.life ?? 0);
  }

  remember(): string {
    return this.tracker.remember();
  }

  recall(remembered: string): void {
    this.tracker.recall(remembered);
  }

  earlier(): readonly Finding[] {
    return this.tracker.earlier({ history: this.history, process: this.life ?? 0 });
  }

  private libraryQuestions(): SourceQuestions['libraries'] {
    const questions = new Map<string, SourceQuestions['libraries'][number]>();
    for (const [, wait] of waitCandidates(this.history)) {
      if (questions.size >= maxLibraryQuestions) break;
      const question = libraryQuestion(this.history, wait);
      if (question !== null) questions.set(`${question.symbols.join(' ')} ${question.kind}`, question);
    }
    return [...questions.values()];
  }

  /** Goroutines that a verdict was sure of and that wait elsewhere now take it with them. */
  private passOn(request: DraftRequest, { drafts }: WaitVerdicts, moment: Moment): void {
    for (const { finding, key, tier, mark } of this.tracker.moved(moment)) {
      const now = whereNow(request.history, key, mark);
      const wait = now === null ? undefined : request.history.reading?.waits.get(now);
      if (now === null || wait === undefined) continue;
      const drafted = drafts.find(({ counted }) => counted.key === now);
      request.history.movedAway.set(key, request.history.lastMillis);
      this.tracker.passOn(finding, drafted ?? movedDraft(request, { key: now, wait, tier, from: finding }), moment);
    }
  }

  private round(request: DraftRequest, waits: WaitVerdicts): RoundVerdicts {
    const { history } = request;
    const goal = readGoal(history);
    const known = new Set(waits.drafts.map(({ finding }) => finding.id));
    // What stands still explains bytes as well as what grows: a heap profile is one collection late.
    const standing = this.tracker.standing(this.life ?? 0).filter(({ finding }) => !known.has(finding.id));
    const growing = growingLines(request, goal);
    const joined = joinHeap([...waits.drafts, ...standing], growing, history);
    const goroutines = joined.goroutines.filter(({ finding }) => known.has(finding.id));
    const told = withoutMinorLines(joined.lines, history);
    const lines = told.lines.flatMap(({ draft }) => draft ?? []);
    const explained = [...joined.goroutines, ...lines].reduce((sum, { finding }) => sum + finding.heldBytes, 0);
    const cause = joined.goroutines.find(
      ({ finding }) => confidenceRank(finding.confidence) <= confidenceRank('probable'),
    );
    const whole = cause === undefined ? unexplainedGrowth(request, goal, explained) : null;
    const process = [whole, stackDraft(request), nativeDraft(request)];
    const merged = new Map([...waits.merged, ...joined.absorbed, ...told.absorbed]);
    if (cause !== undefined) merged.set(processId('heap-growth'), cause.finding.id);
    return {
      drafts: [...goroutines, ...lines, ...process.filter((draft) => draft !== null)],
      doubts: new Map([
        ...waits.doubts,
        ...growing.flatMap(({ id, doubt }) => (doubt === null ? [] : [[id, doubt] as const])),
      ]),
      merged,
    };
  }
}

/** Proven first, then probable and possible by what they hold and how fast they grow; what is over comes last. */
function byHarm(a: Finding, b: Finding): number {
  return (
    Number(a.status === 'fixed') - Number(b.status === 'fixed') ||
    confidenceRank(a.confidence) - confidenceRank(b.confidence) ||
    b.heldBytes - a.heldBytes ||
    (b.rate?.value ?? 0) - (a.rate?.value ?? 0) ||
    b.amount.value - a.amount.value
  );
}
