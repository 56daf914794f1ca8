import { t } from '@vscode/l10n';
import type { Confidence, Finding, FindingStatus } from '../../shared/model/finding';
import type { HavingReplicas } from '../../shared/model/replica';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import { cutText, longestName } from '../../shared/base/said/cutText';
import { ownText, type Said } from '../../shared/base/said/said';
import { plainJsonText } from '../../shared/base/said/jsonText';
import { formatCount } from '../../shared/base/units';
import { sarifText } from '../../shared/base/said/sarifText';
import type { ReportSurroundings } from './reportSurroundings';
import { isoTime } from './watchJson';
import { folderUri, hasFile, physicalLocation, rootBaseId } from './sarifPlaces';
import { replicaWords } from './replicaWords';
import { ruleKinds, sarifRules } from './sarifRules';
import type { JudgedFinding, ResultsReport } from './watchReport';

/** Code scanning refuses a whole file with more in a run (docs.github.com, “SARIF results exceed one or more limits”). */
const mostResults = 25_000;

/** The answer of `watch` as SARIF 2.1.0, which code scanning and editors read. */
export function* watchSarif(report: ResultsReport, surroundings: ReportSurroundings): Generator<Said> {
  const { startedAtMillis, endedAtMillis, ending, baseline } = report;
  const { version, workingDirectory } = surroundings;
  const isCompared = baseline !== null && !baseline.isNew;
  // Worst first, so that the least are left out.
  const judged = [...report.findings, ...report.takenBack.map(passed)];
  const run = {
    tool: {
      driver: {
        name: 'LeakLens',
        version,
        // Not every version of a package is one of Semantic Versioning, which this field must be.
        ...(/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version) ? { semanticVersion: version } : {}),
        rules: sarifRules(surroundings.runtimes),
      },
    },
    invocations: [
      {
        executionSuccessful: ending !== 'lost' && ending !== 'mixed',
        startTimeUtc: isoTime(startedAtMillis),
        endTimeUtc: isoTime(endedAtMillis),
        ...(judged.length > mostResults && { toolExecutionNotifications: [leftOut(judged.length)] }),
      },
    ],
    originalUriBaseIds: { [rootBaseId]: { uri: folderUri(workingDirectory) } },
    columnKind: 'utf16CodeUnits',
    results: judged.slice(0, mostResults).map((one) => resultOf(one, { ...surroundings, isCompared, report })),
    properties: { target: report.target.url, ...(report.polls !== undefined && { polls: report.polls }) },
  };
  const schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  yield plainJsonText({ $schema: schema, version: '2.1.0', runs: [run] }, 2);
  yield ownText('\n');
}

function leftOut(results: number): Record<string, unknown> {
  const text = t(
    '{0} results, of which {1} stand here: code scanning takes no more.',
    formatCount(results),
    formatCount(mostResults),
  );
  return { level: 'warning', message: { text } };
}

/** What was taken back is a result, too: of something that was looked at and is no fault. */
function passed(finding: Finding): JudgedFinding {
  return { finding, ignoredBy: null, fails: false };
}

type Surroundings = ReportSurroundings & { readonly isCompared: boolean; readonly report: ResultsReport };

/** `level` may be other than `none` only for results of kind `fail` (3.27.9). */
const levels: Readonly<Record<Confidence, { readonly kind: string; readonly level: string }>> = {
  proven: { kind: 'fail', level: 'error' },
  probable: { kind: 'fail', level: 'warning' },
  possible: { kind: 'fail', level: 'note' },
  info: { kind: 'informational', level: 'none' },
};

const baselineStates: Readonly<Record<FindingStatus, string>> = {
  new: 'new',
  grown: 'updated',
  growing: 'unchanged',
  unchanged: 'unchanged',
  fixed: 'absent',
};

function resultOf(
  { finding, ignoredBy, replicas }: JudgedFinding,
  surroundings: Surroundings,
): Record<string, unknown> {
  const { words, workingDirectory, isCompared, runtimes } = surroundings;
  const { kind, level } = finding.status === 'fixed' ? { kind: 'pass', level: 'none' } : levels[finding.confidence];
  const suppression = { kind: 'external', status: 'accepted', justification: ignoredBy?.reason ?? '' };
  return {
    ruleId: finding.kind,
    ruleIndex: ruleKinds(runtimes).indexOf(finding.kind),
    kind,
    level,
    message: { text: messageOf(finding, replicas, words) },
    locations: [locationOf(finding, surroundings)],
    relatedLocations: finding.related.map((site, id) => ({
      id,
      message: { text: words.role(site.role) },
      ...(hasFile(site) ? { physicalLocation: physicalLocation(site, workingDirectory) } : {}),
      ...logicalOf(site.function),
    })),
    partialFingerprints: { 'leaklensFinding/v1': finding.id },
    ...(isCompared ? { baselineState: baselineStates[finding.status ?? 'new'] } : {}),
    // Empty says that it is looked at and not suppressed; all results have it or none (3.27.23).
    suppressions: ignoredBy === null ? [] : [suppression],
    properties: {
      confidence: finding.confidence,
      amount: finding.amount,
      rate: finding.rate,
      heldBytes: finding.heldBytes,
      ...(replicas !== undefined && { replicas: replicas.having }),
      pattern: finding.pattern,
      evidence: finding.evidence,
      course: finding.course,
    },
  };
}

function messageOf(finding: Finding, replicas: HavingReplicas | undefined, words: FindingWords): string {
  const evidence = finding.evidence.map((one) => words.evidence(one, finding)).filter((text) => text !== null);
  const having = replicas === undefined ? [] : [t('Replicas: {0}.', replicaWords(replicas))];
  return [words.title(finding), ...evidence, ...having, words.course(finding) ?? [], words.advice(finding)]
    .flat()
    .map(sarifText)
    .join('\n');
}

/**
 * Code scanning refuses a whole file for one result without a file, so what is found about a process, or in code of which the
 * binary records no file, stands at the module's go.mod.
 */
function locationOf({ site }: Finding, { workingDirectory, report }: Surroundings): Record<string, unknown> {
  if (site !== null && hasFile(site)) {
    return { physicalLocation: physicalLocation(site, workingDirectory), ...logicalOf(site.function) };
  }
  const process = { logicalLocations: [{ fullyQualifiedName: report.target.url, kind: 'process' }] };
  return {
    physicalLocation: { artifactLocation: { uri: 'go.mod', uriBaseId: rootBaseId }, region: { startLine: 1 } },
    ...(site === null ? process : logicalOf(site.function)),
  };
}

function logicalOf(name: string): Record<string, unknown> {
  return name === ''
    ? {}
    : { logicalLocations: [{ fullyQualifiedName: cutText(name, longestName), kind: 'function' }] };
}
