import type { Evidence, Finding, FindingSite, OpenedResource, RelatedSite } from '../../shared/model/finding';
import type { Grown } from '../../shared/model/told';
import type { WatchedReplica } from '../../shared/model/replica';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import { jsonText } from '../../shared/base/said/jsonText';
import { ownText, type Said } from '../../shared/base/said/said';
import type { SeriesLimit } from '../../shared/model/series/outlook';
import type { SeriesId } from '../../shared/model/series/series';
import { endsTooSoon, secondsWatched, type JudgedFinding, type WatchReport } from './watchReport';

/** The answer of `watch` as other programs read it: a public interface, whose fields are added to and never renamed. */
export function* watchJson(report: WatchReport, words: FindingWords): Generator<Said> {
  const { target, startedAtMillis, findings, baseline } = report;
  yield jsonText({
    target: target.url,
    startedAt: isoTime(startedAtMillis),
    seconds: secondsWatched(report),
    series: seriesJson(report),
    findings: findings.map((judged) => findingJson(judged, words)),
    takenBack: report.takenBack.map((finding) => findingJson({ finding, ignoredBy: null, fails: false }, words)),
    grown: report.grown.map(grownJson),
    replicas: report.fleet === undefined ? null : report.fleet.replicas.map((one) => replicaJson(one, report)),
    outlyingVersion: report.fleet?.version ?? null,
    ending: report.ending,
    polls: report.polls,
    restarts: report.restarts,
    cost: report.cost,
    pace: report.pace,
    capabilities: capabilitiesJson(report),
    limits: report.limits.map((limit) => limitJson(limit, report)),
    failOn: report.failOn,
    failOnOomWithinSeconds: report.oomWithinMillis === null ? null : report.oomWithinMillis / 1000,
    failed: findings.some(({ fails }) => fails) || endsTooSoon(report).length > 0,
    baseline: baseline && {
      directory: baseline.directory,
      setAt: isoTime(baseline.setAtMillis),
      written: baseline.isNew,
    },
    expiredRules: report.expiredRules,
  });
  yield ownText('\n');
}

/** What the service offered: `offered`, `refused` with its status and reason, or `not-asked`. */
function capabilitiesJson({ capabilities, runtime }: WatchReport): Record<string, unknown> {
  return Object.fromEntries(
    runtime.capabilities.map((kind) => {
      const known = capabilities[kind] ?? { state: 'not-asked' };
      const problem = known.state === 'refused' ? known.problem : null;
      return [kind, { state: known.state, status: problem?.status ?? null, why: problem?.detail ?? null }];
    }),
  );
}

/** One replica of a service with its own numbers: levels are never added up. */
function replicaJson(replica: WatchedReplica, report: WatchReport): Record<string, unknown> {
  const { name, labels, findings, isHealthy, isLookedAt, problem, points, outlierIn, ...more } = replica;
  const why = problem === null ? null : problem.detail;
  return {
    name,
    labels,
    healthy: isHealthy,
    lookedAt: isLookedAt,
    why,
    outlierIn,
    gone: more.isGone === true,
    late: more.isLate === true,
    alsoAt: more.alsoAt ?? [],
    findings,
    series: seriesJson({ ...report, points }),
  };
}

/** Seconds since the start and the value; where a service does not tell, a point is missing. */
function seriesJson({ points, startedAtMillis, runtime }: WatchReport): Record<SeriesId, [number, number][]> {
  const pointsOf = (id: SeriesId) =>
    points.flatMap(({ atMillis, values }): [number, number][] => {
      const value = values[id] ?? null;
      return value === null ? [] : [[(atMillis - startedAtMillis) / 1000, value]];
    });
  return Object.fromEntries(runtime.series.map(({ id }) => [id, pointsOf(id)]));
}

/** A finding as each command writes it. */
export function findingJson(
  { finding, ignoredBy, fails, replicas }: JudgedFinding,
  words: FindingWords,
): Record<string, unknown> {
  return {
    id: finding.id,
    kind: finding.kind,
    confidence: finding.confidence,
    title: words.title(finding),
    site: finding.site && siteJson(finding.site),
    ownLine: ownLine(finding),
    opened: finding.opened && openedJson(finding.opened),
    related: finding.related.map(relatedJson),
    evidence: finding.evidence.map((evidence) => evidenceJson(evidence, finding, words)),
    rate: finding.rate,
    firstSeen: isoTime(finding.firstSeenMillis),
    lastSeen: isoTime(finding.lastSeenMillis),
    status: finding.status,
    amount: finding.amount,
    heldBytes: finding.heldBytes,
    wait: finding.wait,
    state: finding.state,
    pattern: finding.pattern,
    operation: finding.operation,
    bound: finding.bound,
    holders: finding.holders,
    advice: words.advice(finding),
    ...courseJson(finding),
    replicas: replicas?.having ?? null,
    ignored: ignoredBy !== null,
    ignoreReason: ignoredBy?.reason ?? null,
    fails,
  };
}

/** Where the verdict is in its life, and how it came there. */
function courseJson({ course }: Finding): Record<string, unknown> {
  const steps = course?.steps ?? [];
  return {
    standing: course?.standing ?? null,
    since: course === null ? null : isoTime(course.sinceMillis),
    doubt: course?.doubt ?? null,
    toldBy: course?.toldBy ?? null,
    history: steps.map(({ atMillis, standing, confidence }) => ({ at: isoTime(atMillis), standing, confidence })),
  };
}

function grownJson({ what, site, unit, before, now, doubt, needsSeconds }: Grown): Record<string, unknown> {
  return { what, site: site && siteJson(site), unit, before, now, doubt, needsSeconds };
}

/** What must stay below a limit, and when it gets there; `reachesInSeconds` is null where that cannot be foreseen. */
function limitJson(limit: SeriesLimit, { outlooks }: WatchReport): Record<string, unknown> {
  const { series, less, origin } = limit;
  const outlook = outlooks.find((one) => one.series === series && one.origin === origin);
  const seconds = (millis: number) => Math.round(millis / 1000);
  return {
    series,
    less,
    unit: limit.unit,
    limit: limit.limit,
    origin,
    now: outlook?.now ?? null,
    ratePerMinute: outlook?.perMinute ?? null,
    reachesInSeconds:
      outlook === undefined
        ? null
        : {
            likely: seconds(outlook.reaches.likelyMillis),
            earliest: seconds(outlook.reaches.earliestMillis),
            latest: seconds(outlook.reaches.latestMillis),
          },
  };
}

/** The line in the workspace to look at; null where only a library's or none is known. */
function ownLine({ site }: Finding): Record<string, unknown> | null {
  return site === null || site.path === null ? null : { file: site.path, line: site.line };
}

function openedJson({ waitsAt, ...opened }: OpenedResource): Record<string, unknown> {
  return { ...opened, waitsAt: waitsAt && siteJson(waitsAt) };
}

function siteJson({ function: name, file, line, path }: FindingSite): Record<string, unknown> {
  return { function: name, file, line, path };
}

function relatedJson(site: RelatedSite): Record<string, unknown> {
  return { role: site.role, ...siteJson(site) };
}

function evidenceJson(evidence: Evidence, finding: Finding, words: FindingWords): Record<string, unknown> {
  const { name, value, unit } = evidence;
  return { name, value, unit, text: words.evidence(evidence, finding) ?? `${name}: ${String(value)}` };
}

/** ISO 8601 in UTC. A time that no calendar has becomes the first moment there is. */
export function isoTime(millis: number): string {
  const date = new Date(millis);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}
