import { functionText } from '../../../shared/base/symbols/erlangFunction';
import type { NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { FindingSite } from '../../../shared/model/finding';
import type {
  ActLine,
  CallLine,
  ErlangAct,
  ErlangText,
  FindActs,
  SourceActs,
} from '../../../shared/ports/sources/erlangSource';
import { ModuleFiles } from './moduleFiles';
import type { ModuleTraces } from './moduleTraces';

/** A line of the workspace, in the module that it is of. */
export interface Found {
  readonly text: ErlangText;
  readonly module: string;
  readonly act: ActLine;
}

/** The Erlang and Elixir of a workspace at one moment: what its lines do, by module and function. */
export class WorkspaceCode {
  private readonly texts: readonly ErlangText[];
  private readonly findActs: FindActs;
  private readonly traces: ModuleTraces;
  private readonly files: ModuleFiles;
  private readonly known = new Map<ErlangText, SourceActs>();

  constructor(texts: readonly ErlangText[], findActs: FindActs, traces: ModuleTraces) {
    this.texts = texts;
    this.findActs = findActs;
    this.traces = traces;
    this.files = new ModuleFiles(texts, (text) => this.read(text), traces);
  }

  /** The modules of the workspace, as the runtime has their names. */
  get modules(): readonly string[] {
    return this.files.names;
  }

  /** Those of which the workspace has more than one of their name. */
  get twins(): readonly string[] {
    return this.files.twins;
  }

  /** What a process runs tells which file its modules are in. */
  see(process: NodeProcess | null): void {
    if (process !== null) this.traces.see(process, (module) => this.files.isTwin(module));
  }

  has(module: string): boolean {
    return this.textsOf(module).length > 0;
  }

  /** A module as it is written in a call: whole, or by the last part of its name, where an alias stands for the rest; null for another's. */
  find(written: string): string | null {
    if (/^[a-z:]/.test(written)) {
      const erlang = written.replace(/^:/, '');
      return this.has(erlang) ? erlang : null;
    }
    const whole = `Elixir.${written}`;
    if (this.has(whole)) return whole;
    const found = this.modules.filter((name) => name.startsWith('Elixir.') && name.endsWith(`.${written}`));
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** The file of a module, by its name as the runtime has it; several where nothing tells which of them it is. */
  textsOf(module: string): readonly ErlangText[] {
    return this.files.of(module);
  }

  read(text: ErlangText): SourceActs {
    const known = this.known.get(text) ?? this.findActs(text);
    this.known.set(text, known);
    return known;
  }

  /** All lines of the workspace that do this, and may run: a workspace may hold more than a node runs. */
  all(act: ErlangAct): readonly Found[] {
    return this.texts.flatMap((text) => this.of(text, act)).filter((found) => this.mayRun(found));
  }

  of(text: ErlangText, act: ErlangAct): readonly Found[] {
    return this.read(text)
      .acts.filter((one) => one.act === act)
      .map((one) => ({ text, module: this.moduleAt(text, one.line), act: one }));
  }

  /** The module around a line, as the runtime has it: of Elixir's the last that was declared before. */
  moduleAt(text: ErlangText, line: number): string {
    return this.read(text).modules.findLast((start) => start.line <= line)?.module ?? '';
  }

  /** The calls of a module's functions. */
  callsIn(module: string): readonly CallLine[] {
    return this.textsOf(module).flatMap((text) =>
      this.read(text).calls.filter(({ fromLine }) => this.moduleAt(text, fromLine) === module),
    );
  }

  private mayRun({ text, module }: Pick<Found, 'text' | 'module'>): boolean {
    // A script of Elixir's may do without a module.
    if (module === '') return true;
    return this.namesOf(text, module).some((name) => this.traces.mayRun(name)) && this.textsOf(module).includes(text);
  }

  /** What implements a protocol for several types is a module for each, with the same lines. */
  private namesOf(text: ErlangText, module: string): readonly string[] {
    const { modules } = this.read(text);
    const start = modules.find((one) => one.module === module);
    return modules.filter(({ line }) => line === start?.line).map((one) => one.module);
  }
}

export function siteOf({ text, module, act }: Found): FindingSite {
  return siteAt(text, functionText({ module, name: act.function, arity: act.arity }), act.line);
}

export function siteAt({ path }: ErlangText, name: string, line: number): FindingSite {
  return { function: name, file: path, line, path };
}
