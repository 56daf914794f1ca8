import { l10n } from 'vscode';
import type { TargetState } from '../../shared/wires/lspMessages';
import type { WaitingTarget } from '../targets/automaticAttempts';
import { describeTime } from '../targets/targetWords';

/** A service that has not answered in this window, as the panel shows it: without numbers, with what went wrong last. */
export function waitingState({ url, name, problem, nextAttemptMillis }: WaitingTarget): TargetState {
  const isTrying = problem === null;
  const next = nextAttemptMillis === null ? '' : l10n.t('Next attempt: {0}', describeTime(nextAttemptMillis));
  return {
    target: { id: url, name, url },
    phase: isTrying ? 'connecting' : 'reconnecting',
    condition: isTrying ? { kind: 'connecting' } : { kind: 'away', asOfMillis: null, nextAttemptMillis },
    conditionText: { short: isTrying ? l10n.t('connecting') : l10n.t('waiting for the service'), sentence: next },
    problem,
    nextAttemptMillis,
    latest: null,
    runtime: '',
    growth: {},
    limits: [],
    outlooks: [],
    liveHeapPerMinute: null,
    goroutinesPerMinute: null,
    cost: null,
    pace: null,
    series: [],
    missing: [],
  };
}
