// The engine of a command that watches a service: in this process, for as long as it runs, with stores that keep nothing.
import { analysis } from './analyse/analysis';
import { commandFace } from './cli/base/commandFace';
import type { CommandSources } from './commandSources';
import { Engine } from './engine/engine';
import { directViewers } from './engine/profiles/viewers';
import { directNodes } from './follow/beam/readers/directNodes';
import { createFollowers } from './follow/followers';
import { directReaders } from './follow/go/readers/directReader';
import { createGoTests } from './goTests';
import { lazyArchives } from './lazyArchives';
import { beamReading } from './runtimes/beamReading';
import { beamWork } from './runtimes/beamWork';
import { goReading } from './runtimes/goReading';
import { goViewer } from './runtimes/goViews';
import { goWork } from './runtimes/goWork';
import type { EngineSettings } from './shared/model/settings/settings';
import type { EngineApi } from './shared/ports/engine/engineApi';
import { seriesNames, type Runtimes } from './shared/ports/runtime/runtime';
import { worksOf } from './shared/ports/runtime/runtimeWork';
import type { FindingWords } from './shared/ports/words/findingWords';
import { createConnector } from './sources/createConnector';
import { createBeamConnector } from './sources/erlang/beamConnector';
import { createLocalNodeFinder } from './sources/erlang/localNodes';
import { profileFiles } from './sources/inputs/profileFiles';
import { createKubernetes } from './sources/kubernetes/createKubernetes';
import { createHostAddresses } from './sources/net/hostAddresses';
import { createPprofConnector } from './sources/pprof/pprofConnector';
import { createLocalTargetFinder } from './sources/processes/localTargetFinder';
import { createErlangSources } from './store/beam/erlangSources';
import { dataFolder } from './store/dataFolder';
import { workspaceIgnores } from './store/findings/workspaceIgnores';
import { keepNothing } from './store/keepNothing';
import { captureReader } from './store/snapshots/captureReader';
import { captureWriter } from './store/snapshots/captureFolder';
import { createSnapshotStore } from './store/snapshots/snapshotStore';
import { systemClock } from './systemClock';
import { createLineWords } from './words/lines/lineWords';

interface Surroundings extends Pick<CommandSources, 'tree' | 'reader'> {
  readonly runtimes: Runtimes;
  readonly words: FindingWords;
  /** Path of this program's script. */
  readonly program: string;
}

export function openEngine(
  settings: EngineSettings,
  { tree, reader, runtimes, words, program }: Surroundings,
): EngineApi {
  const { documents, events, log } = commandFace;
  // A command has nobody else to answer while it reads.
  const openReader = directReaders(goReading);
  const goAtWork = goWork({ openReader, sources: reader, tree, clock: systemClock });
  const works = worksOf([goAtWork, beamWork({ clock: systemClock, sources: createErlangSources() })]);
  const nodes = directNodes(beamReading(systemClock));
  const rooms = {
    analysis,
    works,
    lineWords: createLineWords(words, seriesNames(runtimes)),
    connector: createConnector({ pprof: createPprofConnector(), beam: createBeamConnector(nodes) }),
    archives: lazyArchives,
    localTargets: createLocalTargetFinder(),
    localNodes: createLocalNodeFinder(),
    hostAddresses: createHostAddresses(),
    kubernetes: createKubernetes({ log }),
    followers: createFollowers({ works, clock: systemClock }),
    ignores: workspaceIgnores,
    openViewer: directViewers(goViewer),
    profileFiles,
    profilePaths: goAtWork.paths,
    goTests: createGoTests(program),
    captures: captureReader,
    beginExport: captureWriter(systemClock),
    readSource: (path: string) => tree.readText(path),
    sourceChanged: (path: string) => reader.forget(path),
    snapshots: createSnapshotStore({ directory: dataFolder(), clock: systemClock }),
    ...keepNothing,
    runtimes,
    documents,
    clock: systemClock,
    log,
  };
  return new Engine(rooms, events, { settings, trusted: true });
}
