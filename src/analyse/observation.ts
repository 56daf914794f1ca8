import type { Observation } from '../shared/analyser';
import { sampleTypeIndex, type Profile } from '../shared/profile';
import type { Frame } from '../shared/sourceLocation';
import { packagePath } from './functionName';

/** Files that an observation names, each with one of its functions: what path resolution has to look up. */
export function recordedFiles(
  observation: Pick<Observation, 'heap' | 'goroutines' | 'dump'>,
): ReadonlyMap<string, string> {
  const files = new FileFunctions();
  files.addProfile(observation.heap);
  files.addProfile(observation.goroutines);
  for (const group of observation.dump?.groups ?? []) {
    for (const frame of group.stack) files.add(frame);
    if (group.createdBy !== null) files.add(group.createdBy);
  }
  return files.byFile;
}

/**
 * One function for each file, best one whose package is called like the file's folder: a closure is named after the function
 * it was inlined into, which may stand in another package.
 */
class FileFunctions {
  readonly byFile = new Map<string, string>();
  private readonly settled = new Set<string>();

  addProfile({ functions, strings }: Profile): void {
    for (let row = 0; row < functions.count; row += 1) {
      this.add({ file: strings.at(functions.files[row] ?? 0), function: strings.at(functions.names[row] ?? 0) });
    }
  }

  add({ file, function: name }: Pick<Frame, 'file' | 'function'>): void {
    if (file === '' || this.settled.has(file)) return;
    const fits = fitsFolder(name, file);
    if (fits) this.settled.add(file);
    if (fits || !this.byFile.has(file)) this.byFile.set(file, name);
  }
}

function fitsFolder(functionName: string, file: string): boolean {
  const importPath = packagePath(functionName);
  const slash = file.lastIndexOf('/');
  return file.slice(0, Math.max(slash, 0)).endsWith(importPath.slice(importPath.lastIndexOf('/') + 1));
}

/** All bytes in use by a heap profile: what survived the last completed collection, as sampled (runtime/mprof.go). */
export function liveHeapBytes(heap: Profile): number {
  return columnSum(heap, sampleTypeIndex(heap, 'inuse_space'));
}

export function goroutineCount(goroutines: Profile): number {
  return columnSum(goroutines, 0);
}

function columnSum(profile: Profile, column: number): number {
  const width = profile.sampleTypes.length;
  if (column < 0 || column >= width) return 0;
  let sum = 0;
  for (let sample = 0; sample < profile.samples.count; sample += 1)
    sum += profile.samples.values[sample * width + column] ?? 0;
  return sum;
}
