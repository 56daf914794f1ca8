import type { TargetState } from '../shared/wires/lspMessages';
import type { ProblemWords } from '../shared/ports/problemWords';
import type { TargetStatus } from '../shared/model/targetStatus';
import { reportProblem } from './reportProblem';

/** How it stands with a target, with its problem in words. */
export function targetState(status: TargetStatus, words: ProblemWords): TargetState {
  const { problem } = status;
  return { ...status, problem: problem === null ? null : reportProblem(problem, words) };
}
