/** What keeps profiles over time: a continuous profiler. */
export type ArchiveKind = 'parca' | 'pyroscope';

/** Labels with their values, as both write them: `service_name`, `pod`, `instance` … */
export type ArchiveLabels = Readonly<Record<string, string>>;

/** A stretch of time, ms since 1970, both ends included. */
export interface TimeRange {
  readonly fromMillis: number;
  readonly untilMillis: number;
}

/** One kind of numbers that an archive keeps. Each is of one sample type: pprof's four of a heap profile are four. */
export interface ArchivedType {
  /** `memory:inuse_space:bytes:space:bytes`, with `:delta` where Parca says so. */
  readonly id: string;
  /** `memory`, `goroutine`, `goroutines`, `process_cpu`. */
  readonly name: string;
  /** `inuse_space` */
  readonly sampleType: string;
  readonly unit: string;
}

/** One scrape: a profile that is there, and the sum of its values. Never a sum of several scrapes. */
export interface ArchivedPoint {
  readonly atMillis: number;
  /** How the archive itself names the moment; given back to it to get the profile. */
  readonly moment: string;
  readonly value: number;
}

/** What one replica was, over time. */
export interface ArchivedSeries {
  /** All that tells it from others, and what else is known of it. */
  readonly labels: ArchiveLabels;
  /** Ascending in time. */
  readonly points: readonly ArchivedPoint[];
}

/** What an archive has to choose from. */
export interface ArchiveLook {
  readonly services: readonly string[];
  /** Of the service that was named; none where none was. */
  readonly replicas: readonly ArchiveLabels[];
}

/** Labels that name one process of a service, the likeliest first. */
const replicaLabels = ['pod', 'instance', 'hostname', 'host', 'node', 'container_id'] as const;

/** The label that tells these from each other best; null where none does. */
export function replicaLabel(all: readonly ArchiveLabels[]): string | null {
  const valuesOf = (name: string) => new Set(all.flatMap((labels) => labels[name] ?? []));
  const told = replicaLabels.map((name) => ({ name, count: valuesOf(name).size }));
  const most = Math.max(...told.map(({ count }) => count));
  return most === 0 ? null : (told.find(({ count }) => count === most)?.name ?? null);
}

/** What a person calls a replica, in the order given: `gateway-b`. Each name is another one. */
export function replicaNames(all: readonly ArchiveLabels[]): readonly string[] {
  const label = replicaLabel(all);
  const plain = all.map((labels) => (label === null ? '' : (labels[label] ?? '')));
  return plain.map((name, at) => {
    if (name !== '' && plain.indexOf(name) === plain.lastIndexOf(name)) return name;
    return wholeName(all[at] ?? {}, all);
  });
}

/** By all labels that differ. */
function wholeName(labels: ArchiveLabels, all: readonly ArchiveLabels[]): string {
  const names = Object.keys(labels).sort();
  const differing = names.filter((name) => all.some((other) => other[name] !== labels[name]));
  const told = differing.length > 0 ? differing : names.slice(0, 1);
  return told.map((name) => `${name}=${labels[name] ?? ''}`).join(' ') || '1';
}

/** Why a capability is missing of what stands in an archive: the detail of its problem, for which there are words. */
export const notKept = 'not kept by a continuous profiler';
