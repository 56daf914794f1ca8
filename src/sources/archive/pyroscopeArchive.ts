import { labelSelector } from '../../shared/base/addresses/archiveAddress';
import {
  replicaLabel,
  type ArchiveLabels,
  type ArchivedPoint,
  type ArchivedSeries,
  type ArchivedType,
  type TimeRange,
} from '../../shared/model/archive/archive';
import type { PollCost } from '../../shared/model/target/pollPace';
import type { MomentQuestion, ProfileArchive, SeriesQuestion } from '../../shared/ports/sources/profileArchive';
import { isPage, type ArchiveHttp } from './archiveHttp';
import { selectProfileMessage } from './connectMessage';
import { inOrder, labelsOf, listOf, numberOf, textOf, textsOf } from './fields';
import { interval, whereScraped, windowsIn } from './scrapeWindows';

const service = 'querier.v1.QuerierService';

/** What a series is grouped by besides the label that names a replica: what tells builds apart. */
const buildLabels = ['namespace', 'service_git_ref', 'service_repository', 'service_root_path', 'version'] as const;

/** Below this every second is asked for. */
const wholeMillis = 15 * 60_000;

/** What is looked at to know how often is scraped. */
const probeMillis = 10 * 60_000;

/** Each is a question: more would be a load, and the judge keeps little more at its finest. */
const mostWindows = 72;

/** Steps of so many seconds hold one scrape. */
const oneScrape = 1;

/** Its own time to the second, where more than one scrape in a step does no harm. */
const roughStep = 15;

/**
 * Pyroscope by the Connect protocol: one POST a question, JSON for lists, and for a profile protobuf, whose answer is pprof's own message.
 * A step of `SelectSeries` is the sum of its scrapes (the read path of Pyroscope 2 never looks at `aggregation`), so that short stretches
 * are asked for by the second: each step then is one scrape at most. A profile is named by its id where the server tells one (an exemplar,
 * since 1.17), else by the second of its scrape.
 */
export class PyroscopeArchive implements ProfileArchive {
  readonly kind = 'pyroscope';
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
    return textsOf(await this.call('LabelValues', { name: 'service_name', ...millisOf(range) }, signal), 'names');
  }

  serviceLabels(name: string): Promise<ArchiveLabels> {
    return Promise.resolve({ service_name: name });
  }

  async replicas(labels: ArchiveLabels, range: TimeRange, signal: AbortSignal): Promise<readonly ArchiveLabels[]> {
    const question = { matchers: [labelSelector(labels)], labelNames: [], ...millisOf(range) };
    const sets = listOf(await this.call('Series', question, signal), 'labelsSet').map((one) => labelsOf(one, 'labels'));
    const told = new Map(sets.map((one) => [JSON.stringify(one, Object.keys(one).sort()), one]));
    return [...told.values()];
  }

  async types(range: TimeRange, signal: AbortSignal): Promise<readonly ArchivedType[]> {
    const answer = await this.call('ProfileTypes', millisOf(range), signal);
    return listOf(answer, 'profileTypes').map((one) => ({
      id: textOf(one, 'ID'),
      name: textOf(one, 'name'),
      sampleType: textOf(one, 'sampleType'),
      unit: textOf(one, 'sampleUnit'),
    }));
  }

  async series(question: SeriesQuestion, signal: AbortSignal): Promise<readonly ArchivedSeries[]> {
    const { labels, range, mostPoints } = question;
    const replicas = await this.replicas(labels, range, signal);
    const groupBy = groupsOf(replicas);
    const ask = (over: TimeRange, step: number) => this.select(question, { over, step, groupBy }, signal);
    if (range.untilMillis - range.fromMillis <= wholeMillis) return ask(range, oneScrape);
    const step = Math.max(roughStep, Math.ceil((range.untilMillis - range.fromMillis) / 1000 / mostPoints));
    const rough = await ask(lastDay(range), step);
    const narrow = whereScraped(rough, range, mostPoints);
    if (narrow !== null) return this.series({ ...question, range: narrow }, signal);
    const lastMillis = Math.max(...rough.flatMap(({ points }) => points.at(-1)?.atMillis ?? 0));
    const probe = { fromMillis: lastMillis - step * 1000 - probeMillis, untilMillis: lastMillis };
    const scrapeMillis = rough.length === 0 ? null : interval(await ask(probe, oneScrape));
    if (scrapeMillis === null) return [];
    const found: ArchivedSeries[] = [];
    for (const over of windowsIn(range, scrapeMillis, Math.min(mostPoints, mostWindows))) {
      // The newest of a window alone: the moments stand as far apart as the windows.
      const some = await ask(over, oneScrape);
      found.push(...some.map((one) => ({ ...one, points: one.points.slice(-1) })));
    }
    return joined(found);
  }

  async profile({ type, labels, moment }: MomentQuestion, signal: AbortSignal): Promise<Uint8Array> {
    const [at = '', profileId = ''] = moment.split('/');
    const message = selectProfileMessage({
      typeId: type.id,
      selector: labelSelector(labels),
      // A step has what was scraped after the step before it, and up to its own time (pkg/querier rangeSeries).
      startMillis: Number(at) - oneScrape * 1000 + (profileId === '' ? 1 : 0),
      endMillis: Number(at) + (profileId === '' ? 0 : oneScrape * 1000),
      profileId: profileId === '' ? null : profileId,
    });
    const post = { contentType: 'application/proto', body: message };
    const ask = { path: `${service}/SelectMergeProfile`, post, wants: 'profile' } as const;
    const read = (bytes: Uint8Array) => {
      if (isPage(bytes)) throw this.http.fault('web-page', 'a web page in place of an answer');
      if (bytes.length === 0) throw this.http.fault('gone', `nothing was scraped at ${momentWords(at)}`);
      return bytes;
    };
    return this.http.answerTo(ask, read, signal);
  }

  private async select(
    { type, labels }: SeriesQuestion,
    { over, step, groupBy }: { readonly over: TimeRange; readonly step: number; readonly groupBy: readonly string[] },
    signal: AbortSignal,
  ): Promise<readonly ArchivedSeries[]> {
    const question = {
      profileTypeID: type.id,
      labelSelector: labelSelector(labels),
      ...millisOf(over),
      groupBy,
      step,
      exemplarType: 'EXEMPLAR_TYPE_INDIVIDUAL',
    };
    const answer = await this.call('SelectSeries', question, signal);
    return listOf(answer, 'series').map((one) => ({
      labels: { ...labels, ...labelsOf(one, 'labels') },
      points: inOrder(listOf(one, 'points').flatMap(pointOf)),
    }));
  }

  private call(method: string, question: object, signal: AbortSignal): Promise<unknown> {
    const body = new TextEncoder().encode(JSON.stringify(question));
    const post = { contentType: 'application/json', body };
    const ask = { path: `${service}/${method}`, post, wants: 'table' } as const;
    return this.http.answerTo(ask, (answer) => this.http.json(answer), signal);
  }
}

