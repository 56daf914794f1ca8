import type { FindingSpec } from '../../shared/model/finding';

/** What is found in nodes of Erlang's. */
export const beamFindings: readonly FindingSpec[] = [
  { kind: 'monitor-leak', isExplanation: false, unit: 'monitors' },
  { kind: 'process-growth', isExplanation: false, unit: 'processes' },
  { kind: 'mailbox-growth', isExplanation: false, unit: 'messages' },
  { kind: 'binary-growth', isExplanation: false, unit: 'bytes' },
  { kind: 'state-growth', isExplanation: false, unit: 'bytes' },
  { kind: 'ets-growth', isExplanation: false, unit: 'bytes' },
  { kind: 'atom-growth', isExplanation: false, unit: 'atoms' },
  { kind: 'persistent-growth', isExplanation: false, unit: 'bytes' },
  { kind: 'timer-growth', isExplanation: false, unit: 'bytes' },
  { kind: 'port-growth', isExplanation: false, unit: 'ports' },
  // What the allocators keep for later: never a leak.
  { kind: 'retained-by-runtime', isExplanation: true, unit: 'bytes' },
];
