// Reads what `go tool pprof -dot` draws back into nodes, edges and labels.
import { runPprof, type PprofQuestion } from './goPprof';

export interface PprofDot {
  /** In pprof's order. */
  readonly nodes: readonly { readonly name: string; readonly flat: string; readonly cum: string }[];
  /** In pprof's order. */
  readonly edges: readonly DotEdge[];
  /** What hangs on nodes: the name of the node or label, then its own. */
  readonly tags: readonly (readonly [of: string, name: string, value: string])[];
}

export interface DotEdge {
  readonly caller: string;
  readonly callee: string;
  readonly value: string;
  readonly inlined: boolean;
  readonly residual: boolean;
}

/** Values are as pprof prints them: whole where `-unit` is that of the profile. */
export function pprofDot({ file, sample, extra = [], program }: PprofQuestion): PprofDot {
  const text = runPprof(['-dot', `-sample_index=${String(sample)}`, ...extra, file], program ?? undefined);
  const names = new Map<string, string>();
  const nodes: PprofDot['nodes'][number][] = [];
  const edges: DotEdge[] = [];
  const tags: [string, string, string][] = [];
  for (const line of text.split('\n')) {
    const [, id = '', other, attributes = ''] = /^(N\w+)(?: -> (N\w+))? \[(.*)\]$/.exec(line) ?? [];
    if (id === '') continue;
    const said = new Attributes(attributes);
    if (other === undefined) {
      const isTag = id.includes('_');
      const name = isTag ? tagName(attributes) : withoutValue(said.text('tooltip'));
      names.set(id, name);
      if (!isTag) nodes.push({ name, ...sumsIn(said.text('label')) });
    } else if (other.includes('_')) {
      tags.push([names.get(id) ?? '', names.get(other) ?? '', said.text('tooltip')]);
    } else if (names.has(id) && names.has(other)) {
      edges.push({
        caller: names.get(id) ?? '',
        callee: names.get(other) ?? '',
        value: said.text('label').trim().split('\\n')[0] ?? '',
        inlined: said.text('label').includes('(inline)'),
        residual: said.text('style') === 'dotted',
      });
    }
  }
  return { nodes, edges, tags };
}

class Attributes {
  private readonly said = new Map<string, string>();

  constructor(text: string) {
    for (const [, name = '', value = ''] of text.matchAll(/(\w+) ?= ?"((?:[^"\\]|\\.)*)"/g)) this.said.set(name, value);
  }

  text(name: string): string {
    return this.said.get(name) ?? '';
  }
}

/** Names of labels stand there as they are, quotes included; pprof puts each on a line of its own. */
function tagName(attributes: string): string {
  return (/^label = "(.*)" id="/.exec(attributes)?.[1] ?? '').replaceAll(String.raw`\n`, ', ');
}

/** A tooltip ends with the value. */
function withoutValue(tooltip: string): string {
  return tooltip.replace(/ \([^()]*\)$/, '').replace(/\\(.)/g, '$1');
}

/** A label ends with flat and cum, each with its share where it is not 0; what is equal is said once. */
function sumsIn(label: string): { flat: string; cum: string } {
  const [, flat = '', cum] = /\\n([^\\ ]+)(?: \([^()]*\))?(?:(?:\\n| )of (\S+) \([^()]*\))?$/.exec(label) ?? [];
  if (flat === '') throw new Error(`pprof's label has no value: ${label}`);
  return { flat, cum: cum ?? flat };
}
