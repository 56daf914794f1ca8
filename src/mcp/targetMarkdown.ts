import { plainText } from '../shared/base/said/plainText';
import { seriesValue } from '../shared/base/seriesValue';
import type { TargetStatus } from '../shared/model/target/targetStatus';
import { seriesViews } from '../shared/ports/runtime/runtime';
import type { AgentParts } from './agentParts';

/** A connected target in one line, with its main numbers. */
export function targetItem(
  { target, phase, latest, runtime, problem }: TargetStatus,
  { runtimes, problemWords }: AgentParts,
): string {
  const numbers = seriesViews(runtimes.of(runtime))
    .filter(({ rank }) => rank === 'main')
    .flatMap((series) => {
      const value = latest?.values[series.id] ?? null;
      return value === null ? [] : [seriesValue(series, value)];
    });
  const trouble = problem === null ? [] : [plainText(problemWords.message(problem), 300)];
  return `- **${plainText(target.name, 100)}** ${plainText(target.url, 200)}: ${[phase, ...numbers, ...trouble].join(' · ')}`;
}
