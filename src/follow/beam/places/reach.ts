import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';
import { outerName } from './outerName';
import type { WorkspaceCode } from './workspaceCode';

/** What a behaviour of OTP calls again and again. */
const callbacks = /^(?:handle_\w+|terminate|callback_mode)$/;

/** Calls of calls that are followed. */
const mostSteps = 12;
const mostFunctions = 5000;

/** A function of the workspace, whatever its arity. */
export interface ReachedFunction {
  readonly module: string;
  readonly name: string;
}

/** The functions of the workspace that a process runs, as far as the source tells: where it is, what OTP calls for it, and what those call. */
export class Reach {
  /** Nearest first. */
  readonly functions: readonly ReachedFunction[];
  private readonly names: ReadonlySet<string>;
  private readonly first: ReadonlySet<string>;

  constructor(code: WorkspaceCode, process: NodeProcess | null) {
    const roots = rootsOf(code, process);
    const found = follow(code, roots.lasting);
    this.first = follow(code, roots.once).names;
    this.functions = found.functions;
    this.names = found.names;
  }

  has(module: string, name: string): boolean {
    return this.names.has(`${module} ${name}`);
  }

  /** Called when it began, and not since. */
  isOnce(module: string, name: string): boolean {
    const key = `${module} ${name}`;
    return this.first.has(key) && !this.names.has(key);
  }
}

function rootsOf(code: WorkspaceCode, process: NodeProcess | null) {
  const lasting: ReachedFunction[] = [];
  const once: ReachedFunction[] = [];
  for (const { module, name } of process?.stack ?? []) {
    if (code.has(module)) lasting.push({ module, name: outerName(name) });
  }
  const call = process?.initialCall ?? null;
  if (call === null || !code.has(call.module)) return { lasting, once };
  if (call.name !== 'init') return { lasting: [...lasting, { module: call.module, name: outerName(call.name) }], once };
  once.push({ module: call.module, name: 'init' });
  for (const { from } of code.callsIn(call.module)) {
    if (callbacks.test(from)) lasting.push({ module: call.module, name: from });
  }
  return { lasting, once };
}

function follow(code: WorkspaceCode, roots: readonly ReachedFunction[]) {
  const names = new Set<string>();
  const functions: ReachedFunction[] = [];
  let level = roots;
  for (let step = 0; step < mostSteps && level.length > 0; step += 1) {
    const next: ReachedFunction[] = [];
    for (const one of level) {
      const key = `${one.module} ${one.name}`;
      if (names.has(key) || names.size >= mostFunctions) continue;
      names.add(key);
      functions.push(one);
      next.push(...calledBy(code, one));
    }
    level = next;
  }
  return { names, functions };
}

function calledBy(code: WorkspaceCode, { module, name }: ReachedFunction): readonly ReachedFunction[] {
  return code
    .callsIn(module)
    .filter(({ from }) => from === name)
    .flatMap((call) => {
      const target = call.module === '' ? module : code.find(call.module);
      return target === null ? [] : [{ module: target, name: call.name }];
    });
}
