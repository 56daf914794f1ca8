import type { PanelTarget } from '../../shared/wires/panelMessages';
import { problemText } from '../base/problemText';
import { describeCost, describePhase } from '../targets/targetWords';
import type { TrendsState } from './serviceState';

/** A target as the trends panel shows it. The words of a problem say what is wrong and what to do next. */
export function toPanelTarget(state: TrendsState): PanelTarget {
  const { target, phase, problem, conditionText, missing, series, growth, limits, outlooks, service } = state;
  return {
    id: target.id,
    name: target.name,
    url: hostAndPort(target.url),
    phase,
    condition: describePhase(state),
    asOf: phase === 'reconnecting' ? conditionText.sentence : '',
    problem: problem === null ? '' : problemText(problem),
    cost: describeCost(state) ?? '',
    missing,
    series,
    growth,
    limits,
    outlooks,
    ...(service !== undefined && { service }),
  };
}

function hostAndPort(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
