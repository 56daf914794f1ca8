// The engine of whoever serves for long, an editor or an agent: what stands in threads of its own, and where things are kept.
import { join } from 'node:path';
import process from 'node:process';
import { analysis } from './analyse/analysis';
import { createFollowers } from './follow/followers';
import { threadNodes } from './follow/beam/readers/threadNodes';
import { threadReaders } from './follow/go/readers/threadReader';
import { Engine } from './engine/engine';
import { graphViewers, threadLayout } from './engine/profiles/graphViewers';
import { threadViewers } from './engine/profiles/viewers';
import type { EngineOpening } from './shared/ports/engine/engineOpening';
import { beamRuntime } from './runtimes/beam';
import { beamWork } from './runtimes/beamWork';
import { goRuntime } from './runtimes/go';
import { goWork } from './runtimes/goWork';
import { guardedSeries, runtimesOf, seriesNames, wordsOfAll } from './shared/ports/runtime/runtime';
import { readProxySettings } from './shared/model/target/proxySettings';
import { worksOf } from './shared/ports/runtime/runtimeWork';
import type { EngineApi } from './shared/ports/engine/engineApi';
import { createGoTests } from './goTests';
import { createHeldMemory } from './heldProcesses';
import { lazyArchives } from './lazyArchives';
import { createHeapDumps, filesWithDumps } from './heapDumps';
import { retainedFiles } from './retainedProfiles';
import { systemClock } from './systemClock';
import type { LayoutCalls } from './shared/ports/engine/graphLayouts';
import type { ViewerCalls } from './shared/ports/engine/profileViewer';
import type { NodeCalls } from './shared/ports/runtime/watchedNode';
import type { ReaderCalls } from './shared/ports/runtime/targetReader';
import { createConnector } from './sources/createConnector';
import { createBeamConnector } from './sources/erlang/beamConnector';
import { createGitHistory } from './sources/git/gitHistory';
import { profileFiles } from './sources/inputs/profileFiles';
import { createKubernetes } from './sources/kubernetes/createKubernetes';
import { createHostAddresses } from './sources/net/hostAddresses';
import { removeLeftFolders } from './sources/base/temporaryFolder';
import { createPprofConnector } from './sources/pprof/pprofConnector';
import { createLocalNodeFinder } from './sources/erlang/localNodes';
import { createLocalTargetFinder } from './sources/processes/localTargetFinder';
import { createBaselineStore } from './store/findings/baselineStore';
import { dataFolder } from './store/dataFolder';
import { createVerdictStore } from './store/findings/verdictStore';
import { captureWriter } from './store/snapshots/captureFolder';
import { captureReader } from './store/snapshots/captureReader';
import { createPastStore } from './store/past/pastStore';
import { createSeriesStore } from './store/series/seriesStore';
import { createSnapshotStore } from './store/snapshots/snapshotStore';
import { createErlangSources } from './store/beam/erlangSources';
import { createOtpSources } from './store/beam/otpSources';
import { createSourceTree } from './store/go/sourceTree';
import { workspaceIgnores } from './store/findings/workspaceIgnores';
import { readerOf } from './syntax/go/answers/goSourceReader';
import { threadAnswers, type SourceCalls } from './syntax/go/answers/threadAnswers';
import { startThread } from './threads/startThread';
import { findingWords } from './words/findings/findingWords';
import { createLineWords } from './words/lines/lineWords';

