// Runs the command line in this process, with all rooms real but the terminal.
import { goRuntime } from '../../src/runtimes/go';
import { goWork } from '../../src/runtimes/goWork';
import { goReading } from '../../src/runtimes/goReading';
import { runtimesOf } from '../../src/shared/ports/runtime/runtime';
import { worksOf } from '../../src/shared/ports/runtime/runtimeWork';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analysis } from '../../src/analyse/analysis';
import { goAnalyser } from '../../src/analyse/go/goAnalyser';
import { judgePackage } from '../../src/analyse/go/tests/judgePackage';
import { createJudgeTests } from '../../src/follow/go/tests/judgeTests';
import { runGoTests } from '../../src/sources/gotest/runGoTests';
import { processReports } from '../../src/analyse/go/processes/processReports';
import { profileReports } from '../../src/analyse/reports/profileReports';
import { isLeakProfile } from '../../src/analyse/go/judge/leakProfile';
import { verdicts } from '../../src/analyse/go/judge/verdicts';
import type { CliParts, Terminal } from '../../src/cli/base/cliParts';
import { runCli } from '../../src/cli/runCli';
import { profileInParts } from '../../src/decode/formats/profileInParts';
import { createGoDecoder } from '../../src/decode/go/goDecoder';
import { goRedactor } from '../../src/decode/go/goRedactor';
import { encodeProfile } from '../../src/decode/proto/encodeProfile';
import { directViewers } from '../../src/engine/profiles/viewers';
import { viewerCalls } from '../../src/analyse/views/viewerCalls';
import { goViews } from '../../src/runtimes/goViews';
import { profileFiles } from '../../src/sources/inputs/profileFiles';
import { directReaders } from '../../src/follow/go/readers/directReader';
import { createFollowers } from '../../src/follow/followers';
import { placeHolders, profileOfDump } from '../../src/heapDumps';
import { readDumpHolders } from '../../src/readDumpHolders';
import { isHeapDump } from '../../src/sources/heapdump/isHeapDump';
import { heapDumpNotes } from '../../src/words/go/heapDumpNotes';
import { placeRetained } from '../../src/retainedProfiles';
import { createRunGoref } from '../../src/sources/goref/runGoref';
import { retainedRoots } from '../../src/analyse/go/retention/retainedRoots';
import { isRetention } from '../../src/decode/go/profiles/retentionProfile';
import { systemClock } from '../../src/systemClock';
import { startCommand } from '../../src/sources/processes/startCommand';
import { createInputOpener } from '../../src/sources/inputs/inputOpener';
import { inputParts } from '../support/profiles/inputParts';
import { termCodec } from '../../src/decode/etf/termCodec';
import { createNodeLooks } from '../../src/follow/beam/openNodes';
import type { ErlangConnector } from '../../src/shared/ports/sources/erlangNode';
import { directNodes } from '../../src/follow/beam/readers/directNodes';
import { beamRuntime } from '../../src/runtimes/beam';
import { beamWork } from '../../src/runtimes/beamWork';
import { beamReading } from '../../src/runtimes/beamReading';
import { createErlangSources } from '../../src/store/beam/erlangSources';
import { createConnector } from '../../src/sources/createConnector';
import { createBeamConnector } from '../../src/sources/erlang/beamConnector';
import { createErlangConnector } from '../../src/sources/erlang/erlangConnector';
import { createPprofConnector } from '../../src/sources/pprof/pprofConnector';
import type { Verdicts } from '../../src/shared/ports/runtime/judge';
import { readSecretFile } from '../../src/sources/secrets/readSecretFile';
import { baselineFolders } from '../../src/store/findings/baselineFolder';
import { reportFiles } from '../../src/store/reportFile';
import { createReportKit } from '../../src/store/reportKit';
import { captureWriter } from '../../src/store/snapshots/captureFolder';
import { captureReader } from '../../src/store/snapshots/captureReader';
import { workspaceIgnores } from '../../src/store/findings/workspaceIgnores';
import { createGoTests } from '../../src/goTests';
import { keepNothing } from '../../src/store/keepNothing';
import { createSnapshotStore } from '../../src/store/snapshots/snapshotStore';
import { createKubernetes } from '../../src/sources/kubernetes/createKubernetes';
import { createHostAddresses } from '../../src/sources/net/hostAddresses';
import { Engine } from '../../src/engine/engine';
import type { EngineParts } from '../../src/engine/engineParts';
import { commandFace } from '../../src/cli/base/commandFace';
import { createSourceTree } from '../../src/store/go/sourceTree';
import { readPackedBytes } from '../../src/store/packedText';
import { createGoSourceReader } from '../../src/syntax/go/answers/goSourceReader';
import { goLineWords, goWords } from '../support/go/goWords';
import { problemWords } from '../../src/words/problems/problemWords';
import { repositoryRoot } from '../support/paths';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

export interface Surroundings {
  readonly errorIsTerminal?: boolean;
  readonly outputIsTerminal?: boolean;
  readonly errorColumns?: number;
  readonly workingDirectory?: string;
  readonly signal?: AbortSignal;
  readonly environment?: Terminal['environment'];
  /** Stand in for the real ones. */
  readonly parts?: Partial<CliParts>;
  /** The same, of the engine's. */
  readonly engine?: Partial<EngineParts>;
}

const decoder = createGoDecoder();
const sourceTree = createSourceTree();
const wasmFolder = join(repositoryRoot, 'node_modules/@vscode/tree-sitter-wasm/wasm');
const wasm = {
  runtime: join(wasmFolder, 'tree-sitter.wasm'),
  language: join(wasmFolder, 'tree-sitter-go.wasm'),
  read: readPackedBytes,
};
const sources = createGoSourceReader({ tree: sourceTree, wasm });

