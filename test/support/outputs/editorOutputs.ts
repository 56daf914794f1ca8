// What the editor and the reports of a watch show of profiles and dumps: hints, hovers, Problems, views, pages, and each format.
import { analyser } from '../../../src/analyse/analyser';
import { verdicts } from '../../../src/analyse/verdicts/verdicts';
import { judgeFindings } from '../../../src/cli/findings/judgeFindings';
import type { WatchReport } from '../../../src/cli/findings/watchReport';
import { reportText, watchFormats } from '../../../src/cli/findings/writeReport';
import { findingActions } from '../../../src/lsp/findings/findingActions';
import { FindingDesk } from '../../../src/lsp/findings/findingDesk';
import { findingDiagnostics } from '../../../src/lsp/findings/findingDiagnostics';
import { withFindings } from '../../../src/lsp/findings/findingHints';
import { targetFindings } from '../../../src/lsp/findings/findingViews';
import { HintBoard } from '../../../src/lsp/hintBoard';
import { siteLink } from '../../../src/lsp/hover';
import { LineBook } from '../../../src/lsp/lineBook';
import { LinkedSources } from '../../../src/lsp/linkedSources';
import { OpenDocuments } from '../../../src/lsp/openDocuments';
import { mostRows, ReportPage } from '../../../src/lsp/reportPage';
import { siteHints } from '../../../src/lsp/siteHints';
import { TargetLines } from '../../../src/lsp/targetLines';
import type { Observation } from '../../../src/shared/ports/analyser';
import type { Finding } from '../../../src/shared/model/finding';
import { defaultThresholds } from '../../../src/shared/model/verdictThresholds';
import { completeSettings } from '../../../src/shared/wires/settings';
import type { SiteReport } from '../../../src/shared/model/siteReport';
import { findingWords } from '../../../src/words/findingWords';
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

function* hintTexts({ report, findings, targetName }: Shown): Generator<Text> {
  const documents = new OpenDocuments();
  const lines = new TargetLines(new LineBook(documents));
  const linked = new LinkedSources();
  const link = (site: { path: string; line: number }) => siteLink(documents.uri(site.path), site.path, site.line);
  const frameUri = ({ file, line }: { file: string; line: number }) => linked.linkTo(file, line);
  const costs = siteHints(report, { settings, lines, link, frameUri });
  const hints = withFindings(costs, findings, { words: findingWords, lines, link }).slice(0, mostLines);
  const board = new HintBoard(documents, () => undefined);
  // Two targets, so that each hint says whose it is.
  for (const id of ['a', 'b']) board.set(id, { targetName, lines: lines.book, hints });
  for (const path of new Set(hints.map((hint) => hint.path))) {
    for (const { text, line } of board.hintsFor(path).hints) {
      yield ['hint', 'plain', text];
      yield ['hover', 'hover', board.hoverAt(path, line) ?? ''];
    }
  }
  board.dispose();
  lines.book.dispose();
  documents.dispose();
}

function* findingTexts({ findings: all, targetName }: Shown): Generator<Text> {
  const findings = all.slice(0, mostLines);
  const documents = new OpenDocuments();
  const lines = new TargetLines(new LineBook(documents));
  const desk = new FindingDesk();
  for (const targetId of ['a', 'b']) desk.set({ targetId, targetName, lines, findings, baselineSetAtMillis: null });
  const uriOf = (path: string) => documents.uri(path);
  const parts = { desk, words: findingWords, uriOf, documents, lineSpan: () => ({ start: 0, end: 1 }) };
  for (const path of desk.paths()) {
    for (const { message, relatedInformation } of findingDiagnostics(path, parts)) {
      yield ['diagnostic', 'plain', typeof message === 'string' ? message : message.value];
      for (const related of relatedInformation ?? []) yield ['related information', 'plain', related.message];
    }
    const range = { start: 0, end: Number.MAX_SAFE_INTEGER };
    for (const { title } of findingActions(path, range, [], { ...parts, versions: new Map(), hostCommands: true })) {
      yield ['action', 'plain', title];
    }
  }
  for (const view of targetFindings(parts)) {
    yield ['view of a target', 'plain', view.targetName];
    for (const { title, functionName, evidence, advice, place, related } of view.findings) {
      const labels = [place, ...related.map((one) => one.place)].map((one) => one?.label ?? '');
      for (const text of [title, functionName, ...evidence, advice, ...labels]) yield ['view', 'plain', text];
    }
  }
  lines.book.dispose();
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
  const judgedFindings = judgeFindings(findings.slice(0, mostLines), {
    failOn: 'possible',
    isCompared: false,
    ignore: [],
    nowMillis: 0,
  });
  const target = { id: 't', name: targetName, url: `http://${targetName}/` };
  const grew = { what: 'line', unit: 'bytes', before: 0, now: 2 ** 22, doubt: 'few', needsSeconds: 60 } as const;
  const report: WatchReport = {
    target,
    startedAtMillis: 0,
    endedAtMillis: 60_000,
    ending: 'complete',
    polls: 30,
    restarts: 1,
    cost: { bytes: 1, millis: 1, requests: 1 },
    pace: null,
    takenBack: findings.slice(0, mostLines).map((finding) => ({ ...finding, status: 'fixed' })),
    grown: findings.slice(0, mostLines).map(({ site }) => ({ ...grew, site })),
    points: [],
    findings: judgedFindings,
    failOn: 'possible',
    baseline: { directory: targetName, setAtMillis: 0, isNew: false },
    ignoreFile: targetName,
    expiredRules: [{ id: targetName, reason: targetName, until: '2025-12-31' }],
  };
  const surroundings = { words: findingWords, version: '1.0.0', workingDirectory: '/ws' };
  for (const format of watchFormats) {
    const place = format === 'text' ? 'terminal' : format;
    yield [`watch --format ${format}`, place, [...reportText(report, format, surroundings)].join('')];
  }
}
