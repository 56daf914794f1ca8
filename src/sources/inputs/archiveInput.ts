import { readArchiveAddress, type ArchiveAddress } from '../../shared/base/addresses/archiveAddress';
import { someNames } from '../../shared/base/archives/someNames';
import { wantedType } from '../../shared/base/archives/wantedType';
import {
  replicaNames,
  type ArchivedPoint,
  type ArchivedSeries,
  type ArchivedType,
  type TimeRange,
} from '../../shared/model/archive/archive';
import { LeakLensError } from '../../shared/model/errors';
import type { InputAnswer, OpenInput } from '../../shared/ports/sources/inputOpener';
import type { Clock } from '../../shared/ports/clock';
import type { ArchiveConnector, ProfileArchive } from '../../shared/ports/sources/profileArchive';
import type { SourceOptions } from '../../shared/ports/sources/profileSource';

/** Who opens archives, and what time it is. */
export interface ArchiveParts {
  readonly archives: ArchiveConnector;
  readonly clock: Pick<Clock, 'now'>;
}

/** A service that was scraped last before that is over. */
const lookbackMillis = 60 * 60_000;

/** The newest is wanted, and the replica with most. */
const fewPoints = 60;

/** A service in an archive as one input: the newest profile of the replica that has most of it, never a sum of several. */
export async function openArchive(
  { archives, clock }: ArchiveParts,
  source: string,
  options: SourceOptions,
  signal: AbortSignal,
): Promise<OpenInput> {
  const address = readArchiveAddress(source);
  const archive = await archives.open(source, options, signal);
  const now = () => clock.now() + archive.clockAheadMillis;
  return {
    kind: 'archive',
    subject: `${archive.kind}:${archive.subject}`,
    dispose: () => archive.dispose(),
    readBeside: () => Promise.resolve(null),
    read: (path, asked) => read(archive, { ...address, atMillis: address.atMillis ?? now() }, path, asked),
  };
}

async function read(
  archive: ProfileArchive,
  address: ArchiveAddress & { readonly atMillis: number },
  path: string,
  signal: AbortSignal,
): Promise<InputAnswer> {
  const { atMillis: untilMillis } = address;
  const range = { fromMillis: untilMillis - lookbackMillis, untilMillis };
  const type = await typeOf(archive, address, { path, range }, signal);
  const service = await serviceOf(archive, address, range, signal);
  const labels = { ...address.labels, ...(await archive.serviceLabels(service, range, signal)) };
  const series = await archive.series({ type, labels, range, mostPoints: fewPoints }, signal);
  const newest = newestOfWorst(series);
  if (newest === null) throw fault(archive, 'nothing', `${service}, ${type.id}, up to ${iso(untilMillis)}`);
  const { one, point } = newest;
  const bytes = await archive.profile({ type, labels: one.labels, moment: point.moment }, signal);
  const names = replicaNames(series.map((each) => each.labels));
  const name = names[series.indexOf(one)] ?? '';
  return {
    bytes,
    elapsedMillis: archive.cost.millis,
    url: `${archive.kind}:${archive.subject} ${service} ${name}`.trim(),
    picked: { replica: name, of: series.length, atMillis: point.atMillis, expected: point.value },
  };
}

/** Of the replicas that were scraped up to the end: those that ended before are no longer there. */
function newestOfWorst(
  series: readonly ArchivedSeries[],
): { readonly one: ArchivedSeries; readonly point: ArchivedPoint } | null {
  const ends = series.flatMap((one) => {
    const point = one.points.at(-1);
    return point === undefined ? [] : [{ one, point }];
  });
  const last = Math.max(...ends.map(({ point }) => point.atMillis));
  const alive = ends.filter(({ point }) => last - point.atMillis <= 5 * 60_000);
  return alive.sort((a, b) => b.point.value - a.point.value)[0] ?? null;
}

async function typeOf(
  archive: ProfileArchive,
  { type }: ArchiveAddress,
  { path, range }: { readonly path: string; readonly range: TimeRange },
  signal: AbortSignal,
): Promise<ArchivedType> {
  const types = await archive.types(range, signal);
  const profile = path.split('?')[0] ?? '';
  const found = type === null ? wantedType(types, profile) : types.find(({ id }) => id === type);
  if (found !== undefined && found !== null) return found;
  const known = types.map(({ id }) => id).join(', ');
  throw fault(
    archive,
    types.length === 0 ? 'nothing' : 'no-type',
    known === '' ? `up to ${iso(range.untilMillis)}` : known,
  );
}

async function serviceOf(
  archive: ProfileArchive,
  { service }: ArchiveAddress,
  range: TimeRange,
  signal: AbortSignal,
): Promise<string> {
  const known = await archive.services(range, signal);
  const [only, ...others] = known;
  if (service === null && only !== undefined && others.length === 0) return only;
  if (service !== null && (known.includes(service) || known.length === 0)) return service;
  throw fault(archive, 'no-service', someNames(known, service));
}

function fault(archive: ProfileArchive, why: 'nothing' | 'no-type' | 'no-service', detail: string): LeakLensError {
  return new LeakLensError({ kind: 'archive', subject: archive.subject, detail, archive: why });
}

function iso(millis: number): string {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? String(millis) : date.toISOString();
}
