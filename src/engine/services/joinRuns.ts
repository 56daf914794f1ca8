import type { Watched } from '../../shared/ports/engine/timedWatch';

/** Watches of one replica, one after the other, as one: it was away in between. Null for none. */
export function joinRuns(runs: readonly Watched[]): Watched | null {
  const [first, ...later] = runs;
  if (first === undefined) return null;
  return later.reduce((before, after): Watched => {
    const again = new Set(after.findings.map(({ finding }) => finding.id));
    return {
      ...after,
      startedAtMillis: before.startedAtMillis,
      polls: before.polls + after.polls,
      restarts: before.restarts + after.restarts,
      cost: {
        bytes: before.cost.bytes + after.cost.bytes,
        millis: before.cost.millis + after.cost.millis,
        requests: before.cost.requests + after.cost.requests,
      },
      points: [...before.points, ...after.points],
      // What an earlier process leaked it has leaked, as in a watch that is not interrupted.
      findings: [...after.findings, ...before.findings.filter(({ finding }) => !again.has(finding.id))],
      takenBack: [...before.takenBack, ...after.takenBack].filter(({ id }) => !again.has(id)),
    };
  }, first);
}
