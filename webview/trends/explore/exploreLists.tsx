import { t } from '@vscode/l10n';
import { plainText } from '../../../src/shared/base/said/plainText';
import { formatBytes, formatCount } from '../../../src/shared/base/units';
import type { PanelMark } from '../../../src/shared/wires/panelMessages';
import type { LineView } from '../../../src/shared/wires/pastView';
import type { TimeWords } from '../timeWords';
import type { Explorer } from './explorer';
import { lineId } from './lineColumns';

export interface ExploreListProps {
  readonly explorer: Explorer;
  readonly times: TimeWords;
}

/** What happened, newest first: each leads to its moment. */
export function MarkList({ explorer, times }: ExploreListProps) {
  const marks = explorer.past.value?.marks ?? [];
  if (marks.length === 0) return null;
  return (
    <section class="explore-list" aria-label={t('What happened')}>
      <h2>{t('What happened')}</h2>
      <ul>
        {marks.toReversed().map((mark) => (
          <li key={`${mark.kind} ${String(mark.atMillis)} ${mark.label}`}>
            <button type="button" onClick={() => explorer.select(mark.atMillis)}>
              <MarkSign kind={mark.kind} />
              <time>{times.moment(mark.atMillis)}</time>
              <span class="explore-words">{plainText(mark.label)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same signs as in the chart: shape tells them apart, not colour. */
function MarkSign({ kind }: Pick<PanelMark, 'kind'>) {
  return (
    <svg class={`mark-sign mark-${kind}`} width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      {kind === 'find' && <circle cx="5" cy="5" r="4" />}
      {kind === 'snapshot' && <rect x="1.5" y="1.5" width="7" height="7" fill="none" stroke="currentColor" />}
      {kind === 'baseline' && <path d="M1 9 5 1l4 8z" />}
    </svg>
  );
}

/** The lines that weigh most; those that are chosen are drawn. */
export function LineList({ explorer }: Pick<ExploreListProps, 'explorer'>) {
  const lines = explorer.past.value?.lines ?? [];
  if (lines.length === 0) return null;
  return (
    <section class="explore-list" aria-label={t('Lines')}>
      <h2>{t('Lines')}</h2>
      <ul>
        {lines.map((line) => (
          <LineRow key={lineId(line)} line={line} explorer={explorer} />
        ))}
      </ul>
    </section>
  );
}

function LineRow({ line, explorer }: { readonly line: LineView; readonly explorer: Explorer }) {
  const id = lineId(line);
  const last = line.points.at(-1)?.[1] ?? 0;
  const value = line.measure === 'heap' ? formatBytes(last) : t('{0} wait', formatCount(last));
  return (
    <li>
      <button type="button" aria-pressed={explorer.lineIds.value.includes(id)} onClick={() => explorer.toggleLine(id)}>
        <span class="explore-words" title={plainText(line.functionName)}>
          {plainText(line.label)}
        </span>
        <span class="explore-value">{value}</span>
      </button>
    </li>
  );
}
