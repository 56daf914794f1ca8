import { createGoTests } from '../../src/goTests';
import { repositoryRoot } from '../support/paths';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { analysis } from '../../src/analyse/analysis';
import { directViewers } from '../../src/engine/profiles/viewers';
import { viewerCalls } from '../../src/analyse/views/viewerCalls';
import { goViews } from '../../src/runtimes/goViews';
import { profileFiles } from '../../src/sources/inputs/profileFiles';
import { directReaders } from '../../src/follow/go/readers/directReader';
import { createFollowers } from '../../src/follow/followers';
import type { EngineParts } from '../../src/engine/engineParts';
import { UnsavedEdits } from '../../src/engine/lines/unsavedEdits';
import { OpenDocuments } from '../../src/lsp/openDocuments';
import type { Clock } from '../../src/shared/ports/clock';
import type { Log } from '../../src/shared/ports/log';
import type { SourceHistory } from '../../src/shared/ports/sourceTree';
import type { FindingWords } from '../../src/shared/ports/words/findingWords';
import type { ProblemWords } from '../../src/shared/ports/words/problemWords';
import type { ServiceWords } from '../../src/shared/ports/words/serviceWords';
import { systemClock } from '../../src/systemClock';
import { createKubernetes } from '../../src/sources/kubernetes/createKubernetes';
import { createHostAddresses, type Resolver } from '../../src/sources/net/hostAddresses';
import { createPprofConnector } from '../../src/sources/pprof/pprofConnector';
import { createLocalNodeFinder } from '../../src/sources/erlang/localNodes';
import { createLocalTargetFinder } from '../../src/sources/processes/localTargetFinder';
import { createVerdictStore } from '../../src/store/findings/verdictStore';
import { createBaselineStore } from '../../src/store/findings/baselineStore';
import { captureReader } from '../../src/store/snapshots/captureReader';
import { captureWriter } from '../../src/store/snapshots/captureFolder';
import { goRuntime } from '../../src/runtimes/go';
import { goWork } from '../../src/runtimes/goWork';
import { goReading } from '../../src/runtimes/goReading';
import { guardedSeries, runtimesOf } from '../../src/shared/ports/runtime/runtime';
import { worksOf } from '../../src/shared/ports/runtime/runtimeWork';
import { createPastStore } from '../../src/store/past/pastStore';
import { createSeriesStore } from '../../src/store/series/seriesStore';
import { createSnapshotStore } from '../../src/store/snapshots/snapshotStore';
import { createSourceTree } from '../../src/store/go/sourceTree';
import { workspaceIgnores } from '../../src/store/findings/workspaceIgnores';
import { readPackedBytes } from '../../src/store/packedText';
import { createGoSourceReader } from '../../src/syntax/go/answers/goSourceReader';
import { goLineWords, goWords } from '../support/go/goWords';
import { problemWords } from '../../src/words/problems/problemWords';
import { serviceWords } from '../../src/words/services/serviceWords';
import { inputParts } from '../support/profiles/inputParts';

export interface Rooms extends EngineParts {
  readonly documents: OpenDocuments;
  readonly unsaved: UnsavedEdits;
  readonly words: FindingWords;
  readonly problemWords: ProblemWords;
  readonly serviceWords: ServiceWords;
  /** What was logged: `warn: gateway: …`. */
  readonly logged: readonly string[];
  /** Of the stores; gone when the test ends. */
  readonly directory: string;
  readonly maxAnswerBytes: () => number;
}

const wasm = join(import.meta.dirname, '../../node_modules/@vscode/tree-sitter-wasm/wasm');
const parserFiles = {
  runtime: join(wasm, 'tree-sitter.wasm'),
  language: join(wasm, 'tree-sitter-go.wasm'),
  read: readPackedBytes,
};

/** All rooms as `server.ts` wires them, with stores of their own. `folder` is the workspace. */
export async function openRooms(options: {
  readonly folder: string;
  readonly clock?: Clock;
  /** Where kubectl is looked for; nowhere when absent. */
  readonly path?: string;
  /** Names that have other addresses than the system's resolver knows. */
  readonly resolve?: Resolver;
  /** What git is asked through; nobody when absent. */
  readonly history?: SourceHistory;
  /** Of the stores, made by an earlier engine; a new one when absent. */
  readonly directory?: string;
}): Promise<Rooms> {
  const clock = options.clock ?? systemClock;
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'leaklens-rooms-')));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const openReader = directReaders(goReading);
  const runtimes = runtimesOf([goRuntime]);
  const tree = createSourceTree();
  const sources = createGoSourceReader({ tree, wasm: parserFiles });
  const { history } = options;
  const goAtWork = goWork({ openReader, sources, tree, clock, ...(history !== undefined && { history }) });
  goAtWork.paths.setFolders([options.folder]);
  const works = worksOf([goAtWork]);
  const documents = new OpenDocuments();
  const logged: string[] = [];
  const write = (level: keyof Log) => (message: string) => void logged.push(`${level}: ${message}`);
  const log: Log = { info: write('info'), warn: write('warn'), error: write('error') };
  return {
    analysis,
    runtimes,
    works,
    maxAnswerBytes: () => generous.maxBodyBytes,
    connector: createPprofConnector(),
    archives: inputParts.archives,
    localTargets: createLocalTargetFinder(),
    hostAddresses: createHostAddresses(options.resolve),
    localNodes: createLocalNodeFinder(),
    kubernetes: createKubernetes({ log, path: options.path ?? '' }),
    snapshots: createSnapshotStore({ directory, clock }),
    series: createSeriesStore({ directory, clock, guarded: guardedSeries(runtimes) }),
    past: createPastStore({ directory, clock }),
    followers: createFollowers({ works, clock }),
    words: goWords,
    problemWords,
    serviceWords,
    baselines: createBaselineStore({ directory }),
    remembered: createVerdictStore({ directory }),
    ignores: workspaceIgnores,
    openViewer: directViewers(() => viewerCalls(goViews)),
    profileFiles,
    profilePaths: goAtWork.paths,
    goTests: createGoTests(join(repositoryRoot, 'dist/cli.js')),
    captures: captureReader,
    beginExport: captureWriter(clock),
    readSource: (path) => tree.readText(path),
    sourceChanged: (path) => sources.forget(path),
    lineWords: goLineWords,
    documents,
    unsaved: new UnsavedEdits(documents),
    clock,
    log,
    logged,
    directory,
  };
}

/** Enough for a machine that is busy; nothing is measured. */
export const generous = { timeoutMillis: 20_000, maxBodyBytes: 64 * 1024 * 1024 };
