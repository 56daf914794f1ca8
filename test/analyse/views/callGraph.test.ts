// The call graph, held against `go tool pprof -dot`: the same nodes, edges, labels and integers, in the same order.
import { afterAll, describe, expect, it } from 'vitest';
import { graphSamples } from '../../../src/analyse/views/graph/buildGraph';
import type { GraphNode } from '../../../src/analyse/views/graph/callGraph';
import { shownTags, type ShownTag } from '../../../src/analyse/views/graph/graphTags';
import { pprofShares, pruneGraph, type PrunedGraph } from '../../../src/analyse/views/graph/pruneGraph';
import { compareEdges } from '../../../src/analyse/views/graph/redundantEdges';
import { PreparedView } from '../../../src/analyse/views/preparedView';
import { ProfileViews } from '../../../src/analyse/views/profileViews';
import { defaultGraphNodes, type GraphQuery, type GraphWindow } from '../../../src/shared/model/views/graphView';
import { wholeScope, type ViewScope } from '../../../src/shared/model/views/viewScope';
import { hasPprof } from '../../support/go/goPprof';
import { pprofDot, type PprofDot } from '../../support/go/pprofDot';
import { profileBytesFromText } from '../../support/profiles/profileText';
import { ProfileFolder, question, recordedProfiles, sorted, type OracleProfile } from '../reports/oracle';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

/** pprof's own unit, so that values are whole. */
function unitOf({ profile }: OracleProfile, sample: number): string {
  const unit = profile.sampleTypes[sample]?.unit ?? '';
  return unit === 'bytes' ? 'B' : unit === 'nanoseconds' ? 'ns' : 'count';
}

interface Drawn {
  readonly opened: OracleProfile;
  readonly sample: number;
  readonly scope?: Partial<ViewScope>;
  readonly base?: OracleProfile;
  readonly nodeCount?: number;
}

function ours({ opened, sample, scope = {}, base, nodeCount = defaultGraphNodes }: Drawn): PprofDot {
  const type = opened.profile.sampleTypes[sample]?.type ?? '';
  const view = new PreparedView(opened.profile, base?.profile ?? null, { ...wholeScope, sample: type, ...scope });
  // With -unit pprof writes labels in it, too.
  const samples = graphSamples(view.report, view.granularity, (value) => (value === 0 ? '0' : `${String(value)}B`));
  const graph = pruneGraph(samples, view.sums, { nodeCount, shares: pprofShares });
  return asDot(graph, (value) => printed(value, unitOf(opened, sample)));
}

function printed(value: number, unit: string): string {
  return value === 0 || unit === 'count' ? String(value) : `${String(value)}${unit}`;
}

function asDot({ nodes }: PrunedGraph, say: (value: number) => string): PprofDot {
  const drawn = new Set(nodes);
  const edges = nodes.flatMap(({ out }) => [...out].filter(({ callee }) => drawn.has(callee))).sort(compareEdges);
  return {
    nodes: nodes.map(({ name, flat, cum }) => ({ name, flat: say(flat), cum: say(cum) })),
    edges: edges.map(({ caller, callee, weight, inlined, residual }) => ({
      caller: caller.name,
      callee: callee.name,
      value: say(weight),
      inlined,
      residual,
    })),
    tags: nodes.flatMap((node) => tagRows(node, say)),
  };
}

function tagRows(node: GraphNode, say: (value: number) => string): PprofDot['tags'] {
  const rows = (of: string, tags: readonly ShownTag[]): PprofDot['tags'] =>
    tags.flatMap(({ name, value, numbers }) => [[of, name, say(value)] as const, ...rows(name, numbers)]);
  return rows(node.name, shownTags(node));
}

function theirs({ opened, sample, base, nodeCount }: Drawn, options: readonly string[] = []): PprofDot {
  const asked = [...options, `-unit=${unitOf(opened, sample)}`];
  if (nodeCount !== undefined) asked.push(`-nodecount=${String(nodeCount)}`);
  if (base !== undefined) asked.push(`-diff_base=${base.file}`);
  return pprofDot(question(opened, sample, asked));
}

/** pprof adds up entropies in the order of a map, so that nodes which tell equally much may change places. */
function expectSame(drawn: Drawn, options: readonly string[] = []): void {
  const own = ours(drawn);
  const other = theirs(drawn, options);
  expect(sorted(own.nodes)).toEqual(sorted(other.nodes));
  expect(sorted(own.edges)).toEqual(sorted(other.edges));
  expect(sorted(own.tags)).toEqual(sorted(other.tags));
}

