import { functionText } from '../../../shared/base/symbols/erlangFunction';
import type { BuiltModule } from '../../../shared/model/beam/nodeCode';
import type { NodeProcess, StackFrame } from '../../../shared/model/beam/nodeProcess';
import type { ResolvedSite } from '../../../shared/model/sourceLocation';
import type { ErlangText, FindActs, OtpSources, SourceActs } from '../../../shared/ports/sources/erlangSource';
import { outerName } from './outerName';
import { siteAt } from './workspaceCode';

/** Frames of a stack that are looked at, and modules that are asked about at once. */
const most = { frames: 6, modules: 20 } as const;

/** Where processes are in OTP's own sources, of exactly the version that the node runs: to be read, and blamed for nothing. */
export class OtpPlaces {
  private readonly otp: OtpSources;
  private readonly findActs: FindActs;
  /** Applications as OTP names their folders, `stdlib-4.2`, by module; null of a module that is in none. */
  private readonly applications = new Map<string, string | null>();
  private readonly read = new Map<string, SourceActs>();

  constructor(otp: OtpSources, findActs: FindActs) {
    this.otp = otp;
    this.findActs = findActs;
  }

  /** Of another life of the node nothing is known. */
  restart(): void {
    this.applications.clear();
  }

  /** Modules that somebody has to ask the node about before processes can be placed. @param isOwn a module of the workspace */
  wanted(processes: readonly (NodeProcess | null)[], isOwn: (module: string) => boolean): readonly string[] {
    const modules = processes.flatMap((process) => framesOf(process, isOwn).map(({ module }) => module));
    return [...new Set(modules)].filter((module) => !this.applications.has(module)).slice(0, most.modules);
  }

  /** @param asked those that were asked about */
  learn(asked: readonly string[], built: readonly BuiltModule[]): void {
    for (const module of asked) {
      const { beam = '', application: told } = built.find((one) => one.module === module) ?? {};
      // Of the path that the node tells the name of one folder counts.
      const application = /(?:^|[\\/])([a-z]\w*-\d[\w.]*)[\\/]ebin[\\/][\w.]+\.beam$/.exec(beam)?.[1];
      this.applications.set(module, told ?? application ?? null);
    }
  }

  /** The innermost place of OTP's that has a source; null where the process is in code of the workspace. */
  async place(process: NodeProcess | null, isOwn: (module: string) => boolean): Promise<ResolvedSite | null> {
    for (const frame of framesOf(process, isOwn)) {
      const application = this.applications.get(frame.module) ?? null;
      const text = application === null ? null : await this.otp.file(frame.module, application, frame.file);
      const line = text === null ? null : this.lineIn(text, frame);
      if (text === null || line === null) continue;
      return { ...siteAt(text, functionText(frame), line), path: text.path };
    }
    return null;
  }

  /** A line that is not in its function is that of another source; where the runtime does not tell one, the function begins there. */
  private lineIn(text: ErlangText, { name, arity, line }: StackFrame): number | null {
    const acts = this.read.get(text.path) ?? this.findActs(text);
    this.read.set(text.path, acts);
    const named = acts.functions.filter((one) => one.name === outerName(name));
    if (line === 0) return named.find((one) => one.arity === arity)?.line ?? null;
    return named.some((one) => one.line <= line && line <= one.end) ? line : null;
  }
}

/** Innermost first, up to the code of the workspace. */
function framesOf(process: NodeProcess | null, isOwn: (module: string) => boolean): readonly StackFrame[] {
  const stack = process?.stack ?? [];
  const own = stack.findIndex(({ module }) => isOwn(module));
  const outside = own < 0 ? stack : stack.slice(0, own);
  return outside
    .slice(0, most.frames)
    .filter(({ module, file, line }) => (line > 0 ? isOfLibrary(module, file) : isPreloaded(module) && file === ''));
}

/** Modules that the runtime brings with it may be compiled without lines (erts: preloaded/src/Makefile). */
function isPreloaded(module: string): boolean {
  return /^(?:prim_\w+|init|erl_prim_loader|erl_init|erl_tracer|erts_\w+|socket_registry|zlib)$/.test(module);
}

/** Elixir's own files stand below the folder of their application, OTP's are named alone. */
function isOfLibrary(module: string, file: string): boolean {
  return module.startsWith('Elixir.') ? /^lib\/[\w/]+\.ex$/.test(file) : file === `${module}.erl`;
}
