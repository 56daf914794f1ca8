import { longestSentence } from '../shared/base/said/cutText';
import { messageText } from '../shared/base/said/plainText';
import { refusalsOf } from '../shared/model/target/capabilities';
import type { TargetState } from '../shared/wires/lspMessages';
import { seriesNames, seriesViews } from '../shared/ports/runtime/runtime';
import type { TargetStatus } from '../shared/model/target/targetStatus';
import type { FaceWords } from './face';
import { reportProblem } from './reportProblem';

/** How it stands with a target, with its problem and what it does not offer in words. */
export function targetState(
  { capabilities, outlooks, outlierIn, outlyingVersion, ...status }: TargetStatus,
  { problemWords: words, serviceWords, runtimes }: Pick<FaceWords, 'problemWords' | 'serviceWords' | 'runtimes'>,
): TargetState {
  const runtime = runtimes.of(status.runtime);
  const series = seriesViews(runtime);
  const of = (kind: string) => runtime.words.capability(kind);
  const labelOf = (id: string) => series.find((one) => one.id === id)?.label ?? id;
  const { problem } = status;
  const exception = serviceWords.exception(status.target.name, { outlierIn, outlyingVersion }, seriesNames(runtimes));
  const missing = refusalsOf(capabilities).map((refusal) => ({
    kind: refusal.kind,
    words: messageText(of(refusal.kind).refused(refusal.problem.detail), longestSentence),
    short: of(refusal.kind).short,
  }));
  const conditionText = {
    short: messageText(serviceWords.short(status.condition), longestSentence),
    sentence: messageText(serviceWords.sentence(status.condition), longestSentence),
  };
  return {
    ...status,
    ...(exception !== null && { exception: messageText(exception, longestSentence) }),
    series,
    outlooks: outlooks.map((one) => ({ ...one, ...serviceWords.outlook(one, labelOf(one.series)) })),
    conditionText,
    problem: problem === null ? null : reportProblem(problem, words),
    missing,
  };
}
