import type { ArchivedPoint } from '../../shared/model/archive/archive';

/** Scrapes to be looked at, the first and the last of them included; in between they stand evenly. */
export function pickMoments(points: readonly ArchivedPoint[], count: number): readonly ArchivedPoint[] {
  const { length } = points;
  const wanted = Array.from({ length: count + 1 }, (_, at) => Math.min(length - 1, Math.floor((length * at) / count)));
  return [...new Set(wanted)].filter((at) => at >= 0).flatMap((at) => points[at] ?? []);
}

/** Profiles of each kind: of a few replicas more than of many, so that a service of any size is a few hundred questions. */
export function momentsEach(replicas: number): number {
  if (replicas <= 5) return 12;
  return replicas <= 10 ? 6 : 3;
}

/** At most so many points, evenly: the judge keeps no more of one scale of time. */
export function thinned<T>(points: readonly T[], most: number): readonly T[] {
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, at) => points[Math.round((at * (points.length - 1)) / (most - 1))]).filter(
    (point) => point !== undefined,
  );
}
