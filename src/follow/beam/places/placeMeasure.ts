import type { Measure } from '../../../shared/model/beam/measure';
import type { FunctionName, NodeProcess, StackFrame } from '../../../shared/model/beam/nodeProcess';
import { functionText } from '../../../shared/base/symbols/erlangFunction';
import type { FindingSite, RelatedSite } from '../../../shared/model/finding';
import type {
  ActLine,
  ErlangAct,
  ErlangSources,
  ErlangText,
  FindActs,
} from '../../../shared/ports/sources/erlangSource';

/** Where a measure is in the source, as `analyse` takes it. */
export interface PlacedMeasure {
  readonly site: FindingSite | null;
  readonly operation: string;
  readonly lineInFunction: number;
  readonly related: readonly RelatedSite[];
  readonly hasWayOut: boolean;
}

const nowhere: PlacedMeasure = { site: null, operation: '', lineInFunction: 0, related: [], hasWayOut: false };

/** A line of the workspace, in the module that it is of. */
interface Found {
  readonly text: ErlangText;
  readonly module: string;
  readonly act: ActLine;
}

/** Finds the line that a measure is about. What the source leaves open has no line: a wrong one is worse than none. */
export class MeasurePlacer {
  private readonly sources: ErlangSources;
  private readonly findActs: FindActs;

  constructor(sources: ErlangSources, findActs: FindActs) {
    this.sources = sources;
    this.findActs = findActs;
  }

  async place(measure: Measure): Promise<PlacedMeasure> {
    switch (measure.kind) {
      case 'monitor-leak':
        return measure.key.endsWith(' by') ? this.frameOf(measure) : this.ofModule(measure, 'monitor');
      case 'mailbox-growth':
        return this.mailbox(measure);
      case 'process-growth':
        return this.births(measure);
      case 'binary-growth':
        return this.ofModule(measure, 'binary-part');
      case 'port-growth':
        return this.ofModule(measure, 'port');
      case 'ets-growth':
        return this.table(measure);
      case 'atom-growth':
        return this.atoms();
      default:
        return nowhere;
    }
  }

  /** The one line of the process's own code that does it: in a function on its stack, else in its module. */
  private async ofModule({ process }: Measure, act: ErlangAct): Promise<PlacedMeasure> {
    for (const module of modulesOf(process)) {
      const text = await this.sources.module(module);
      if (text === null) continue;
      const all = this.actsOf(text, act).filter(({ line }) => moduleAt(text, line) === module);
      // Who takes it back on one path may forget to on another.
      const forgotten = all.filter(({ isUndone }) => !isUndone);
      const acting = forgotten.length > 0 ? forgotten : all;
      const onStack = acting.filter((one) => process?.stack.some((frame) => isIn(frame, module, one)) === true);
      const only = theOnly(onStack) ?? theOnly(acting);
      if (only !== null) return placed({ text, module, act: only });
    }
    return act === 'monitor' ? nowhere : this.frame(process);
  }

  private async frameOf({ process }: Measure): Promise<PlacedMeasure> {
    return this.frame(process);
  }

  /** Where the process is, in code of the workspace. */
  private async frame(process: NodeProcess | null): Promise<PlacedMeasure> {
    for (const frame of process?.stack ?? []) {
      const text = await this.sources.module(frame.module);
      if (text !== null && frame.line > 0) return placedFrame(text, frame);
    }
    return nowhere;
  }

  /** A process in `receive` is said to be at the last line before it: what it waits for stands in the first `receive` from there. */
  private async mailbox({ process }: Measure): Promise<PlacedMeasure> {
    const [top] = process?.stack ?? [];
    for (const frame of process?.stack ?? []) {
      const text = await this.sources.module(frame.module);
      if (text === null || frame.line === 0) continue;
      const receives = this.actsOf(text, 'receive').filter(
        (act) => act.line >= frame.line && isIn(frame, frame.module, act),
      );
      const [receive] = frame === top ? receives : [];
      return receive === undefined ? placedFrame(text, frame) : placed({ text, module: frame.module, act: receive });
    }
    return nowhere;
  }

  /** A fun tells the function that it stands in; of what a module is started for, the one line of the workspace that starts it is looked for. */
  private async births({ process }: Measure): Promise<PlacedMeasure> {
    const call = process?.initialCall ?? null;
    if (call === null) return nowhere;
    const fun = /^-(.+)\/(\d+)-(?:fun|lc|anonymous)/.exec(call.name);
    const text = await this.sources.module(call.module);
    if (fun !== null && text !== null) {
      const [, name = '', arity = ''] = fun;
      const inFunction = this.actsOf(text, 'start').filter(
        (act) => act.function === name && act.arity === Number(arity),
      );
      const only = theOnly(inFunction);
      if (only !== null) return placed({ text, module: call.module, act: only });
    }
    return (await this.startOf(call)) ?? (text === null ? nowhere : this.head(text, call));
  }

