import type { FindingView, TargetFindings } from '../../shared/wires/findingView';

/**
 * What is different for somebody who looks at the findings. `numbers`: the same findings with the same verdicts, in other words
 * or another order. `verdicts`: findings came, went, or mean something else now.
 */
export type FindingChange = 'none' | 'numbers' | 'verdicts';

export function changeOf(before: readonly TargetFindings[], after: readonly TargetFindings[]): FindingChange {
  if (verdictsOf(before) !== verdictsOf(after)) return 'verdicts';
  return wordsOf(before) === wordsOf(after) ? 'none' : 'numbers';
}

function verdictsOf(targets: readonly TargetFindings[]): string {
  const verdict = ({ id, confidence, status, stage, ignored }: FindingView) => [
    id,
    confidence,
    status,
    stage.stage,
    stage.asOfMillis,
    ignored,
  ];
  return JSON.stringify(
    targets.map(({ targetId, targetName, findings, baselineSetAtMillis }) => [
      targetId,
      targetName,
      baselineSetAtMillis,
      // In an order of their own: two findings of equal harm may change places with every poll.
      findings.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).map(verdict),
    ]),
  );
}

/** Everything but the trend, which moves with every poll and is seen only with the rest. */
function wordsOf(targets: readonly TargetFindings[]): string {
  return JSON.stringify(targets, (key, value: unknown) => (key === 'trend' || key === 'trendEnds' ? undefined : value));
}
