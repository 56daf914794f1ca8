import type { ResolveFile } from '../../shared/analyser';
import type { Finding } from '../../shared/finding';
import type { Judge, LeakObservation, SourceKnowledge, SourceQuestions, VerdictThresholds } from '../../shared/judge';
import { isBlocked } from '../waitKind';
import { readGoal } from './collectorGoal';
import { presentAmount } from './counted';
import { confidenceRank, type Draft } from './draft';
import { goroutineDrafts, waitCandidates, waitQuestion, type DraftRequest } from './goroutineDrafts';
import { processId } from './findingId';
import { growingLines, heapCandidates, unexplainedGrowth } from './heapDrafts';
import { ProcessHistory } from './history';
import { joinHeap } from './joinHeap';
import { withoutMinorLines } from './minorLines';
import { nativeDraft, retainedDraft, stackDraft } from './processDrafts';
import { maxFindings, maxQuestions } from './thresholds';
import { VerdictBook, type Moment } from './verdictBook';

/** A judge of one target. */
export function createJudge(): Judge {
  return new TargetJudge();
}

/** Fewer bytes on a line are not worth reading its source for. */
const leastAskedBytes = 512 * 1024;

class TargetJudge implements Judge {
  private readonly book = new VerdictBook();
  private history = new ProcessHistory();
  private life: number | null = null;

  observe(observation: LeakObservation, resolve: ResolveFile, life: number): void {
    if (this.life !== null && this.life !== life) this.history = new ProcessHistory();
    this.life = life;
    this.history.observe(observation, resolve);
  }

  questions(): SourceQuestions {
    const waits = waitCandidates(this.history).flatMap(([key, wait]) =>
      isBlocked(wait.kind) ? (waitQuestion(this.history, key, wait) ?? []) : [],
    );
    const allocations = heapCandidates(this.history, leastAskedBytes).flatMap(({ ref: { site } }) =>
      site.path === null ? [] : [{ path: site.path, line: site.line, function: site.function }],
    );
    return { waits: waits.slice(0, maxQuestions), allocations: allocations.slice(0, maxQuestions) };
  }

  findings(knowledge: SourceKnowledge, thresholds: VerdictThresholds): readonly Finding[] {
    const { history, book } = this;
    const life = this.life ?? 0;
    if (history.reading === null) return [];
    const held = (id: string) => book.held(id, history.lastMillis, life);
    const request = { history, knowledge, thresholds, held };
    const moment = momentOf(request, life);
    const findings = book.update(this.drafts(request), moment);
    const retained = retainedDraft(request, {
      wasFixed: book.hasFixed,
      wasTold: book.isKnown(processId('retained-by-runtime'), life),
    });
    if (retained !== null) findings.push(book.note(retained, moment));
    return findings.sort(byHarm).slice(0, maxFindings);
  }

  private drafts(request: DraftRequest): Draft[] {
    const { history } = request;
    const goal = readGoal(history);
    const joined = joinHeap(goroutineDrafts(request), growingLines(request, goal), history);
    const told = withoutMinorLines(joined.lines, history);
    for (const id of [...joined.absorbed, ...told.absorbed]) this.book.forget(id);
    const lines = told.lines.flatMap(({ draft }) => draft ?? []);
    const explained = [...joined.goroutines, ...lines].reduce((sum, { finding }) => sum + finding.heldBytes, 0);
    const isCaused = joined.goroutines.some(
      ({ finding }) => confidenceRank(finding.confidence) <= confidenceRank('probable'),
    );
    const process = [
      isCaused ? null : unexplainedGrowth(request, goal, explained),
      stackDraft(request),
      nativeDraft(request),
    ];
    return [...joined.goroutines, ...lines, ...process.filter((draft) => draft !== null)];
  }
}

function momentOf({ history, thresholds }: DraftRequest, life: number): Moment {
  return {
    atMillis: history.lastMillis,
    life,
    watchedMillis: history.lastMillis - history.firstMillis,
    minimumWatchMillis: thresholds.minimumWatchSeconds * 1000,
    amountOf: (counted) => presentAmount(history, counted),
  };
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
