import type { Measure } from '../../../shared/model/beam/measure';
import type { FunctionName, NodeProcess, StackFrame } from '../../../shared/model/beam/nodeProcess';
import { moduleText } from './moduleText';
import { functionText } from '../../../shared/base/symbols/erlangFunction';
import type { FindingSite, RelatedSite } from '../../../shared/model/finding';
import type { ActLine, ErlangAct, ErlangText, FindActs } from '../../../shared/ports/sources/erlangSource';

/** Where a measure is in the source, as `analyse` takes it. */
export interface PlacedMeasure {
  readonly site: FindingSite | null;
  /** That the line is of, as the runtime names it; empty without a site. */
  readonly module: string;
  readonly operation: string;
  readonly lineInFunction: number;
  readonly related: readonly RelatedSite[];
  readonly hasWayOut: boolean;
}

const nowhere: PlacedMeasure = {
  site: null,
  module: '',
  operation: '',
  lineInFunction: 0,
  related: [],
  hasWayOut: false,
};

/** A line of the workspace, in the module that it is of. */
interface Found {
  readonly text: ErlangText;
  readonly module: string;
  readonly act: ActLine;
}

/** Finds the line that a measure is about, in texts of one moment. What the source leaves open has no line: a wrong one is worse than none. */
export class MeasurePlacer {
  private readonly texts: readonly ErlangText[];
  private readonly findActs: FindActs;
  private readonly acts = new Map<ErlangText, readonly ActLine[]>();

  /** @param texts of the workspace, as the node was built from them */
  constructor(texts: readonly ErlangText[], findActs: FindActs) {
    this.texts = texts;
    this.findActs = findActs;
  }

  place(measure: Measure): PlacedMeasure {
    switch (measure.kind) {
      case 'monitor-leak':
        return this.monitor(measure);
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

  /** Who monitors is to blame; of another node's process only the one that is monitored can be shown. */
  private monitor(measure: Measure): PlacedMeasure {
    const { key, process, otherProcess } = measure;
    if (key.endsWith(' by')) return this.frame(process);
    const placed = this.ofModule(measure, 'monitor');
    const other = otherProcess === null ? null : this.home(otherProcess);
    return other === null ? placed : { ...placed, related: [{ ...other, role: 'monitored' }] };
  }

  /** Where a process is in the workspace, else where it began. */
  home(process: NodeProcess): FindingSite | null {
    const { site } = this.frame(process);
    const { initialCall } = process;
    if (site !== null || initialCall === null) return site;
    const text = moduleText(this.texts, initialCall.module);
    return text === null ? null : this.head(text, initialCall).site;
  }

  /** The one line of the process's own code that does it: in a function on its stack, else in its module. */
  private ofModule({ process }: Measure, act: ErlangAct): PlacedMeasure {
    for (const module of modulesOf(process)) {
      const text = moduleText(this.texts, module);
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

  /** Where the process is, in code of the workspace. */
  private frame(process: NodeProcess | null): PlacedMeasure {
    for (const frame of process?.stack ?? []) {
      const text = moduleText(this.texts, frame.module);
      if (text !== null && frame.line > 0) return placedFrame(text, frame);
    }
    return nowhere;
  }

  /** A process in `receive` is said to be at the last line before it: what it waits for stands in the first `receive` from there. */
  private mailbox({ process }: Measure): PlacedMeasure {
    const [top] = process?.stack ?? [];
    for (const frame of process?.stack ?? []) {
      const text = moduleText(this.texts, frame.module);
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
  private births({ process }: Measure): PlacedMeasure {
    const call = process?.initialCall ?? null;
    if (call === null) return nowhere;
    const fun = /^-(.+)\/(\d+)-(?:fun|lc|anonymous)/.exec(call.name);
    const text = moduleText(this.texts, call.module);
    if (fun !== null && text !== null) {
      const [, name = '', arity = ''] = fun;
      const inFunction = this.actsOf(text, 'start').filter(
        (act) => act.function === name && act.arity === Number(arity),
      );
      const only = theOnly(inFunction);
      if (only !== null) return placed({ text, module: call.module, act: only });
    }
    return this.startOf(call) ?? (text === null ? nowhere : this.head(text, call));
  }

  private startOf({ module, name }: FunctionName): PlacedMeasure | null {
    const asWritten = module.replace(/^Elixir\./, '');
    const mentions = new RegExp(`(?<![\\w.@])${escaped(asWritten)}(?![\\w@])`);
    const called = new RegExp(`(?<![\\w@])${escaped(name)}(?![\\w@])`);
    const found: Found[] = [];
    for (const text of this.texts) {
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
    const line = headLine(text, call);
    if (line === null) return nowhere;
    const site = siteAt(text, functionText(call), line);
    return { ...nowhere, site, module: call.module };
  }

  /** The line that fills it: by its name in any module, else in that of its owner. */
  private table({ name, process }: Measure): PlacedMeasure {
    const owners = new Set(modulesOf(process));
    const { texts } = this;
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

  private atoms(): PlacedMeasure {
    const found = this.texts.flatMap((text) => this.found(text, 'atom'));
    const only = theOnly(found);
    return only === null ? nowhere : placed(only);
  }

  private found(text: ErlangText, act: ErlangAct): readonly Found[] {
    return this.actsOf(text, act).map((one) => ({ text, module: moduleAt(text, one.line), act: one }));
  }

  private actsOf(text: ErlangText, act: ErlangAct): readonly ActLine[] {
    const known = this.acts.get(text) ?? this.findActs(text);
    this.acts.set(text, known);
    return known.filter((one) => one.act === act);
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

/** The line with which a function begins, by its name. */
function headLine({ text, language }: ErlangText, { name }: FunctionName): number | null {
  const written = escaped(name);
  const head =
    language === 'erlang' ? new RegExp(`^${written}\\s*\\(`) : new RegExp(`^\\s*defp?\\s+${written}(?![\\w?!])`);
  const row = text.split('\n').findIndex((line) => head.test(line));
  return row < 0 ? null : row + 1;
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
    module,
    operation: act.text,
    lineInFunction: act.line - act.functionLine,
  };
}

function placedFrame(text: ErlangText, frame: StackFrame): PlacedMeasure {
  const written = text.text.split('\n')[frame.line - 1]?.trim() ?? '';
  const site = siteAt(text, functionText(frame), frame.line);
  return { ...nowhere, site, module: frame.module, operation: written };
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
