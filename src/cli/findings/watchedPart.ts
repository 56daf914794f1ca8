import { t } from '@vscode/l10n';
import { seriesViews } from '../../shared/ports/runtime/runtime';
import type { FindingPart, SeriesPart, WatchedPart } from '../../shared/wires/reportPage';
import { findingRows } from './findingRows';
import type { ReportSurroundings } from './reportSurroundings';
import type { JudgedFinding, WatchReport } from './watchReport';
import { noteWords, outlookWords, summaryWords, tierLabel, watchedWords } from './watchWords';

/** What a watch found, as a page shows it: the words of the report in text, and the numbers over time. */
export function watchedPart(report: WatchReport, surroundings: ReportSurroundings): WatchedPart {
  const { words } = surroundings;
  const { findings, grown, takenBack } = report;
  return {
    summary: summaryWords(report),
    findings: findings.filter(({ ignoredBy }) => ignoredBy === null).map((judged) => findingPart(judged, surroundings)),
    others: [
      { heading: t('Grew, and is no finding:'), lines: grown.map((one) => words.grown(one)) },
      {
        heading: t('Probable for a time, and not any more:'),
        lines: takenBack.map((finding) => `${words.title(finding)} ${words.course(finding) ?? ''}`.trim()),
      },
    ].filter(({ lines }) => lines.length > 0),
    series: seriesParts(report),
    notes: [...outlookWords(report, words), watchedWords(report), ...noteWords(report)],
  };
}

function findingPart(judged: JudgedFinding, surroundings: ReportSurroundings): FindingPart {
  const { finding, fails } = judged;
  const { words } = surroundings;
  const status = finding.status === null ? '' : words.status(finding.status);
  return {
    title: words.title(finding),
    verdict: [tierLabel(finding.confidence), status].filter(Boolean).join(', '),
    fails,
    rows: findingRows(judged, surroundings),
  };
}

/** The numbers a person follows, as far as the service told them. */
function seriesParts({ points, runtime, startedAtMillis }: WatchReport): readonly SeriesPart[] {
  const views = seriesViews(runtime);
  return runtime.reported.flatMap((id): SeriesPart[] => {
    const view = views.find((series) => series.id === id);
    const told = points.filter((point) => typeof point.values[id] === 'number');
    if (view === undefined || told.length === 0) return [];
    return [
      {
        name: view.name,
        unit: view.unit === 'bytes' ? 'bytes' : 'count',
        seconds: told.map(({ atMillis }) => (atMillis - startedAtMillis) / 1000),
        lives: told.map(({ life }) => life),
        values: told.map(({ values }) => values[id] ?? 0),
      },
    ];
  });
}
