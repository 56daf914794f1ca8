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
      const { beam = '' } = built.find((one) => one.module === module) ?? {};
      // Of the path that the node tells the name of one folder counts.
      const application = /(?:^|[\\/])([a-z]\w*-\d[\w.]*)[\\/]ebin[\\/]\w+\.beam$/.exec(beam)?.[1];
      this.applications.set(module, application ?? null);
    }
  }

  /** The innermost place of OTP's that has a source; null where the process is in code of the workspace. */
  async place(process: NodeProcess | null, isOwn: (module: string) => boolean): Promise<ResolvedSite | null> {
    for (const frame of framesOf(process, isOwn)) {
      const application = this.applications.get(frame.module) ?? null;
      const text = application === null ? null : await this.otp.file(frame.module, application);
      if (text === null || !this.holds(text, frame)) continue;
      return { ...siteAt(text, functionText(frame), frame.line), path: text.path };
    }
    return null;
  }

  /** A line that is not in its function is that of another source. */
  private holds(text: ErlangText, { name, line }: StackFrame): boolean {
    const acts = this.read.get(text.path) ?? this.findActs(text);
    this.read.set(text.path, acts);
    return acts.functions.some((one) => one.name === outerName(name) && one.line <= line && line <= one.end);
  }
}

/** Innermost first, up to the code of the workspace. */
function framesOf(process: NodeProcess | null, isOwn: (module: string) => boolean): readonly StackFrame[] {
  const stack = process?.stack ?? [];
  const own = stack.findIndex(({ module }) => isOwn(module));
  const outside = own < 0 ? stack : stack.slice(0, own);
  return outside.slice(0, most.frames).filter(({ module, file, line }) => line > 0 && file === `${module}.erl`);
}
