import { emptyMemory } from '../../shared/model/process/memoryStatistics';
import type { ProcessMarks, ProgramImage } from '../../shared/ports/runtime/analyser';

/** What a session remembers for the next one: which process answered, and what was found in it. */
export interface SessionMemory {
  readonly marks: ProcessMarks;
  /** As the judge wrote it. */
  readonly verdicts: string;
}

const version = 1;

export function memoryText({ marks, verdicts }: SessionMemory): string {
  const { memory, allocatedBytes, heapImage, goroutineImage } = marks;
  const counters =
    memory === null
      ? null
      : {
          totalAlloc: memory.totalAlloc,
          mallocs: memory.mallocs,
          numGc: memory.numGc,
          gcEndNanos: memory.gcEndNanos.map(String),
        };
  const images = [heapImage, goroutineImage].map((image) => image && { ...image, start: String(image.start) });
  return JSON.stringify({ version, counters, allocatedBytes, images, verdicts });
}

/** What `memoryText` wrote; null where it is of another version, or no such text. */
export function parseMemory(text: string): SessionMemory | null {
  try {
    const parsed = JSON.parse(text) as Written;
    if (parsed.version !== version || typeof parsed.verdicts !== 'string') return null;
    const { counters, allocatedBytes, images } = parsed;
    const memory =
      counters === null
        ? null
        : {
            ...emptyMemory,
            totalAlloc: Number(counters.totalAlloc),
            mallocs: Number(counters.mallocs),
            numGc: Number(counters.numGc),
            gcEndNanos: counters.gcEndNanos.map(BigInt),
          };
    const [heapImage = null, goroutineImage = null] = images.map(imageOf);
    const bytes = allocatedBytes === null ? null : Number(allocatedBytes);
    return { marks: { memory, allocatedBytes: bytes, heapImage, goroutineImage }, verdicts: parsed.verdicts };
  } catch {
    // Anybody may have edited it: then nothing is remembered.
    return null;
  }
}

interface Written {
  readonly version: unknown;
  readonly counters: {
    readonly totalAlloc: unknown;
    readonly mallocs: unknown;
    readonly numGc: unknown;
    readonly gcEndNanos: readonly string[];
  } | null;
  readonly allocatedBytes: unknown;
  readonly images: readonly ({ readonly buildId: unknown; readonly start: string } | null)[];
  readonly verdicts: unknown;
}

function imageOf(written: Written['images'][number]): ProgramImage | null {
  return written === null ? null : { buildId: String(written.buildId), start: BigInt(written.start) };
}
