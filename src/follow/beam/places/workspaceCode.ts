import { functionText } from '../../../shared/base/symbols/erlangFunction';
import type { FindingSite } from '../../../shared/model/finding';
import type { ActLine, ErlangAct, ErlangText, FindActs, SourceActs } from '../../../shared/ports/sources/erlangSource';
import { moduleText } from './moduleText';

/** A line of the workspace, in the module that it is of. */
export interface Found {
  readonly text: ErlangText;
  readonly module: string;
  readonly act: ActLine;
}

/** The Erlang and Elixir of a workspace at one moment: what its lines do, by module and function. */
export class WorkspaceCode {
  readonly texts: readonly ErlangText[];
  private readonly findActs: FindActs;
  private readonly known = new Map<ErlangText, SourceActs>();
  private readonly modules = new Map<string, ErlangText | null>();
  private readonly starts = new Map<ErlangText, readonly ModuleStart[]>();

  constructor(texts: readonly ErlangText[], findActs: FindActs) {
    this.texts = texts;
    this.findActs = findActs;
  }

  /** The file of a module, by its name as the runtime has it. */
  textOf(module: string): ErlangText | null {
    const known = this.modules.get(module);
    if (known !== undefined) return known;
    const text = moduleText(this.texts, module);
    this.modules.set(module, text);
    return text;
  }

  read(text: ErlangText): SourceActs {
    const known = this.known.get(text) ?? this.findActs(text);
    this.known.set(text, known);
    return known;
  }

  /** All lines of the workspace that do this. */
  all(act: ErlangAct): readonly Found[] {
    return this.texts.flatMap((text) => this.of(text, act));
  }

  of(text: ErlangText, act: ErlangAct): readonly Found[] {
    return this.read(text)
      .acts.filter((one) => one.act === act)
      .map((one) => ({ text, module: this.moduleAt(text, one.line), act: one }));
  }

  /** The module around a line, as the runtime has it: of Elixir's the last that was declared before. */
  moduleAt(text: ErlangText, line: number): string {
    return this.startsOf(text).findLast((start) => start.line <= line)?.module ?? '';
  }

  private startsOf(text: ErlangText): readonly ModuleStart[] {
    const known = this.starts.get(text) ?? moduleStarts(text);
    this.starts.set(text, known);
    return known;
  }
}

interface ModuleStart {
  readonly line: number;
  readonly module: string;
}

function moduleStarts({ path, language, text }: ErlangText): readonly ModuleStart[] {
  if (language === 'erlang') return [{ line: 1, module: /([^/]+)\.erl$/.exec(path)?.[1] ?? '' }];
  const outer: { indent: number; name: string }[] = [];
  return text.split('\n').flatMap((line, row) => {
    const [, space = '', name = ''] = /^(\s*)defmodule\s+([\w.]+)/.exec(line) ?? [];
    if (name === '') return [];
    while ((outer.at(-1)?.indent ?? -1) >= space.length) outer.pop();
    const whole = [...outer.map((one) => one.name), name].join('.');
    outer.push({ indent: space.length, name });
    return [{ line: row + 1, module: `Elixir.${whole}` }];
  });
}

export function siteOf({ text, module, act }: Found): FindingSite {
  return siteAt(text, functionText({ module, name: act.function, arity: act.arity }), act.line);
}

export function siteAt({ path }: ErlangText, name: string, line: number): FindingSite {
  return { function: name, file: path, line, path };
}
