import type { Observation } from '../../shared/analyser';
import type { Profile } from '../../shared/profile';
import type { RecordedFiles, RecordedFunction } from '../../shared/sourcePaths';
import type { Frame } from '../../shared/sourceLocation';

/** A file with more functions than this is known well enough by those. */
const maxFunctions = 500;

/** All files that an observation names, each with its functions, as many as are worth looking at. */
export function recordedFunctions(observation: Pick<Observation, 'heap' | 'goroutines' | 'dump'>): RecordedFiles {
  const files = new Map<string, Map<string, RecordedFunction>>();
  addProfile(files, observation.heap);
  addProfile(files, observation.goroutines);
  for (const { stack, createdBy } of observation.dump?.groups ?? []) {
    for (const frame of stack) addFrame(files, frame);
    if (createdBy !== null) addFrame(files, createdBy);
  }
  return new Map([...files].map(([file, functions]) => [file, [...functions.values()]]));
}

type Functions = Map<string, Map<string, RecordedFunction>>;

function addProfile(files: Functions, { functions, strings }: Profile): void {
  for (let row = 0; row < functions.count; row += 1) {
    const startLine = functions.startLines[row] ?? 0;
    add(files, strings.at(functions.files[row] ?? 0), { name: strings.at(functions.names[row] ?? 0), startLine });
  }
}

/** A dump writes generic names without their types and knows no start lines. */
function addFrame(files: Functions, frame: Pick<Frame, 'file' | 'function'>): void {
  add(files, frame.file, { name: frame.function, startLine: 0 });
}

function add(files: Functions, file: string, recorded: RecordedFunction): void {
  if (file === '') return;
  const functions = files.get(file) ?? new Map<string, RecordedFunction>();
  files.set(file, functions);
  const known = functions.get(recorded.name);
  if (known === undefined ? functions.size < maxFunctions : known.startLine === 0)
    functions.set(recorded.name, recorded);
}
