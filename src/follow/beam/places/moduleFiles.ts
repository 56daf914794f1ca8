import type { ErlangText, SourceActs } from '../../../shared/ports/sources/erlangSource';
import type { ModuleTraces, SeenFunction } from './moduleTraces';
import { outerName } from './outerName';

/**
 * Which file of the workspace a module is in. Of several that declare one of its name, those that fit best to what the node tells: where it
 * was compiled; in a release, which does not say that, the files and the lines of its stacks, and the application that it was loaded from.
 * What fits as well as another stays beside it.
 */
export class ModuleFiles {
  private readonly declared = new Map<string, ErlangText[]>();
  private readonly read: (text: ErlangText) => SourceActs;
  private readonly traces: ModuleTraces;
  private readonly chosen = new Map<string, readonly ErlangText[]>();
  private revision = -1;

  constructor(texts: readonly ErlangText[], read: (text: ErlangText) => SourceActs, traces: ModuleTraces) {
    this.read = read;
    this.traces = traces;
    for (const text of texts) {
      for (const { module } of read(text).modules) {
        const files = this.declared.get(module);
        if (files === undefined) this.declared.set(module, [text]);
        else if (!files.includes(text)) files.push(text);
      }
    }
  }

  /** The modules of the workspace. */
  get names(): readonly string[] {
    return [...this.declared.keys()];
  }

  /** Those that more than one file declares. */
  get twins(): readonly string[] {
    return this.names.filter((module) => this.isTwin(module));
  }

  isTwin(module: string): boolean {
    return (this.declared.get(module)?.length ?? 0) > 1;
  }

  /** None where the workspace does not have it; several where nothing tells which. */
  of(module: string): readonly ErlangText[] {
    const files = this.declared.get(module) ?? [];
    if (files.length < 2) return files;
    if (this.revision !== this.traces.revision) this.chosen.clear();
    this.revision = this.traces.revision;
    const known = this.chosen.get(module) ?? this.choose(module, files);
    this.chosen.set(module, known);
    return known;
  }

  private choose(module: string, files: readonly ErlangText[]): readonly ErlangText[] {
    const built = this.traces.builtOf(module);
    const seen = this.traces.seenOf(module);
    const application = /([^/]+?)(?:-[^/-]*)?\/ebin\/[^/]+$/.exec(slashes(built?.beam ?? ''))?.[1] ?? '';
    const scores: readonly ((text: ErlangText) => number)[] = [
      ({ path }) => commonEnd(path, built?.source ?? ''),
      ({ path }) => Math.max(0, ...seen.map(({ file }) => commonEnd(path, file))),
      (text) => seen.filter((one) => this.holds(text, one)).length + seen.filter((one) => calls(text, one)).length,
      ({ path }) => (path.split('/').includes(application) ? 1 : 0),
    ];
    return scores.reduce(best, files);
  }

  /** Whether a function that was seen is there, with the line at which it was. */
  private holds(text: ErlangText, { name, arity, line }: SeenFunction): boolean {
    const outer = outerName(name);
    return this.read(text).functions.some(
      (one) =>
        one.name === outer &&
        // A fun has an arity of its own, and a default of Elixir's makes more of them.
        (one.arity === arity || outer !== name || text.language === 'elixir') &&
        (line === 0 || (line >= one.line && line <= one.end)),
    );
  }
}

/** Whether the line at which a function was seen names what is called there. */
function calls({ text }: ErlangText, { line, calls: name }: SeenFunction): boolean {
  if (line === 0 || !/^\w+[?!]?$/.test(name)) return false;
  return (text.split('\n')[line - 1] ?? '').includes(name);
}

function best(files: readonly ErlangText[], score: (text: ErlangText) => number): readonly ErlangText[] {
  if (files.length < 2) return files;
  const most = Math.max(...files.map(score));
  return files.filter((text) => score(text) === most);
}

/** Parts that two paths have in common, from their ends: build machines and workspaces have the same below some folder. */
function commonEnd(path: string, other: string): number {
  const [one, two] = [path.split('/').reverse(), slashes(other).split('/').reverse()];
  const differs = one.findIndex((part, at) => part !== two[at]);
  return differs < 0 ? one.length : differs;
}

/** A node may run on Windows. */
function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
