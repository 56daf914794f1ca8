import { t } from '@vscode/l10n';
import { plainText } from '../../src/shared/base/said/plainText';
import type { FindingPart, ReportPage, WatchedPart } from '../../src/shared/wires/reportPage';
import { SeriesChart } from './seriesChart';

/** Advice and evidence are sentences: longer than names. */
const longestLine = 2000;
const line = (text: string) => plainText(text, longestLine);

/** What a watch found: the sum of it, each finding with its evidence, and the numbers over time. */
export function WatchedView({
  title,
  watched,
}: {
  readonly title: ReportPage['title'];
  readonly watched: WatchedPart;
}) {
  return (
    <section class="watched" aria-label={t('What was found')}>
      <header class="head">
        <h1>{line(title.name)}</h1>
        <span class="detail">{line(title.detail)}</span>
      </header>
      {watched.summary.map((text) => (
        <p key={text} class="summary">
          {line(text)}
        </p>
      ))}
      {watched.findings.map((finding) => (
        <Finding key={finding.rows.at(-1)?.[1] ?? finding.title} finding={finding} />
      ))}
      {watched.others.map(({ heading, lines }) => (
        <div key={heading}>
          <p>{line(heading)}</p>
          <ul class="others">
            {lines.map((text) => (
              <li key={text}>{line(text)}</li>
            ))}
          </ul>
        </div>
      ))}
      <div class="trends" aria-label={t('Trends')}>
        {watched.series.map((series) => (
          <SeriesChart key={series.name} series={series} />
        ))}
      </div>
      {watched.notes.map((text) => (
        <p key={text} class="note">
          {line(text)}
        </p>
      ))}
    </section>
  );
}

function Finding({ finding }: { readonly finding: FindingPart }) {
  const { title, verdict, fails, rows } = finding;
  return (
    <details class={fails ? 'finding fails' : 'finding'} open={fails}>
      <summary>
        <span class="verdict">{line(verdict)}</span> {line(title)}
      </summary>
      <dl>
        {rows.map(([label, text]) => [<dt key={`${text} label`}>{line(label)}</dt>, <dd key={text}>{line(text)}</dd>])}
      </dl>
    </details>
  );
}
