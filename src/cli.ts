// Entry of the command line: constructs the rooms, passes them on, and turns the answer into an exit status.
import { join } from 'node:path';
import process from 'node:process';
import * as l10n from '@vscode/l10n';
import { version } from '../package.json';
import { analysis } from './analyse/analysis';
import { goAnalyser } from './analyse/go/goAnalyser';
import { isLeakProfile } from './analyse/go/judge/leakProfile';
import { judgePackage } from './analyse/go/tests/judgePackage';
import { processReports } from './analyse/go/processes/processReports';
import { profileReports } from './analyse/reports/profileReports';
import type { Terminal } from './cli/base/cliParts';
import { runCli } from './cli/runCli';
import { standardOutput } from './cli/base/standardOutput';
import { createGoDecoder } from './decode/go/goDecoder';
import { goRedactor } from './decode/go/goRedactor';
import { encodeProfile } from './decode/proto/encodeProfile';
import { directReaders } from './follow/go/readers/directReader';
import { createJudgeTests } from './follow/go/tests/judgeTests';
import { createNodeLooks } from './follow/beam/openNodes';
import { directNodes } from './follow/beam/readers/directNodes';
import { createFollowers } from './follow/followers';
import { beamRuntime, beamWork } from './runtimes/beam';
import { beamReading } from './runtimes/beamReading';
import { goRuntime, goWork } from './runtimes/go';
import { goReading } from './runtimes/goReading';
import { runtimesOf, wordsOfAll } from './shared/ports/runtime/runtime';
import { worksOf } from './shared/ports/runtime/runtimeWork';
import { createGoTests } from './goTests';
import { lazyArchives } from './lazyArchives';
import { systemClock } from './systemClock';
import { readZoneNames } from './sources/base/zoneName';
import { createInputOpener } from './sources/inputs/inputOpener';
import { createConnector } from './sources/createConnector';
import { createBeamConnector } from './sources/erlang/beamConnector';
import { createPprofConnector } from './sources/pprof/pprofConnector';
import { readSecretFile } from './sources/secrets/readSecretFile';
import { baselineFolders } from './store/findings/baselineFolder';
import { reportFiles } from './store/reportFile';
import { createReportKit } from './store/reportKit';
import { captureWriter } from './store/snapshots/captureFolder';
import { captureReader } from './store/snapshots/captureReader';
import { workspaceIgnores } from './store/findings/workspaceIgnores';
import { dataFolder } from './store/dataFolder';
import { keepNothing } from './store/keepNothing';
import { readPackedTextNow } from './store/packedText';
import { createSnapshotStore } from './store/snapshots/snapshotStore';
import { createKubernetes } from './sources/kubernetes/createKubernetes';
import { runGoTests } from './sources/gotest/runGoTests';
import { startCommand } from './sources/processes/startCommand';
import { createLocalNodeFinder } from './sources/erlang/localNodes';
import { createLocalTargetFinder } from './sources/processes/localTargetFinder';
import { Engine } from './engine/engine';
import { directViewers } from './engine/profiles/viewers';
import { viewerCalls } from './analyse/views/viewerCalls';
import { goViews } from './runtimes/goViews';
import { profileFiles } from './sources/inputs/profileFiles';
import type { EngineApi } from './shared/ports/engine/engineApi';
import type { EngineSettings } from './shared/model/settings/settings';
import { commandFace } from './cli/base/commandFace';
import { createLineWords } from './words/lines/lineWords';
import { createErlangSources } from './store/beam/erlangSources';
import { createSourceTree } from './store/go/sourceTree';
import { readerOf } from './syntax/go/answers/goSourceReader';
import { threadAnswers, type SourceCalls } from './syntax/go/answers/threadAnswers';
import { startThread } from './threads/startThread';
import { findingWords } from './words/findings/findingWords';
import { problemWords } from './words/problems/problemWords';

/** Names of languages as the editor's bundles have them. English needs none. */
function personsLanguage(): { readonly language: string; readonly words: string } | null {
  // The first that is not empty decides (POSIX, locale environment variables).
  const locale = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => process.env[name] ?? '').find(Boolean) ?? '';
  if (!locale.toLowerCase().startsWith('zh_cn')) return null;
  const file = join(__dirname, 'l10n', 'bundle.l10n.zh-cn.json');
  try {
    const words = readPackedTextNow(file);
    l10n.config({ contents: words });
    return { language: 'zh-cn', words };
  } catch {
    // A copy without the bundle speaks English.
    return null;
  }
}

function forwardSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

const terminal: Terminal = {
  ...standardOutput({ stdout: process.stdout, stderr: process.stderr, exit: (status) => process.exit(status) }),
  errorIsTerminal: process.stderr.isTTY,
  outputIsTerminal: process.stdout.isTTY,
  // A window is made wider and narrower meanwhile.
  errorColumns: () => (process.stderr.isTTY ? process.stderr.columns : null),
  zoneNames: () => readZoneNames(process.env['TZ']),
  workingDirectory: forwardSlashes(process.cwd()),
  environment: process.env,
};

const translation = personsLanguage();
const decoder = createGoDecoder();
const runtimes = runtimesOf([goRuntime, beamRuntime]);
const words = wordsOfAll(runtimes, findingWords);
const tree = createSourceTree();
// Source is read beside the polls: a large package takes seconds.
const sourceThread = startThread<SourceCalls>({
  // The bundler puts it beside this bundle.
  script: join(__dirname, 'sourceThread.js'),
  name: 'leaklens source',
  timeoutMillis: 60_000,
  maxHeapMegabytes: 1024,
});
const sources = readerOf(threadAnswers(sourceThread));

// A command has nobody else to answer while it reads.
const openReader = directReaders(goReading);

const goAtWork = goWork({ openReader, sources, tree, clock: systemClock });
const nodes = beamReading(systemClock);
const works = worksOf([goAtWork, beamWork({ clock: systemClock, sources: createErlangSources() })]);

function openEngine(settings: EngineSettings): EngineApi {
  const { documents, events, log } = commandFace;
  const rooms = {
    analysis,
    works,
    lineWords: createLineWords(words),
    connector: createConnector({ pprof: createPprofConnector(), beam: createBeamConnector(directNodes(nodes)) }),
    archives: lazyArchives,
    localTargets: createLocalTargetFinder(),
    localNodes: createLocalNodeFinder(),
    kubernetes: createKubernetes({ log }),
    followers: createFollowers({ works, clock: systemClock }),
    ignores: workspaceIgnores,
    openViewer: directViewers(() => viewerCalls(goViews)),
    profileFiles,
    profilePaths: goAtWork.paths,
    goTests: createGoTests(join(__dirname, 'cli.js')),
    captures: captureReader,
    beginExport: captureWriter(systemClock),
    readSource: (path: string) => tree.readText(path),
    sourceChanged: (path: string) => sources.forget(path),
    snapshots: createSnapshotStore({ directory: dataFolder(), clock: systemClock }),
    ...keepNothing,
    runtimes,
    documents,
    clock: systemClock,
    log,
  };
  return new Engine(rooms, events, { settings, trusted: true });
}

const parts = {
  inputs: createInputOpener({ archives: lazyArchives, clock: systemClock }),
  nodes: createNodeLooks(nodes.connector, systemClock),
  decoder,
  reports: profileReports,
  processReports,
  analyser: goAnalyser,
  sourceTree: tree,
  paths: goAtWork.paths,
  openEngine,
  runtimes,
  words,
  problemWords,
  baselines: baselineFolders,
  reportFiles,
  reportKit: createReportKit({ folder: __dirname, translation }),
  redactor: goRedactor,
  encodeProfile,
  clock: systemClock,
  startCommand,
  runGoTests,
  judgeTests: createJudgeTests({
    decoder,
    analyser: goAnalyser,
    judge: judgePackage,
    isLeakProfile,
    paths: goAtWork.paths,
    sources,
    clock: systemClock,
  }),
  ignores: workspaceIgnores,
  readSecret: readSecretFile,
  serveAgents: async (options: { readonly allowedHosts: readonly string[] }) =>
    (await import('./mcp')).startAgents(options),
  version,
};

const argv = process.argv.slice(2);
const stop = new AbortController();
// A capture removes what is half written, a watch reports what it saw so far, a test waits for go's own end; a second signal is not waited for. Other
// commands leave nothing behind, and what they compute would only keep a handler from running.
const stopSignals = ['capture', 'watch', 'test'].includes(argv[0] ?? '') ? (['SIGINT', 'SIGTERM'] as const) : [];
for (const signal of stopSignals) process.once(signal, () => stop.abort());

void runCli(argv, parts, terminal, stop.signal).then((status) => {
  process.exitCode = status;
  sourceThread.dispose();
});

export {};
