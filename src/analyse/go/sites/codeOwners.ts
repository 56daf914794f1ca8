import type { ResolveFile } from '../../../shared/ports/runtime/analyser';
import type { FindingSite } from '../../../shared/model/finding';
import { isMachinery, isRuntime } from '../../../shared/base/symbols/goRuntime';
import type { Profile } from '../../../shared/model/profile';
import type { Frame } from '../../../shared/model/sourceLocation';
import { packagePath } from '../../../shared/base/symbols/functionName';
import { libraryFile } from '../paths/libraryFile';
import { isAbsolutePath } from '../../paths/recordedPath';

/**
 * Whose code a frame is. `local` is in the workspace; `own` is the program's by elimination, where no workspace knows it;
 * `runtime` are frames that say how a goroutine waits, not where.
 */
export type Owner = 'local' | 'own' | 'dependency' | 'standard' | 'runtime';

/** Top-level folders of the standard library (go list std, Go 1.19 to 1.27): in trimmed builds its files begin with these. */
const standardFolders = new Set(
  (
    'archive arena bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go ' +
    'hash html image index internal io iter log maps math mime net os path plugin reflect regexp runtime simd slices sort ' +
    'strconv strings structs sync syscall testing text time unicode unique unsafe vendor weak'
  ).split(' '),
);

const runtimeFile = /^(.*?)runtime\/[^/]+\.(?:go|s)$/;
const linkedFile = /^(|.*\/src\/)runtime\/[^/]+\.(?:go|s)$/;

function isStandardName(name: string): boolean {
  return standardFolders.has(firstFolder(packagePath(name)));
}

/**
 * Where the standard library of a binary lies: `/usr/local/go/src/`, `''` in a trimmed build; null when no function of the
 * runtime is in the profile. Any file of package runtime tells (the method of Delve's GuessSubstitutePath), also by what stands in it for
 * other packages: dumps leave out the runtime's own frames, and show `internal/poll.runtime_pollWait` in runtime/netpoll.go.
 */
export function goRootOf({ functions, strings }: Profile): string | null {
  for (let row = 0; row < functions.count; row += 1) {
    const name = strings.at(functions.names[row] ?? 0);
    const file = strings.at(functions.files[row] ?? 0);
    const inRuntime = isRuntime(name) ? runtimeFile : linkedFile;
    const root = inRuntime === runtimeFile || isStandardName(name) ? inRuntime.exec(file) : null;
    if (root !== null && /^$|\/$/.test(root[1] ?? '')) return root[1] ?? '';
  }
  return null;
}

/** Tells whose code a frame is, and where it is in the workspace. */
export class CodeOwners {
  private readonly resolve: ResolveFile;
  private readonly goRoot: string | null;
  /** By file and function: a profile asks some ten times for each. */
  private readonly known = new Map<string, Map<string, Owner>>();

  constructor(resolve: ResolveFile, goRoot: string | null) {
    this.resolve = resolve;
    this.goRoot = goRoot;
  }

  /** The frame as a site, with its local path. */
  site({ function: name, file, line }: Frame): FindingSite {
    return { function: name, file, line, path: this.resolve(file) };
  }

  of({ file, line, function: name }: Frame): Owner {
    if (line <= 0) return 'runtime';
    const inFile = this.known.get(file) ?? new Map<string, Owner>();
    if (inFile.size === 0) this.known.set(file, inFile);
    let owner = inFile.get(name);
    if (owner === undefined) inFile.set(name, (owner = this.ownerOf(name, file)));
    return owner;
  }

  private ownerOf(name: string, file: string): Owner {
    if (!/[^>]\.\w+$/.test(file) || file === '_cgo_gotypes.go') return 'runtime';
    const isStandard = this.isStandard(name, file);
    if (isStandard && isMachinery(name)) return 'runtime';
    // What is open is mine, wherever it lies; `paths/workspaceFile.ts` says what that is.
    if (this.resolve(file) !== null) return 'local';
    if (isStandard) return 'standard';
    return isDependency(file) ? 'dependency' : 'own';
  }

  private isStandard(name: string, file: string): boolean {
    if (this.goRoot !== null && this.goRoot !== '' && file.startsWith(this.goRoot)) return true;
    const importPath = packagePath(name);
    const folder = file.slice(0, Math.max(file.lastIndexOf('/'), 0));
    if (!standardFolders.has(firstFolder(isAbsolutePath(file) ? importPath : folder))) return false;
    if (isAbsolutePath(file)) return this.goRoot === null && folder.endsWith(`/src/${importPath}`);
    return this.goRoot !== null ? this.goRoot === '' : importPath === folder;
  }
}

/** The innermost frame of a stack that is the program's own, as far as it can be told: see `innermost`. */
export interface OwnedFrame {
  readonly frame: Frame;
  readonly owner: Owner;
  /** How deep it lies, 0 the leaf. */
  readonly depth: number;
}

/**
 * True when an outer frame says more than an inner one. Of the standard library alone the outermost does: the loop that a
 * goroutine is, not the read that it waits in.
 */
export function isBetter(outer: Owner, inner: Owner): boolean {
  return rank(outer) < rank(inner) || (outer === 'standard' && inner === 'standard');
}

/**
 * The frame to blame: the innermost of the workspace; else of code that is neither the standard library nor a dependency; else
 * of a dependency; else the outermost of the standard library. Null for a stack of the runtime alone.
 */
export function innermost(frames: readonly Frame[], owners: CodeOwners): OwnedFrame | null {
  let best: OwnedFrame | null = null;
  for (const [depth, frame] of frames.entries()) {
    const owner = owners.of(frame);
    if (owner === 'runtime' || (best !== null && !isBetter(owner, best.owner))) continue;
    best = { frame, owner, depth };
    if (owner === 'local') break;
  }
  return best;
}

const ranks: Readonly<Record<Owner, number>> = { local: 0, own: 1, dependency: 2, standard: 3, runtime: 4 };

/** 0 for the workspace, more for code that is less the program's own. */
export function rank(owner: Owner): number {
  return ranks[owner];
}

/** True for code of the program itself. */
export function isOwn(owner: Owner): boolean {
  return rank(owner) <= ranks.own;
}

/** True for a function of the standard library, by its import path alone. */
export function isStandardFunction(name: string): boolean {
  return standardFolders.has(firstFolder(packagePath(name)));
}

/** Module cache, with or without -trimpath; vendored; fetched by Bazel. */
function isDependency(file: string): boolean {
  return libraryFile(file) !== null || /\/pkg\/mod\/|^vendor\/|^external\//.test(file);
}

function firstFolder(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}