/** No more is answered at once (max_query_length, one day). */
function lastDay({ fromMillis, untilMillis }: TimeRange): TimeRange {
  return { fromMillis: Math.max(fromMillis, untilMillis - 24 * 3_600_000), untilMillis };
}

/** Times are 64-bit numbers, which its JSON has as text. */
function millisOf({ fromMillis, untilMillis }: TimeRange): { readonly start: string; readonly end: string } {
  return { start: String(Math.floor(fromMillis)), end: String(Math.ceil(untilMillis)) };
}

function groupsOf(replicas: readonly ArchiveLabels[]): readonly string[] {
  const label = replicaLabel(replicas);
  const builds = buildLabels.filter((name) => replicas.some((labels) => labels[name] !== undefined));
  return [...(label === null ? [] : [label]), ...builds];
}

/** Where there is an exemplar, it is the scrape itself, with its own time and value. */
function pointOf(point: unknown): readonly ArchivedPoint[] {
  const exemplars = listOf(point, 'exemplars').flatMap((one): ArchivedPoint[] => {
    const [atMillis, value, id] = [numberOf(one, 'timestamp'), numberOf(one, 'value'), textOf(one, 'profileId')];
    const isWhole = /^[0-9a-f-]{8,64}$/i.test(id) && Number.isFinite(atMillis) && Number.isFinite(value);
    return isWhole ? [{ atMillis, moment: `${String(atMillis)}/${id}`, value }] : [];
  });
  const newest = exemplars.at(-1);
  if (newest !== undefined) return [newest];
  const atMillis = numberOf(point, 'timestamp');
  const value = numberOf(point, 'value');
  return Number.isFinite(atMillis) && Number.isFinite(value) ? [{ atMillis, moment: String(atMillis), value }] : [];
}

function joined(some: readonly ArchivedSeries[]): readonly ArchivedSeries[] {
  const all = new Map<string, { readonly labels: ArchiveLabels; readonly points: ArchivedPoint[] }>();
  for (const { labels, points } of some) {
    const key = JSON.stringify(labels, Object.keys(labels).sort());
    const one = all.get(key) ?? { labels, points: [] };
    all.set(key, one);
    one.points.push(...points);
  }
  return [...all.values()];
}

function momentWords(at: string): string {
  const date = new Date(Number(at));
  return Number.isNaN(date.getTime()) ? at : date.toISOString();
}
