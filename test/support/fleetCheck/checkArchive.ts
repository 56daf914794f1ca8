import { wantedType } from '../../../src/shared/base/archives/wantedType';
import { replicaNames, type ArchivedSeries, type TimeRange } from '../../../src/shared/model/archive/archive';
import { LeakLensError } from '../../../src/shared/model/errors';
import type { ProfileArchive } from '../../../src/shared/ports/sources/profileArchive';
import { createArchiveConnector } from '../../../src/sources/archive/archiveConnector';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { systemClock } from '../../../src/systemClock';

/** One thing that is expected of an archive, and what came of it. */
export interface Checked {
  readonly expected: string;
  /** What was seen instead; null where it holds. */
  readonly instead: string | null;
}

export interface CheckOptions {
  /** `parca:URL` or `pyroscope:URL`, perhaps with a service and labels. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The end of what is looked at, ms since 1970; now when absent. */
  readonly untilMillis?: number;
}

const lookbackMillis = 15 * 60_000;

const limits = { timeoutMillis: 30_000, maxBodyBytes: 2 ** 28 };

/** A number is that of its profile, but for what a scraper rounds. */
const sameShare = 0.001;

/** Replicas whose profiles are fetched. */
const mostReplicas = 5;

/** What the tests expect of the archives that they imitate, expected of one that runs. Only asks. @throws LeakLensError where it does not answer */
export async function checkArchive({ address, headers, untilMillis }: CheckOptions): Promise<readonly Checked[]> {
  const signal = AbortSignal.timeout(5 * 60_000);
  const archive = await createArchiveConnector(systemClock).open(address, { ...limits, headers }, signal);
  try {
    const until = untilMillis ?? systemClock.now() + archive.clockAheadMillis;
    return await new ArchiveCheck(archive, { fromMillis: until - lookbackMillis, untilMillis: until }, signal).run();
  } finally {
    archive.dispose();
  }
}

class ArchiveCheck {
  private readonly archive: ProfileArchive;
  private readonly range: TimeRange;
  private readonly signal: AbortSignal;
  private readonly checked: Checked[] = [];

  constructor(archive: ProfileArchive, range: TimeRange, signal: AbortSignal) {
    this.archive = archive;
    this.range = range;
    this.signal = signal;
  }

  async run(): Promise<readonly Checked[]> {
    const { archive, range, signal } = this;
    const services = await archive.services(range, signal);
    this.expect('it names services', services.length > 0, 'none');
    const types = await archive.types(range, signal);
    const kinds = ['goroutine', 'heap'].map((profile) => ({ profile, type: wantedType(types, profile) }));
    const names = types.map(({ id }) => id).join(', ');
    this.expect(
      'it keeps goroutine or heap',
      kinds.some(({ type }) => type !== null),
      names || 'no types',
    );
    for (const { profile, type } of kinds) {
      const service = services[0];
      if (type === null || service === undefined) continue;
      const labels = await archive.serviceLabels(service, range, signal);
      const series = await archive.series({ type, labels, range, mostPoints: 100 }, signal);
      this.expectSeries(profile, series);
      for (const one of series.slice(0, mostReplicas)) await this.expectProfile(profile, type, one);
    }
    await this.expectAskedOnce();
    return this.checked;
  }

  private expectSeries(profile: string, series: readonly ArchivedSeries[]): void {
    this.expect(
      `${profile}: there are replicas with scrapes`,
      series.some(({ points }) => points.length > 1),
      'none',
    );
    const names = replicaNames(series.map(({ labels }) => labels));
    this.expect(
      `${profile}: each replica has a name of its own`,
      new Set(names).size === names.length,
      names.join(', '),
    );
    const isAscending = series.every(({ points }) =>
      points.every(({ atMillis }, at) => atMillis > (points[at - 1]?.atMillis ?? -Infinity)),
    );
    this.expect(`${profile}: scrapes come in order`, isAscending, 'they do not');
  }

  /** Levels are never added up: what is fetched is one scrape of one replica, whose values make up its number. */
  private async expectProfile(
    profile: string,
    type: Parameters<ProfileArchive['profile']>[0]['type'],
    { labels, points }: ArchivedSeries,
  ): Promise<void> {
    const point = points.at(-1);
    if (point === undefined) return;
    const bytes = await this.archive.profile({ type, labels, moment: point.moment }, this.signal);
    const decoder = createGoDecoder({ maxInflatedBytes: limits.maxBodyBytes });
    const { samples } = decoder.profile(bytes, profile);
    const sum = samples.values.reduce((all, value) => all + value, 0);
    const isSingle = Math.abs(sum - point.value) <= Math.max(1, point.value * sameShare);
    const where = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    this.expect(
      `${profile}: the profile is that of one scrape (${where.join(' ')})`,
      isSingle,
      `${String(sum)} in the profile, ${String(point.value)} as its number`,
    );
  }

  private async expectAskedOnce(): Promise<void> {
    const before = this.archive.cost.requests;
    await this.archive.types(this.range, this.signal);
    this.expect('what was asked once is not asked again', this.archive.cost.requests === before, 'it was');
  }

  private expect(expected: string, holds: boolean, instead: string): void {
    this.checked.push({ expected, instead: holds ? null : instead });
  }
}

/** In a line: what an archive that does not answer says. */
export function failureLine(error: unknown): string {
  return error instanceof LeakLensError ? error.message : String(error);
}
