import { tablesKey, type MeasureVerdict } from '../../../shared/model/beam/measure';
import { timerServer } from './tables';

/** Bytes outside of processes that come with each of these at most: a link or an alias (measured on OTP 25). */
const bytesBeside = 150;

/** One leak moves several numbers: what is a part of another one is not told a second time. */
export function tellOnce(verdicts: readonly MeasureVerdict[]): readonly MeasureVerdict[] {
  const ofKind = (kind: string) => verdicts.filter(({ measure }) => measure.kind === kind);
  // What waits in a mailbox is on the heap by and by, and refers to binaries.
  const full = new Set(ofKind('mailbox-growth').map(({ measure }) => measure.key));
  const binaries = new Set(ofKind('binary-growth').map(({ measure }) => measure.key));
  const beside = [...ofKind('process-growth'), ...ofKind('monitor-leak'), ...ofKind('port-growth')]
    .map((one) => growthOf(one) * bytesBeside)
    .reduce((sum, bytes) => sum + bytes, 0);
  const hasServer = ofKind('timer-growth').some(({ measure }) => measure.unit === 'timers');
  return verdicts.filter((verdict) => {
    const { kind, key, unit, name } = verdict.measure;
    // It monitors whom each interval is for (stdlib: timer.erl): these are its timers.
    if (kind === 'monitor-leak') return name !== timerServer;
    // Binaries of messages are held by no process either.
    if (kind === 'binary-growth' && key === tablesKey) return full.size === 0;
    if (kind === 'binary-growth') return !full.has(key);
    if (kind === 'state-growth') return !full.has(key) && !binaries.has(key);
    if (kind === 'timer-growth' && unit === 'bytes') return !hasServer && growthOf(verdict) > beside;
    return true;
  });
}

function growthOf({ measure, before }: MeasureVerdict): number {
  return measure.value - before;
}
