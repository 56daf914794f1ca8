import { t } from '@vscode/l10n';
import { messageText } from '../../shared/base/said/plainText';
import { seriesValue } from '../../shared/base/seriesValue';
import type { TargetStatus } from '../../shared/model/target/targetStatus';
import { seriesViews } from '../../shared/ports/runtime/runtime';
import type { Face } from '../face';

/** A target in one line: `gateway (http://localhost:6060/debug/pprof/): connected · 84.1 MB · 1,204 goroutines · 2 findings`. */
export function targetLine({ target, phase, latest, runtime }: TargetStatus, { engine, runtimes }: Face): string {
  const main = seriesViews(runtimes.of(runtime)).filter(({ rank }) => rank === 'main');
  const numbers = main.flatMap((series) => {
    const value = latest?.values[series.id] ?? null;
    return value === null ? [] : [seriesValue(series, value)];
  });
  const found = engine.findings.all().find(({ targetId }) => targetId === target.id)?.findings ?? [];
  const open = found.filter((finding) => finding.status !== 'fixed' && engine.findings.ignored(finding) === null);
  const parts = [phaseWords(phase), ...numbers, ...(open.length === 0 ? [] : [t('findings: {0}', open.length)])];
  return messageText(`${target.name} (${target.url}): ${parts.join(' · ')}`, 500);
}

function phaseWords(phase: TargetStatus['phase']): string {
  switch (phase) {
    case 'connecting':
      return t('connecting');
    case 'connected':
      return t('connected');
    case 'reconnecting':
      return t('does not answer');
  }
}
