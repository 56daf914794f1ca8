// What the editor and the reports of a watch show of profiles and dumps: hints, hovers, Problems, views, pages, and each format.
import { findingStage } from '../../../src/engine/states/findingStage';
import { nothingAsked } from '../../../src/shared/model/target/capabilities';
import { goRuntime } from '../../../src/runtimes/go';
import { runtimesOf } from '../../../src/shared/ports/runtime/runtime';
import { goAnalyser as analyser } from '../../../src/analyse/go/goAnalyser';
import { verdicts } from '../../../src/analyse/go/judge/verdicts';
import { judgedUnder } from '../../cli/judgedUnder';
import type { WatchReport } from '../../../src/cli/findings/watchReport';
import { reportText, textFormats } from '../../../src/cli/findings/writeReport';
import { findingActions } from '../../../src/lsp/findings/findingActions';
import { TargetVerdicts } from '../../../src/engine/findings/targetVerdicts';
import { findingDiagnostics } from '../../../src/lsp/findings/findingDiagnostics';
import { withFindings } from '../../../src/engine/hints/findingHints';
import { targetFindings } from '../../../src/lsp/findings/targetFindings';
import { PlacedHints } from '../../../src/engine/hints/placedHints';
import { serviceWords } from '../../../src/words/services/serviceWords';
import { siteLink } from '../../../src/words/lines/siteLink';
import { MovedLines } from '../../../src/engine/lines/movedLines';
import { UnsavedEdits } from '../../../src/engine/lines/unsavedEdits';
import { librarySourceLink } from '../../../src/lsp/librarySourceLink';
import { OpenDocuments } from '../../../src/lsp/openDocuments';
import { mostRows, ReportPage } from '../../../src/words/snapshots/reportPage';
import { siteHints } from '../../../src/engine/hints/siteHints';
import { TargetLines } from '../../../src/engine/lines/targetLines';
import type { Observation } from '../../../src/shared/ports/runtime/analyser';
import type { Finding, IgnoreRule } from '../../../src/shared/model/finding';
import { defaultThresholds } from '../../../src/shared/model/verdictThresholds';
import { completeSettings } from '../../../src/shared/model/settings/settings';
import type { SiteReport } from '../../../src/shared/model/siteReport';
import { goLineWords, goWords } from '../go/goWords';
import { faultOf, type Place } from './placeRules';

const settings = {
  ...completeSettings({}),
  minimumGoroutines: 1,
  minimumHeapMegabytes: 0,
  minimumHeapSharePercent: 0,
};

/** More lines than these say nothing new. */
const mostLines = 40;

/** As if every recorded file were one of the workspace, whatever its name. */
function inWorkspace(file: string): string {
  return file.startsWith('/') ? file : `/ws/${file}`;
}

export interface Shown {
  readonly report: SiteReport;
  readonly findings: readonly Finding[];
  readonly targetName: string;
}

/** What a moment of a service is judged to be. */
export function judged(observation: Observation, targetName: string): Shown {
  const report = analyser.createSiteTracker().observe(observation, inWorkspace);
  const judge = verdicts.createJudge();
  judge.observe({ ...observation, leaked: null, residentBytes: null }, inWorkspace, 0);
  const findings = judge.findings({ wait: () => null, allocation: () => null, library: () => null }, defaultThresholds);
  return { report, findings, targetName };
}

/** The first fault of anything that an editor or a report shows of it; null when all holds. */
export function editorFault(shown: Shown): string | null {
  for (const [what, place, text] of texts(shown)) {
    const fault = faultOf(place, text);
    if (fault !== null) return `${what}: ${fault}`;
  }
  return null;
}

type Text = readonly [what: string, place: Place, text: string];

function* texts(shown: Shown): Generator<Text> {
  yield* hintTexts(shown);
  yield* findingTexts(shown);
  yield* pageTexts(shown.report);
  yield* watchTexts(shown);
}

const staged = (finding: Finding) => ({
  ...finding,
  stage: findingStage(finding, { asOfMillis: null, isEdited: false }),
});

function* hintTexts({ report, findings, targetName }: Shown): Generator<Text> {
  const documents = new OpenDocuments();
  const lines = new TargetLines(new MovedLines(new UnsavedEdits(documents)));
  const link = (site: { path: string; line: number }) => siteLink(documents.uri(site.path), site.path, site.line);
  const frameUri = ({ file, line }: { file: string; line: number }) => librarySourceLink(file, line);
  const costs = siteHints(report, { words: goLineWords, settings, lines, link, frameUri });
  const hintsOf = (ignoredBy: IgnoreRule | null) => {
    const hinted = findings.map((finding) => ({ ...staged(finding), ignoredBy }));
    const parts = { words: goLineWords, lines, link, readingLink: link, textAt: () => targetName };
    return withFindings(costs, hinted, parts).slice(0, mostLines);
  };
  const board = new PlacedHints({ documents, words: goLineWords }, () => undefined);
  const hints = hintsOf(null);
  const ignored = hintsOf({ id: '', reason: targetName, until: null });
  // Two targets, so that each hint says whose it is.
  board.set('a', { targetName, lines: lines.moved, hints, asOf: null });
  board.set('b', { targetName, lines: lines.moved, hints: ignored, asOf: null });
  for (const path of new Set(hints.map((hint) => hint.path))) {
    for (const { text, line } of board.hintsFor(path).hints) {
      yield ['hint', 'plain', text];
      yield ['hover', 'hover', board.hoverAt(path, line) ?? ''];
      yield ['rich hover', 'hover', board.hoverAt(path, line, { isRich: true, showsProblem: true }) ?? ''];
    }
  }
  board.dispose();
  lines.moved.dispose();
  documents.dispose();
}

