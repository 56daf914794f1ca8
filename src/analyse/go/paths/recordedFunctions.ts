import type { Observation } from '../../../shared/ports/runtime/analyser';
import type { Profile } from '../../../shared/model/profile';
import type { RecordedFiles, RecordedFunction } from '../../../shared/model/sourcePaths';
import type { Frame } from '../../../shared/model/sourceLocation';

/** A file with more functions than this is known well enough by those. */
const maxFunctions = 500;

/** A large program records some thousand files, and a profile names a part of its functions. */
const most = { files: 20_000, functions: 100_000 } as const;

/** All files that an observation names, each with its functions, as many as are worth looking at. */
export function recordedFunctions(observation: Pick<Observation, 'heap' | 'goroutines' | 'dump'>): RecordedFiles {
  const recorded = new Recorded();
  if (observation.heap !== null) recorded.addProfile(observation.heap);
  if (observation.goroutines !== null) recorded.addProfile(observation.goroutines);
  for (const { stack, createdBy, origins = [] } of observation.dump?.groups ?? []) {
    for (const frame of stack) recorded.addFrame(frame);
    if (createdBy !== null) recorded.addFrame(createdBy);
    for (const origin of origins) for (const frame of origin.stack) recorded.addFrame(frame);
  }
  return recorded.files();
}

class Recorded {
  private readonly byFile = new Map<string, Map<string, RecordedFunction>>();
  private functions = 0;

  addProfile({ functions, strings }: Profile): void {
    for (let row = 0; row < functions.count; row += 1) {
      const startLine = functions.startLines[row] ?? 0;
      this.add(strings.at(functions.files[row] ?? 0), { name: strings.at(functions.names[row] ?? 0), startLine });
    }
  }

  /** A dump writes generic names without their types and knows no start lines. */
  addFrame(frame: Pick<Frame, 'file' | 'function'>): void {
    this.add(frame.file, { name: frame.function, startLine: 0 });
  }

  files(): RecordedFiles {
    return new Map([...this.byFile].map(([file, functions]) => [file, [...functions.values()]]));
  }

  private add(file: string, recorded: RecordedFunction): void {
    const functions = file === '' ? undefined : this.functionsOf(file);
    const known = functions?.get(recorded.name);
    if (functions === undefined || (known === undefined ? this.isFull(functions) : known.startLine > 0)) return;
    if (known === undefined) this.functions += 1;
    functions.set(recorded.name, recorded);
  }

  private functionsOf(file: string): Map<string, RecordedFunction> | undefined {
    const known = this.byFile.get(file);
    if (known !== undefined || this.byFile.size === most.files) return known;
    const opened = new Map<string, RecordedFunction>();
    this.byFile.set(file, opened);
    return opened;
  }

  private isFull(functions: ReadonlyMap<string, RecordedFunction>): boolean {
    return functions.size >= maxFunctions || this.functions >= most.functions;
  }
}
