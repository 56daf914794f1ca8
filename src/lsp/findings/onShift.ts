import type { Clock } from '../../shared/ports/clock';
import type { FindingsApi } from '../../shared/ports/engine/engineApi';
import { findingOutline } from './findingOutline';

/** The numbers in the messages change with every poll; showing them anew for them alone may wait. */
const longestPause = 30_000;

/** Runs when a finding came, went, moved or changed its tier, and now and then for the numbers. */
export function onShift(findings: FindingsApi, clock: Pick<Clock, 'now'>, run: () => void): void {
  let shown = '';
  let lastMillis = -Infinity;
  findings.changes.on(() => {
    const now = findingOutline(findings);
    if (now === shown && clock.now() - lastMillis < longestPause) return;
    shown = now;
    lastMillis = clock.now();
    run();
  });
}