function* findingTexts({ findings: all, targetName }: Shown): Generator<Text> {
  const findings = all.slice(0, mostLines).map(staged);
  const documents = new OpenDocuments();
  const lines = new TargetLines(new MovedLines(new UnsavedEdits(documents)));
  const verdictsNow = new TargetVerdicts(() => 0);
  for (const targetId of ['a', 'b'])
    verdictsNow.set({ targetId, targetName, lines, findings, baselineSetAtMillis: null });
  const parts = { words: goWords, documents, hostCommands: true };
  const found = {
    all: () => verdictsNow.all(),
    openIn: (path: string) => verdictsNow.openIn(path, verdictsNow.all()),
    ignored: () => null,
    ignoredBy: ({ id }: { readonly id: string }) => ({ id, reason: targetName, until: null }),
    stillHolds: () => true,
  };
  for (const path of verdictsNow.paths()) {
    for (const { message, relatedInformation } of findingDiagnostics(path, found, parts)) {
      yield ['diagnostic', 'plain', typeof message === 'string' ? message : message.value];
      for (const related of relatedInformation ?? []) yield ['related information', 'plain', related.message];
    }
    const lines = { start: 0, end: Number.MAX_SAFE_INTEGER };
    for (const { title } of findingActions({ path, lines, diagnostics: [] }, found, parts)) {
      yield ['action', 'plain', title];
    }
  }
  for (const view of targetFindings(found, { ...parts, serviceWords, runtimes: runtimesOf([goRuntime]) })) {
    yield ['view of a target', 'plain', view.targetName];
    for (const { title, functionName, evidence, advice, ignored, place, related } of view.findings) {
      const labels = [place, ...related.map((one) => one.place)].map((one) => one?.label ?? '');
      const said = [title, functionName, ...evidence, advice, ignored ?? '', ...labels];
      for (const text of said) yield ['view', 'plain', text];
    }
  }
  lines.moved.dispose();
  documents.dispose();
}

function* pageTexts({ heap, blocked }: SiteReport): Generator<Text> {
  const page = new ReportPage((path) => `file://${path}`);
  for (const { site } of heap.slice(0, mostRows)) page.site('1 MB ', site, '');
  for (const { site, state } of blocked.slice(0, mostRows)) page.site('1 ', site, state);
  yield ['page', 'page', page.text()];
  const lines = page.text().split('\n');
  for (const { line, start, end } of page.links) {
    const label = lines[line]?.slice(start, end) ?? '';
    if (!/:-?\d+$|… \(.*\)$/.test(label)) yield ['link of a page, which stands elsewhere,', 'plain', `${label}\n`];
  }
}

function* watchTexts({ findings, targetName }: Shown): Generator<Text> {
  const judgedFindings = judgedUnder(findings.slice(0, mostLines), {
    failOn: 'possible',
    isCompared: false,
  });
  const target = { id: 't', name: targetName, url: `http://${targetName}/` };
  const grew = { what: 'line', unit: 'bytes', before: 0, now: 2 ** 22, doubt: 'few', needsSeconds: 60 } as const;
  const report: WatchReport = {
    target,
    runtime: goRuntime,
    startedAtMillis: 0,
    endedAtMillis: 60_000,
    ending: 'complete',
    polls: 30,
    restarts: 1,
    cost: { bytes: 1, millis: 1, requests: 1 },
    pace: null,
    capabilities: nothingAsked,
    missing: [],
    takenBack: findings
      .slice(0, mostLines)
      .map((finding) => ({ ...finding, id: `other:${finding.id}`, status: 'fixed' })),
    grown: findings.slice(0, mostLines).map(({ site }) => ({ ...grew, site })),
    points: [],
    findings: judgedFindings,
    failOn: 'possible',
    baseline: { directory: targetName, setAtMillis: 0, isNew: false },
    ignoreFile: targetName,
    limits: [],
    outlooks: [],
    oomWithinMillis: null,
    expiredRules: [{ id: targetName, reason: targetName, until: '2025-12-31' }],
  };
  const surroundings = {
    words: goWords,
    runtimes: runtimesOf([goRuntime]),
    version: '1.0.0',
    workingDirectory: '/ws',
  };
  for (const format of textFormats) {
    const place = format === 'text' ? 'terminal' : format;
    yield [`watch --format ${format}`, place, [...reportText(report, format, surroundings)].join('')];
  }
}
