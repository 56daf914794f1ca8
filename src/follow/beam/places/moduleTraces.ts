import type { BuiltModule, NodeCode } from '../../../shared/model/beam/nodeCode';
import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';

/** A function that was seen in a stack, or that a process was started for. */
export interface SeenFunction {
  readonly name: string;
  readonly arity: number;
  /** As it was given to the compiler; empty when nobody knows. */
  readonly file: string;
  /** 0 when nobody knows. */
  readonly line: number;
  /** The function that is called at that line; empty when nobody knows. */
  readonly calls: string;
}

/** Functions of one module that are kept. */
const mostSeen = 100;

/** What is known in one life of a node of where its modules are from. */
export class ModuleTraces {
  private loaded: ReadonlySet<string> | null = null;
  private readonly built = new Map<string, BuiltModule>();
  private readonly functions = new Map<string, Map<string, SeenFunction>>();
  /** Another one with whatever is learned. */
  revision = 0;

  learn({ loaded, built }: NodeCode): void {
    this.revision += 1;
    this.loaded = loaded === null ? null : new Set(loaded);
    for (const one of built) this.built.set(one.module, one);
  }

  /** What a process runs, of the modules that somebody wants to know about. */
  see({ stack, initialCall }: NodeProcess, isWanted: (module: string) => boolean): void {
    for (const [at, frame] of stack.entries()) {
      if (isWanted(frame.module)) this.add(frame.module, { ...frame, calls: stack[at - 1]?.name ?? '' });
    }
    if (initialCall === null || !isWanted(initialCall.module)) return;
    this.add(initialCall.module, { ...initialCall, file: '', line: 0, calls: '' });
  }

  /** Another version of it was loaded, which may be from elsewhere. */
  forget(module: string): void {
    this.revision += 1;
    this.built.delete(module);
    this.functions.delete(module);
  }

  /** True where the node does not tell. */
  mayRun(module: string): boolean {
    return this.loaded?.has(module) ?? true;
  }

  isKnown(module: string): boolean {
    return this.built.has(module);
  }

  builtOf(module: string): BuiltModule | null {
    return this.built.get(module) ?? null;
  }

  seenOf(module: string): readonly SeenFunction[] {
    return [...(this.functions.get(module)?.values() ?? [])];
  }

  private add(module: string, { name, arity, file, line, calls }: SeenFunction): void {
    const known = this.functions.get(module) ?? new Map<string, SeenFunction>();
    this.functions.set(module, known);
    const key = `${name}/${arity} ${line} ${calls}`;
    if (known.has(key) || known.size >= mostSeen) return;
    known.set(key, { name, arity, file, line, calls });
    this.revision += 1;
  }
}
