import type { Problem } from '../../shared/model/errors';
import { LeakLensError, toProblem } from '../../shared/model/errors';
import type { Finding } from '../../shared/model/finding';
import type { SeriesId } from '../../shared/model/series/series';
import type { Watched, WatchedFinding } from '../../shared/ports/engine/timedWatch';
import type { Analysis } from '../../shared/ports/runtime/analysis';
import { fleetOf } from './fleetOf';
import { isOpen, joinReplicas } from './joinReplicas';

/** One replica's watch, or why there is none. */
export interface ReplicaWatch {
  /** As a person named it. */
  readonly name: string;
  readonly watched: Watched | null;
  readonly problem: Problem | null;
  /** It went away meanwhile, as a rollout wants it. */
  readonly isGone?: boolean;
  /** It came after the others. */
  readonly isLate?: boolean;
  /** Other addresses of the same process. */
  readonly alsoAt?: readonly string[];
}

export interface JoinParts {
  readonly analysis: Pick<Analysis, 'outliers' | 'versionOutlier' | 'baselineOf'>;
  /** What a person calls it; null for the names of its replicas. */
  readonly service: string | null;
  /** Findings with who ignores them, compared with a baseline. */
  readonly judged: (findings: readonly Finding[]) => readonly WatchedFinding[];
  /** The numbers by which replicas are compared. */
  readonly compared: (runtime: string) => readonly SeriesId[];
}

/** The watches of a service's replicas as one watch of the service. @throws LeakLensError where not one of them could be watched */
export function joinWatches(parts: JoinParts, all: readonly ReplicaWatch[]): Watched {
  const seen = all.flatMap(({ name, watched }) => (watched === null ? [] : [{ name, watched }]));
  const [first] = seen;
  if (first === undefined) throw new LeakLensError(all[0]?.problem ?? toProblem(new Error('nothing to watch'), ''));
  const joined = joinReplicas(
    seen.map(({ name, watched }) => ({ name, findings: watched.findings.map(({ finding }) => finding) })),
  );
  const worst = joined.find(({ finding }) => isOpen(finding))?.replicas[0]?.name;
  const shown = seen.find(({ name }) => name === worst) ?? first;
  const having = new Map(joined.map((one) => [one.finding.id, one.replicas]));
  const findings = joined.map(({ finding }) => finding);
  const service = parts.service ?? seen.map(({ watched }) => watched.target.name).join(', ');
  const { target } = first.watched;
  const staying = all.filter(({ isGone }) => isGone !== true);
  // Of a service that nobody is left of, its last answers are lost.
  const asked = staying.length === 0 ? seen : seen.filter(({ name }) => staying.some((one) => one.name === name));
  const lost = asked.find(({ watched }) => watched.ending !== 'complete')?.watched;
  return {
    ...shown.watched,
    target: { ...target, name: service, url: [...new Set(seen.map(({ watched }) => watched.target.url))].join(' ') },
    ending: staying.length === 0 ? 'lost' : (lost?.ending ?? 'complete'),
    // A replica that nobody saw is no healthy one: the report is whole, and the command fails all the same.
    failure: lost?.failure ?? failureOf(all) ?? (staying.length === 0 ? nobodyLeft(service) : null),
    polls: Math.max(...seen.map(({ watched }) => watched.polls)),
    restarts: seen.reduce((sum, { watched }) => sum + watched.restarts, 0),
    cost: costOf(seen.map(({ watched }) => watched)),
    findings: parts
      .judged(findings)
      .map((one) => ({ ...one, replicas: { having: having.get(one.finding.id) ?? [], of: all.length } })),
    fleet: fleetOf(parts.analysis, service, all.map(replicaOf), parts.compared(first.watched.runtime)),
    asBaseline: parts.analysis.baselineOf(findings, target.url, first.watched.endedAtMillis),
  };
}

function nobodyLeft(subject: string): LeakLensError {
  return new LeakLensError({ kind: 'not-found', subject, detail: 'none of its replicas is there any more' });
}

function failureOf(all: readonly ReplicaWatch[]): LeakLensError | null {
  const problem = all.find((one) => one.problem !== null)?.problem ?? null;
  return problem === null ? null : new LeakLensError(problem);
}

/** Of one that came late, and was watched for a shorter time, nothing is known to be well. */
const leastLateMillis = 25_000;

function replicaOf({ name, watched, problem: missing, isGone = false, isLate = false, alsoAt = [] }: ReplicaWatch) {
  const findings = (watched?.findings ?? []).map(({ finding }) => finding).filter(isOpen);
  const isLong = !isLate || (watched !== null && watched.endedAtMillis - watched.startedAtMillis >= leastLateMillis);
  const isWhole = watched !== null && watched.ending === 'complete' && watched.polls > 1 && isLong && !isGone;
  const lost = watched !== null && watched.failure instanceof LeakLensError ? watched.failure.problem : null;
  const problem = isGone ? null : (missing ?? lost);
  return {
    ...(isGone && { isGone }),
    ...(isLate && { isLate }),
    ...(alsoAt.length > 0 && { alsoAt }),
    name,
    labels: watched?.labels ?? {},
    points: watched?.points ?? [],
    findings: findings.map(({ id }) => id),
    isHealthy: isWhole && findings.length === 0,
    problem,
    isLookedAt: watched !== null,
  };
}

function costOf(all: readonly Watched[]): Watched['cost'] {
  return all.reduce(
    (sum, { cost }) => ({
      bytes: sum.bytes + cost.bytes,
      millis: sum.millis + cost.millis,
      requests: sum.requests + cost.requests,
    }),
    { bytes: 0, millis: 0, requests: 0 },
  );
}
