import { longestSentence } from '../shared/base/said/cutText';
import { messageText } from '../shared/base/said/plainText';
import { refusalsOf } from '../shared/model/capabilities';
import type { TargetState } from '../shared/wires/lspMessages';
import type { ProblemWords } from '../shared/ports/problemWords';
import type { TargetStatus } from '../shared/model/targetStatus';
import { reportProblem } from './reportProblem';

/** How it stands with a target, with its problem and what it does not offer in words. */
export function targetState({ capabilities, ...status }: TargetStatus, words: ProblemWords): TargetState {
  const { problem } = status;
  const missing = refusalsOf(capabilities).map((refusal) => ({
    kind: refusal.kind,
    words: messageText(words.refusal(refusal), longestSentence),
  }));
  return { ...status, problem: problem === null ? null : reportProblem(problem, words), missing };
}
