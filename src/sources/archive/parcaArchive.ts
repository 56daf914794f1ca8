import { labelSelector } from '../../shared/base/addresses/archiveAddress';
import type {
  ArchiveLabels,
  ArchivedPoint,
  ArchivedSeries,
  ArchivedType,
  TimeRange,
} from '../../shared/model/archive/archive';
import type { PollCost } from '../../shared/model/target/pollPace';
import type { MomentQuestion, ProfileArchive, SeriesQuestion } from '../../shared/ports/sources/profileArchive';
import { isPage, type ArchiveHttp } from './archiveHttp';
import { whereScraped } from './scrapeWindows';
import { inOrder, labelsOf, listOf, numberOf, textOf, textsOf } from './fields';

/** Below this every scrape is asked for: an hour of them is small. */
const wholeMillis = 60 * 60_000;

const fewPoints = 60;

/**
 * Parca by its REST gateway (`/api/profiles/…`, api/parca/query/v1alpha1). With a step, `query_range` answers the first scrape of each
 * step, and never a sum; a single profile is asked for by the time of its scrape, to the nanosecond. What is not there is answered with
 * 200 and a page of the web interface.
 */
export class ParcaArchive implements ProfileArchive {
  readonly kind = 'parca';
  private readonly http: ArchiveHttp;

  constructor(http: ArchiveHttp) {
    this.http = http;
  }

  get subject(): string {
    return this.http.base;
  }

  get clockAheadMillis(): number {
    return this.http.clockAheadMillis;
  }

  get cost(): PollCost {
    return this.http.cost;
  }

  dispose(): void {
    this.http.dispose();
  }

  async services(range: TimeRange, signal: AbortSignal): Promise<readonly string[]> {
    const label = await this.serviceLabel(range, signal);
    return textsOf(await this.table(`labels/${label}/values`, inRange(range), signal), 'labelValues');
  }

  async serviceLabels(service: string, range: TimeRange, signal: AbortSignal): Promise<ArchiveLabels> {
    return { [await this.serviceLabel(range, signal)]: service };
  }

  async replicas(labels: ArchiveLabels, range: TimeRange, signal: AbortSignal): Promise<readonly ArchiveLabels[]> {
    // Its `series` is not implemented (code 12): the numbers name them.
    for (const type of [...(await this.types(range, signal))].reverse()) {
      const series = await this.series({ type, labels, range, mostPoints: fewPoints }, signal);
      if (series.length > 0) return series.map((one) => one.labels);
    }
    return [];
  }

  async types(range: TimeRange, signal: AbortSignal): Promise<readonly ArchivedType[]> {
    const answer = await this.table('types', inRange(range), signal);
    return listOf(answer, 'types').map((one): ArchivedType => {
      const parts = ['name', 'sampleType', 'sampleUnit', 'periodType', 'periodUnit'].map((name) => textOf(one, name));
      const [name = '', sampleType = '', unit = ''] = parts;
      const isDelta = (one as { readonly delta?: unknown } | null)?.delta === true;
      return { id: parts.join(':') + (isDelta ? ':delta' : ''), name, sampleType, unit };
    });
  }

  async series(question: SeriesQuestion, signal: AbortSignal): Promise<readonly ArchivedSeries[]> {
    const series = await this.range(question, signal);
    const narrow = whereScraped(series, question.range, question.mostPoints);
    return narrow === null ? series : this.series({ ...question, range: narrow }, signal);
  }

  private async range(
    { type, labels, range, mostPoints }: SeriesQuestion,
    signal: AbortSignal,
  ): Promise<ArchivedSeries[]> {
    const spanMillis = range.untilMillis - range.fromMillis;
    const step = spanMillis <= wholeMillis ? null : Math.max(1, Math.ceil(spanMillis / 1000 / mostPoints));
    const query = new URLSearchParams({ query: type.id + labelSelector(labels), ...rangeOf(range), limit: '0' });
    if (step !== null) query.set('step', `${String(step)}s`);
    const answer = await this.table('query_range', query, signal);
    return listOf(answer, 'series').map((one) => ({
      labels: labelsOf((one as { readonly labelset?: unknown } | null)?.labelset, 'labels'),
      points: inOrder(listOf(one, 'samples').flatMap(pointOf)),
    }));
  }

  async profile({ type, labels, moment }: MomentQuestion, signal: AbortSignal): Promise<Uint8Array> {
    const query = new URLSearchParams({
      report_type: 'REPORT_TYPE_PPROF',
      'single.query': type.id + labelSelector(labels),
      'single.time': moment,
    });
    const ask = { path: pathOf('query', query), wants: 'profile' } as const;
    return this.http.answerTo(ask, (answer) => this.pprofIn(answer, moment), signal);
  }

  /** To a question for one profile, a page says that there is none: nothing was scraped at that time, or it is kept no longer. */
  private pprofIn(answer: Uint8Array, moment: string): Uint8Array {
    const gone = this.http.fault('gone', `nothing was scraped at ${moment}`);
    if (isPage(answer)) throw gone;
    const bytes = new Uint8Array(Buffer.from(textOf(this.http.json(answer), 'pprof'), 'base64'));
    if (bytes.length === 0) throw gone;
    return bytes;
  }

  /** Parca's own label is the job of its configuration; many give the name of a service besides. */
  private async serviceLabel(range: TimeRange, signal: AbortSignal): Promise<string> {
    const names = textsOf(await this.table('labels', inRange(range), signal), 'labelNames');
    return names.includes('service_name') || !names.includes('job') ? 'service_name' : 'job';
  }

  private table(path: string, query: URLSearchParams, signal: AbortSignal): Promise<unknown> {
    const ask = { path: pathOf(path, query), wants: 'table' } as const;
    return this.http.answerTo(ask, (answer) => this.http.json(answer), signal);
  }
}

function pathOf(path: string, query: URLSearchParams): string {
  return `api/profiles/${path}?${query.toString()}`;
}

function rangeOf({ fromMillis, untilMillis }: TimeRange): { readonly start: string; readonly end: string } {
  return { start: new Date(fromMillis).toISOString(), end: new Date(untilMillis).toISOString() };
}

function inRange(range: TimeRange): URLSearchParams {
  return new URLSearchParams(rangeOf(range));
}

function pointOf(sample: unknown): readonly ArchivedPoint[] {
  const moment = textOf(sample, 'timestamp');
  const atMillis = Date.parse(moment);
  const value = numberOf(sample, 'value');
  return Number.isFinite(atMillis) && Number.isFinite(value) ? [{ atMillis, moment, value }] : [];
}