describe.skipIf(!hasPprof())('recorded profiles', () => {
  const profiles = recordedProfiles();

  it.each(profiles.map((opened) => [opened.name, opened] as const))('%s', (_name, opened) => {
    for (const sample of opened.profile.sampleTypes.keys()) expectSame({ opened, sample });
  });

  const named = (wanted: string): OracleProfile => {
    const found = profiles.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`no fixture ${wanted}`);
    return found;
  };

  it.each([1, 5, 12, 40, 320])('with %i nodes', (nodeCount) => {
    for (const name of ['profiles/heap.pb.gz', 'profiles/cpu.pb.gz', 'profiles/goroutine.pb.gz']) {
      expectSame({ opened: named(name), sample: 0, nodeCount });
      expectSame({ opened: named(name), sample: 1 % named(name).profile.sampleTypes.length, nodeCount });
    }
  });

  it.each([
    ['by line', { granularity: 'line' }, ['-lines']],
    ['of some stacks', { refinements: [{ kind: 'focus', pattern: 'main' }] }, ['-focus=main']],
    ['without frames', { refinements: [{ kind: 'hide', pattern: '^runtime|net' }] }, ['-hide=^runtime|net']],
    ['from a frame on', { refinements: [{ kind: 'show_from', pattern: 'net/http' }] }, ['-show_from=net/http']],
  ] as const)('%s', (_what, scope, options) => {
    for (const name of ['profiles/heap.pb.gz', 'profiles/cpu.pb.gz']) {
      expectSame({ opened: named(name), sample: 1, scope }, options);
    }
  });

  it('in pprof’s own units: the same nodes and names of labels', () => {
    for (const name of ['profiles/heap.pb.gz', 'profiles/heap.map.pb.gz', 'programs/shapes/recorded/heap.pb.gz']) {
      const opened = named(name);
      const view = new PreparedView(opened.profile, null, { ...wholeScope, sample: 'inuse_space' });
      const limits = { nodeCount: defaultGraphNodes, shares: pprofShares };
      const own = asDot(pruneGraph(graphSamples(view.report, view.granularity), view.sums, limits), String);
      const other = pprofDot(question(opened, 3));
      expect(own.nodes.map((node) => node.name).sort()).toEqual(other.nodes.map((node) => node.name).sort());
      expect(sorted(own.tags.map(([of, tag]) => [of, tag]))).toEqual(sorted(other.tags.map(([of, tag]) => [of, tag])));
    }
  });

  it('differences, as they are and normalised', () => {
    const drawn = { opened: named('profiles/heap.pb.gz'), base: named('profiles/heap.healthy.pb.gz') };
    for (const sample of [0, 1, 2, 3]) {
      expectSame({ ...drawn, sample });
      expectSame({ ...drawn, sample, scope: { normalize: true } }, ['-normalize']);
      expectSame({ ...drawn, sample, nodeCount: 15 });
    }
    const rounds = profiles.filter(({ name }) => name.startsWith('gateway-replay'));
    const [first, last] = [rounds[0], rounds.at(-1)];
    if (first === undefined || last === undefined) throw new Error('no recording');
    for (const sample of last.profile.sampleTypes.keys()) {
      if (first.profile.sampleTypes.length === last.profile.sampleTypes.length) {
        expectSame({ opened: last, base: first, sample });
      }
    }
  });
});

const chain = `
  a.leaf;a.mid;a.top;main.main 1 1000
  a.mid;a.top;main.main 1 3
  a.top;main.main 1 1
  b.leaf;b.thin;main.main 1 2
  b.leaf;main.main 1 900
  ~c.inner;c.outer;main.main 2 400 {tenant=acme, bytes:64}
  ~c.inner;c.outer;main.main 2 300 {tenant=zoo}
  c.self;c.self;main.main 2 100 {bytes:2097152}
`;

describe('graphs made by hand', () => {
  const opened = () => folder.write(profileBytesFromText(chain));
  const graph = (ask: Partial<GraphQuery> = {}): GraphWindow => {
    const query = { view: 'graph', scope: wholeScope, ask: { nodeCount: 80, search: null, ...ask } } as const;
    const answer = new ProfileViews(opened().profile, null).answer(query, () => 'own');
    if (answer.view !== 'graph') throw new Error('no graph');
    return answer.window;
  };

  it.skipIf(!hasPprof())(
    'are the same as pprof’s, with edges over what is left out, labels and ranges of numbers',
    () => {
      for (const sample of [0, 1])
        for (const nodeCount of [80, 7, 3]) expectSame({ opened: opened(), sample, nodeCount });
      const sizes = Array.from(
        { length: 12 },
        (_, at) => `p.f;main.main 1 ${String(100 + at)} {bytes:${String(2 ** at)}}`,
      );
      const many = folder.write(profileBytesFromText(sizes.join('\n')));
      expect(ours({ opened: many, sample: 1 }).nodes).toEqual(theirs({ opened: many, sample: 1 }).nodes);
      // Ranges are written in the unit that suits them, whatever -unit says.
      expectSame({ opened: many, sample: 1 });
    },
  );

  it.skipIf(!hasPprof())('of values that cancel each other out are those of -diff_base', () => {
    const base = folder.write(profileBytesFromText('a.leaf;a.mid;a.top;main.main 1 1000\nd.gone;main.main 4 800'));
    for (const sample of [0, 1]) expectSame({ opened: opened(), base, sample });
    expectSame({ opened: opened(), base: opened(), sample: 1 });
  });

  it('mark calls over nodes that were left out, and say how many those are', () => {
    const { frames, edges, left } = graph({ nodeCount: 5 });
    const rows = Array.from(edges.caller, (caller, at) => [
      frames.functions[caller],
      frames.functions[edges.callee[at] ?? 0],
      edges.residual[at],
    ]);
    expect(rows).toContainEqual(['main.main', 'b.leaf', 1]);
    expect(left).toMatchObject({ lightNodes: 1, furtherNodes: expect.any(Number) as number });
  });

  it('say what a search finds', () => {
    const { found, frames } = graph({ search: 'leaf$' });
    const names = frames.functions.filter((_, row) => found?.[row] === 1);
    expect(names.sort()).toEqual(['a.leaf', 'b.leaf']);
  });

  it('of nothing are empty', () => {
    const empty = folder.write(profileBytesFromText('main.main 0 0'));
    const query = { view: 'graph', scope: wholeScope, ask: { nodeCount: 80, search: null } } as const;
    const answer = new ProfileViews(empty.profile, null).answer(query, () => 'own');
    expect(answer).toMatchObject({ view: 'graph', window: { frames: { functions: [] }, layout: null } });
  });
});
