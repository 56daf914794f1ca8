import type { NodeLook } from '../../../shared/model/beam/nodeMemory';
import { keptNodeFile, keptProcessesFile } from '../../../shared/model/beam/keptNode';
import type { BeamSource } from '../../../shared/ports/sources/beamSource';
import type { ErlangSources, FindActs } from '../../../shared/ports/sources/erlangSource';
import type { NodeFiles } from '../../../shared/ports/nodeFiles';
import type { CapturedMoment, KeptMoment, MomentAsk, Moments } from '../../../shared/ports/runtime/moments';
import type { TargetSource } from '../../../shared/ports/sources/targetSource';
import { ModuleTraces } from '../places/moduleTraces';
import { MeasurePlacer } from '../places/placeMeasure';
import { processReport } from './processReport';

export interface BeamMomentParts {
  readonly files: NodeFiles;
  readonly sources: Pick<ErlangSources, 'all'>;
  readonly findActs: FindActs;
  /** The node that a source is. */
  readonly nodeOf: (source: TargetSource) => BeamSource['node'];
}

/** Processes that a snapshot keeps, about a kilobyte each. */
const mostProcesses = 2000;

/** Moments of nodes: memory, allocators and counts, and the processes with where they are. */
export function beamMoments({ files, sources, findActs, nodeOf }: BeamMomentParts): Moments {
  return {
    capture: (ask, signal) => capture(nodeOf(ask.source), ask, signal),
    async read(kept) {
      const { look, longestMailbox } = files.readNode(await file(kept, keptNodeFile));
      const { rows } = files.readProcesses(await file(kept, keptProcessesFile));
      const placer = new MeasurePlacer(await sources.all(), findActs, new ModuleTraces());
      for (const process of rows) placer.see(process);
      const report = processReport(rows, look, (process) => placer.home(process));
      return { report, numbers: { ...numbersOf(look), longestMailbox } };
    },
    // One moment shows how much there is of everything, and nothing that grows.
    judge: () => Promise.resolve([]),
    openRedaction: (subject) => ({
      file: (name, kept) => Promise.resolve().then(() => files.redact(name, { ...kept, subject })),
      dispose: () => undefined,
    }),
  };
}

async function capture(
  node: BeamSource['node'],
  { write, redact, listLimit, progress }: MomentAsk,
  signal: AbortSignal,
): Promise<CapturedMoment> {
  progress(0, 'processes');
  const most = listLimit === 0 ? mostProcesses : Math.min(listLimit, mostProcesses);
  const { atMillis, look, files } = await node.capture({ mostProcesses: most, redact }, signal);
  for (const { name, bytes } of files) await write(name, bytes);
  const { total, processes, binary, ets, atoms, ports, tables } = numbersOf(look);
  return { capturedAtMillis: atMillis, summary: { total, processes, binary, ets, atoms, ports, tables } };
}

async function file(kept: KeptMoment, name: string) {
  const { bytes, maxBytes, subject } = await kept.read(name);
  return { bytes, maxBytes, subject };
}

/** By the ids of their series; `processMemory` and the kinds in bytes. */
function numbersOf({ memory, counts, allocators, runQueue }: NodeLook) {
  const { total, processes: processMemory, system, atom, binary, code, ets } = memory;
  const carriers = allocators.reduce((sum, one) => sum + one.carriers, 0);
  const blocks = allocators.reduce((sum, one) => sum + one.blocks, 0);
  return {
    ...{ total, processMemory, system, atom, binary, code, ets },
    ...(allocators.length > 0 && { carriers, unused: carriers - blocks }),
    processes: counts.processes.now,
    ports: counts.ports.now,
    atoms: counts.atoms.now,
    tables: counts.tables.now,
    runQueue,
  };
}