  private async startOf({ module, name }: FunctionName): Promise<PlacedMeasure | null> {
    const asWritten = module.replace(/^Elixir\./, '');
    const mentions = new RegExp(`(?<![\\w.@])${escaped(asWritten)}(?![\\w@])`);
    const called = new RegExp(`(?<![\\w@])${escaped(name)}(?![\\w@])`);
    const found: Found[] = [];
    for (const text of await this.sources.all()) {
      for (const act of this.actsOf(text, 'start')) {
        const own = moduleAt(text, act.line) === module;
        const says =
          mentions.test(act.text) || (own && (called.test(act.text) || /\?MODULE|__MODULE__/.test(act.text)));
        if (says) found.push({ text, module: moduleAt(text, act.line), act });
      }
    }
    // A start_link of its own module is where it begins; who calls that is told by no line of it.
    const outside = found.filter(({ module: of }) => of !== module);
    const only = theOnly(outside) ?? theOnly(found);
    return only === null ? null : placed(only);
  }

  private head(text: ErlangText, call: FunctionName): PlacedMeasure {
    const [act] = this.findActs(text).filter((one) => one.function === call.name && one.arity === call.arity);
    if (act === undefined) return nowhere;
    const site = siteAt(text, functionText(call), act.functionLine);
    return { ...nowhere, site, lineInFunction: 0 };
  }

  /** The line that fills it: by its name in any module, else in that of its owner. */
  private async table({ name, process }: Measure): Promise<PlacedMeasure> {
    const owners = new Set(modulesOf(process));
    const texts = await this.sources.all();
    const named = new RegExp(`(?<![\\w@])${escaped(name)}(?![\\w@])`);
    const inserts = texts.flatMap((text) => this.found(text, 'insert'));
    const byName = inserts.filter(({ act }) => named.test(act.text));
    const byOwner = inserts.filter(({ module }) => owners.has(module));
    const only = theOnly(byName) ?? theOnly(byOwner) ?? byName[0] ?? null;
    if (only === null) return nowhere;
    const hasWayOut = this.actsOf(only.text, 'delete').length > 0;
    const [made] = this.found(only.text, 'new-table').filter(({ act }) => named.test(act.text));
    const related = made === undefined ? [] : [{ ...siteOf(made), role: 'make' as const }];
    return { ...placed(only), related, hasWayOut };
  }

  private async atoms(): Promise<PlacedMeasure> {
    const found = (await this.sources.all()).flatMap((text) => this.found(text, 'atom'));
    const only = theOnly(found);
    return only === null ? nowhere : placed(only);
  }

  private found(text: ErlangText, act: ErlangAct): readonly Found[] {
    return this.actsOf(text, act).map((one) => ({ text, module: moduleAt(text, one.line), act: one }));
  }

  private actsOf(text: ErlangText, act: ErlangAct): readonly ActLine[] {
    return this.findActs(text).filter((one) => one.act === act);
  }
}

/** Modules whose code a process runs, its own first. */
function modulesOf(process: NodeProcess | null): readonly string[] {
  if (process === null) return [];
  const { initialCall, stack } = process;
  const own = initialCall === null ? [] : [initialCall.module];
  return [...new Set([...own, ...stack.map(({ module }) => module)])];
}

function isIn(
  frame: StackFrame,
  module: string,
  { function: name, line, functionLine, functionEnd }: ActLine,
): boolean {
  if (frame.module !== module) return false;
  const inside = /^-(.+)\/\d+-/.exec(frame.name)?.[1] ?? frame.name;
  return inside === name && (frame.line === 0 || (frame.line >= functionLine && frame.line <= functionEnd && line > 0));
}

function theOnly<T>(items: readonly T[]): T | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}

/** The module around a line, as the runtime has it: of Elixir's the last that was declared before. */
function moduleAt({ path, language, text }: ErlangText, line: number): string {
  if (language === 'erlang') return /([^/]+)\.erl$/.exec(path)?.[1] ?? '';
  const before = text.split('\n').slice(0, line).join('\n');
  const name = [...before.matchAll(/^\s*defmodule\s+([\w.]+)/gm)].at(-1)?.[1] ?? '';
  return `Elixir.${name}`;
}

function placed({ text, module, act }: Found): PlacedMeasure {
  return {
    ...nowhere,
    site: siteOf({ text, module, act }),
    operation: act.text,
    lineInFunction: act.line - act.functionLine,
  };
}

function placedFrame(text: ErlangText, frame: StackFrame): PlacedMeasure {
  const written = text.text.split('\n')[frame.line - 1]?.trim() ?? '';
  return { ...nowhere, site: siteAt(text, functionText(frame), frame.line), operation: written };
}

function siteOf({ text, module, act }: Found): FindingSite {
  return siteAt(text, functionText({ module, name: act.function, arity: act.arity }), act.line);
}

function siteAt({ path }: ErlangText, name: string, line: number): FindingSite {
  return { function: name, file: path, line, path };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