// Who is not our extension says nothing of a proxy.
export const proxy = readProxySettings({}, process.env);
export const runtimes = runtimesOf([goRuntime, beamRuntime]);
export const words = wordsOfAll(runtimes, findingWords);
export const tree = createSourceTree();
// Source is read beside the polls: a large package takes seconds.
const sources = readerOf(
  threadAnswers(
    startThread<SourceCalls>({
      // The bundler puts it beside this bundle.
      script: join(__dirname, 'sourceThread.js'),
      name: 'leaklens source',
      timeoutMillis: 60_000,
      maxHeapMegabytes: 1024,
    }),
  ),
);
// What services answer is worked through in threads, so that the engine goes on answering its editor whatever they send.
const openReader = threadReaders(() =>
  startThread<ReaderCalls>({
    // The bundler puts it beside this bundle.
    script: join(__dirname, 'readerThread.js'),
    name: 'leaklens reader',
    timeoutMillis: 60_000,
    maxHeapMegabytes: 2048,
  }),
);
// Git is asked for files of a connected target in the workspace folders, and none connects without trust.
const history = createGitHistory();

const goAtWork = goWork({ openReader, sources, tree, history, clock: systemClock });
const works = worksOf([
  goAtWork,
  beamWork({ clock: systemClock, sources: createErlangSources(), otp: createOtpSources() }),
]);

// Nodes are asked in a thread each, too, which holds the connection: a round is many answers, each as large as the node likes.
const openNode = threadNodes(() =>
  startThread<NodeCalls>({
    script: join(__dirname, 'nodeThread.js'),
    name: 'leaklens node',
    timeoutMillis: 180_000,
    maxHeapMegabytes: 2048,
  }),
);

// An opened profile may be large: it is decoded and added up beside everything else, and its memory goes with its thread.
const profileViewers = threadViewers(() =>
  startThread<ViewerCalls>({
    script: join(__dirname, 'profileThread.js'),
    name: 'leaklens profile',
    timeoutMillis: 120_000,
    maxHeapMegabytes: 2048,
  }),
);

// Started by the first graph that somebody opens. A graph that takes longer shows nothing that a smaller one does not.
const layOut = threadLayout(
  startThread<LayoutCalls>({
    script: join(__dirname, 'layoutThread.js'),
    name: 'leaklens layout',
    timeoutMillis: 20_000,
    maxHeapMegabytes: 512,
  }),
);
// The bundler puts it beside this bundle.
const heapDumps = createHeapDumps(join(__dirname, 'heapDumpThread.js'));
const openViewer = graphViewers(profileViewers, layOut);

export function openEngine({ storageDirectory, documents, events, log, ...start }: EngineOpening): EngineApi {
  const directory = storageDirectory ?? dataFolder();
  void removeLeftFolders();
  const parts = {
    analysis,
    runtimes,
    lineWords: createLineWords(words, seriesNames(runtimes)),
    connector: createConnector({ pprof: createPprofConnector(), beam: createBeamConnector(openNode) }),
    archives: lazyArchives,
    localTargets: createLocalTargetFinder(),
    localNodes: createLocalNodeFinder(),
    hostAddresses: createHostAddresses(),
    // What kubectl says goes to the log.
    kubernetes: createKubernetes({ log }),
    works,
    followers: createFollowers({ works, clock: systemClock }),
    ignores: workspaceIgnores,
    openViewer,
    profileFiles: filesWithDumps(retainedFiles(profileFiles, { tree, sources }, tree.openedFolders), heapDumps, {
      parts: { tree, sources },
      folders: tree.openedFolders,
    }),
    profilePaths: goAtWork.paths,
    // The bundler puts it beside this bundle.
    goTests: createGoTests(join(__dirname, 'cli.js')),
    heldMemory: createHeldMemory({ tree, sources }, tree.openedFolders),
    captures: captureReader,
    beginExport: captureWriter(systemClock),
    readSource: (path: string) => tree.readText(path),
    sourceChanged: (path: string) => sources.forget(path),
    snapshots: createSnapshotStore({ directory, clock: systemClock }),
    series: createSeriesStore({ directory, clock: systemClock, guarded: guardedSeries(runtimes) }),
    past: createPastStore({ directory, clock: systemClock }),
    baselines: createBaselineStore({ directory }),
    remembered: createVerdictStore({ directory }),
    documents,
    clock: systemClock,
    log,
  };
  return new Engine(parts, events, start);
}
