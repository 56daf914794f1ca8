import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import { defaultThresholds } from '../../../shared/model/verdictThresholds';
import type { Analyser } from '../../../shared/ports/runtime/analyser';
import type { Clock } from '../../../shared/ports/clock';
import type { SourcePaths } from '../../../shared/ports/workspacePaths';
import type { Moments } from '../../../shared/ports/runtime/moments';
import type { ProfileSource } from '../../../shared/ports/sources/profileSource';
import type { TargetSource } from '../../../shared/ports/sources/targetSource';
import type { OpenReader, TargetReader } from '../../../shared/ports/runtime/targetReader';
import { captureMoment } from './captureMoment';
import { readFiles } from './readFiles';

export interface GoMomentParts {
  readonly openReader: OpenReader;
  readonly paths: Pick<SourcePaths, 'prepare' | 'prepareSources'>;
  readonly compareProcesses: Analyser['compareProcesses'];
  readonly clock: Clock;
  /** The pprof endpoint that a source is. */
  readonly endpointOf: (source: TargetSource) => ProfileSource;
}

const unknownBuild = {
  mainPackage: null,
  goVersion: null,
  revision: null,
  isRevisionClean: false,
  builtAtMillis: null,
};

/** Nobody waits for what the source says of a moment that is over. */
const nothingRead = { waits: new Map(), allocations: new Map(), libraries: new Map() };

/** Moments of Go processes: profiles of heap and goroutines, the heap as text, which ends with runtime.MemStats, and a dump of goroutines. */
export function goMoments({ openReader, paths, endpointOf, ...asking }: GoMomentParts): Moments {
  return {
    capture: (ask, signal) =>
      withReader(openReader(ask.source.target.url), (reader) =>
        captureMoment(ask, { ...asking, source: endpointOf(ask.source), reader, signal }),
      ),
    read: (kept, signal) =>
      withReader(openReader(kept.subject), async (reader) => {
        const { memory, files } = await readFiles(reader, kept, paths, signal);
        return { report: await reader.report({ files, life: 0 }, signal), numbers: numbersOf(memory) };
      }),
    place: (kept, signal) =>
      withReader(openReader(kept.subject), async (reader) => {
        const { files, recorded } = await readFiles(reader, kept, paths, signal);
        const report = await reader.report({ files, life: 0 }, signal);
        // Nothing is known of the build but what its profiles say of its functions.
        const build = `${kept.subject} ${String(kept.capturedAtMillis)}`;
        const sources = await paths.prepareSources(recorded, { ...unknownBuild, build }, signal);
        await sources.parsed;
        return { report, sources };
      }),
    judge: (kept) =>
      withReader(openReader(kept.subject), async (reader) => {
        const { files } = await readFiles(reader, kept, paths);
        await reader.judge({ files, life: 0 });
        return (await reader.verdicts({ facts: nothingRead, thresholds: defaultThresholds })).findings;
      }),
    openRedaction: (subject) => {
      const reader = openReader(subject);
      return {
        file: (name, file, signal) => reader.redact({ name, ...file }, signal),
        dispose: () => reader.dispose(),
      };
    },
  };
}

/** runtime.MemStats by their names here. */
function numbersOf(memory: MemoryStatistics | null): Readonly<Record<string, number>> {
  if (memory === null) return {};
  const { heapAlloc, heapInuse, heapIdle, heapReleased, stackInuse, stackSys, sys } = memory;
  return { heapAlloc, heapInuse, heapIdle, heapReleased, stackInuse, stackSys, sys };
}

async function withReader<T>(reader: TargetReader, use: (reader: TargetReader) => Promise<T>): Promise<T> {
  try {
    return await use(reader);
  } finally {
    reader.dispose();
  }
}