/** What reads what services answer, and judges it; a judge of one's own may stand in. */
export function judgedBy(judging: Verdicts): Pick<EngineParts, 'works' | 'followers'> {
  const works = worksOf([workJudgedBy(judging), beamWork({ clock: systemClock, sources: createErlangSources() })]);
  return { works, followers: createFollowers({ works, clock: systemClock }) };
}

function workJudgedBy(judging: Verdicts) {
  const openReader = directReaders({ ...goReading, verdicts: judging });
  return goWork({ openReader, sources, tree: sourceTree, clock: systemClock });
}

const { documents, events, log } = commandFace;
const engineParts: Omit<EngineParts, 'connector' | 'works' | 'followers' | 'profilePaths'> = {
  ...keepNothing,
  analysis,
  lineWords: goLineWords,
  archives: inputParts.archives,
  localTargets: { find: () => Promise.resolve([]) },
  localNodes: { find: () => Promise.resolve([]) },
  hostAddresses: createHostAddresses(),
  kubernetes: createKubernetes({ log, path: '' }),
  ignores: workspaceIgnores,
  runtimes: runtimesOf([goRuntime, beamRuntime]),
  openViewer: directViewers(() => viewerCalls(goViews)),
  profileFiles,
  goTests: createGoTests(join(repositoryRoot, 'dist/cli.js')),
  captures: captureReader,
  beginExport: captureWriter(systemClock),
  readSource: (path) => sourceTree.readText(path),
  sourceChanged: (path) => sources.forget(path),
  snapshots: createSnapshotStore({ directory: join(tmpdir(), 'leaklens-nowhere'), clock: systemClock }),
  documents,
  clock: systemClock,
  log,
};

function erlangFor(environment: Surroundings['environment'] = {}): ErlangConnector {
  const homeDirectory = environment['HOME'] ?? '/nowhere';
  return createErlangConnector({ codec: termCodec, environment, homeDirectory });
}

function partsWith(instead: Partial<EngineParts>, environment: Surroundings['environment']): CliParts {
  const erlang = erlangFor(environment);
  // Each command has its own folders in mind: two at once share none.
  const { paths } = workJudgedBy(verdicts);
  const connector = createConnector({
    pprof: createPprofConnector(),
    beam: createBeamConnector(directNodes({ ...beamReading(systemClock), connector: erlang })),
  });
  return {
    inputs: createInputOpener(inputParts),
    nodes: createNodeLooks(erlang, systemClock),
    decoder,
    profileInParts,
    reports: profileReports,
    processReports,
    analyser: goAnalyser,
    isRetention,
    heapDumps: { isDump: isHeapDump, read: readDumpHolders },
    sources: () =>
      Promise.resolve({
        tree: sourceTree,
        paths,
        rules: goAnalyser.paths,
        placeRetained: (profile, folders) => placeRetained({ tree: sourceTree, sources }, profile, folders),
        heapDumpNotes,
        placeHolders: (read, folders) => placeHolders({ tree: sourceTree, sources }, read, folders),
        profileOfDump: (read, folders) => profileOfDump({ tree: sourceTree, sources }, read, folders),
      }),
    runtimes: engineParts.runtimes,
    openEngine(settings) {
      const all = { ...engineParts, ...judgedBy(verdicts), profilePaths: paths, connector, ...instead };
      return Promise.resolve(new Engine(all, events, { settings, trusted: true }));
    },
    words: goWords,
    problemWords,
    baselines: baselineFolders,
    reportFiles,
    // What stands in a page is built for a browser: whoever looks at one brings it.
    reportKit: createReportKit({ folder: '/nowhere', translation: null }),
    redactor: goRedactor,
    encodeProfile,
    clock: systemClock,
    startCommand,
    runGoref: createRunGoref({ ...environment }),
    retainedRoots,
    runGoTests,
    judgeTests: createJudgeTests({
      decoder,
      analyser: goAnalyser,
      judge: judgePackage,
      isLeakProfile,
      paths,
      sources,
      clock: systemClock,
    }),
    ignores: workspaceIgnores,
    readSecret: readSecretFile,
    serveAgents: () => Promise.reject(new Error('no agent is at the other end')),
    version: '9.9.9',
  };
}

export async function leaklens(argv: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const out: string[] = [];
  const error: string[] = [];
  const terminal: Terminal = {
    write(text) {
      out.push(text);
      return Promise.resolve();
    },
    writeError: (text) => error.push(text),
    errorIsTerminal: surroundings.errorIsTerminal ?? false,
    outputIsTerminal: surroundings.outputIsTerminal ?? false,
    errorColumns: () => surroundings.errorColumns ?? null,
    workingDirectory: surroundings.workingDirectory ?? '/',
    environment: surroundings.environment ?? {},
  };
  const present = { ...partsWith(surroundings.engine ?? {}, surroundings.environment), ...surroundings.parts };
  const parts = { profiles: present, all: () => Promise.resolve(present) };
  const status = await runCli(argv, parts, terminal, surroundings.signal ?? new AbortController().signal);
  return { status, out: out.join(''), error: error.join('') };
}

/** The JSON a command answers. Fails with what it wrote to standard error. */
export async function leaklensJson(argv: readonly string[], surroundings: Surroundings = {}): Promise<unknown> {
  const { status, out, error } = await leaklens([...argv, '--format', 'json'], surroundings);
  if (status !== 0) throw new Error(`status ${status}: ${error}`);
  return JSON.parse(out);
}

/** Path of a recorded file below test/fixtures. */
export function fixture(path: string): string {
  return join(import.meta.dirname, '..', 'fixtures', path);
}
