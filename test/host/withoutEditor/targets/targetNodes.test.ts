import { describe, expect, it } from 'vitest';
import { growthOf, worstTarget } from '../../../../src/host/targets/targetGrowth';
import {
  buildTargetNodes,
  meantNode,
  withServices,
  type SnapshotNode,
  type TargetNode,
} from '../../../../src/host/targets/targetNodes';
import type { TargetState } from '../../../../src/shared/wires/lspMessages';
import { goSeriesView, goSeriesViews } from '../../../support/go/goSeriesViews';
import type { StoredSnapshot } from '../../../../src/shared/model/snapshot';

function state(port: number, rates: Partial<TargetState> = {}, liveHeap = 1): TargetState {
  return {
    target: { id: `id-${port}`, name: `service ${port}`, url: `http://localhost:${port}/debug/pprof/` },
    phase: 'connected',
    condition: { kind: 'connecting' },
    conditionText: { short: 'connecting', sentence: '' },
    problem: null,
    nextAttemptMillis: null,
    latest: { atMillis: 0, life: 0, values: { liveHeap } },
    runtime: 'go',
    series: goSeriesViews(),
    limits: [],
    outlooks: [],
    growth: {},
    liveHeapPerMinute: null,
    goroutinesPerMinute: null,
    cost: null,
    pace: null,
    missing: [],
    ...rates,
  };
}

function snapshot(port: number, id: string): StoredSnapshot {
  const summary = { liveHeap: 1, heapAlloc: 1, sys: 1, goroutines: 1 };
  const { target } = state(port);
  const said = { runtime: 'go', name: '', capturedAtMillis: 0, files: [], summary };
  return { version: 2, id, target, ...said, directory: `/snapshots/${id}` };
}

const waiting = (url: string) => ({ url, name: url, problem: null, nextAttemptMillis: null });

const outline = (nodes: readonly TargetNode[]) =>
  nodes.map(({ link, name, snapshots }) => [link.type, name, snapshots.map(({ snapshot: { id } }) => id)]);

describe('the tree', () => {
  it('has the snapshots of a live target below it, as they come', () => {
    const contents = {
      states: [state(1)],
      waiting: [],
      configured: [],
      snapshots: [snapshot(1, 'new'), snapshot(1, 'old')],
    };
    expect(outline(buildTargetNodes(contents))).toEqual([['live', 'service 1', ['new', 'old']]]);
  });

  it('has those of the settings first, in their order, then live ones, those waited for, and those that only snapshots tell of', () => {
    const contents = {
      states: [state(1), state(7)],
      waiting: [waiting('localhost:2'), waiting('localhost:8')],
      configured: [{ url: 'localhost:2' }, { url: 'localhost:9', name: 'disconnected' }, { url: 'localhost:7' }],
      snapshots: [snapshot(4, 'd'), snapshot(3, 'c'), snapshot(2, 'b')],
    };
    expect(outline(buildTargetNodes(contents))).toEqual([
      ['waiting', 'localhost:2', ['b']],
      ['none', 'disconnected', []],
      ['live', 'service 7', []],
      ['live', 'service 1', []],
      ['waiting', 'localhost:8', []],
      ['none', 'service 3', ['c']],
      ['none', 'service 4', ['d']],
    ]);
  });
});

describe('growth', () => {
  it('is of goroutines before memory, and nothing when neither rises', () => {
    const [heap, goroutines] = [goSeriesView('liveHeap'), goSeriesView('goroutines')];
    const growth = (rates: Readonly<Record<string, number>>) => growthOf(state(1, { growth: rates }));
    expect(growth({ goroutines: 3, liveHeap: 9 })).toEqual({ series: goroutines, perMinute: 3 });
    expect(growth({ liveHeap: 9 })).toEqual({ series: heap, perMinute: 9 });
    expect(growth({ goroutines: -3, liveHeap: 0 })).toBeNull();
  });

  it('makes a target the one to look at, before one that is only large', () => {
    const large = state(1, {}, 900);
    const growing = state(2, { growth: { liveHeap: 1 } }, 5);
    expect(worstTarget([large, growing, state(3)])).toBe(growing);
    expect(worstTarget([state(3), large])).toBe(large);
    expect(worstTarget([])).toBeNull();
  });
});

describe('what a command of the tree is about', () => {
  const clicked: SnapshotNode = { kind: 'snapshot', snapshot: snapshot(1, 'clicked') };
  const selected: SnapshotNode = { kind: 'snapshot', snapshot: snapshot(1, 'selected') };

  it.each([
    ['the item whose menu was opened, whatever is selected', clicked, selected, clicked],
    ['the item whose menu was opened, where nothing is selected', clicked, null, clicked],
    ['the one selected, by a key or from the palette', undefined, selected, selected],
    ['none by a key or from the palette, where nothing is selected', undefined, null, null],
    ['none where an id was given: the list knows it', 'an id', selected, null],
    ['none for what another extension made up', { kind: 'else' }, selected, null],
  ])('is %s', (_what, argument, selection, meant) => {
    expect(meantNode(argument, selection)).toBe(meant);
  });
});

describe('replicas in the tree', () => {
  const replica = (port: number, service: string, address: string | null = null) =>
    state(port, { replicaOf: { service, address } });
  const rows = (states: readonly TargetState[]) =>
    withServices(buildTargetNodes({ states, waiting: [], configured: [], snapshots: [] })).map((row) =>
      row.kind === 'service' ? [row.name, row.replicas.map(({ name }) => name)] : row.name,
    );

  it('stand below their service, where the first of them stood', () => {
    expect(rows([state(1), replica(2, 'shop'), state(3), replica(4, 'shop')])).toEqual([
      'service 1',
      ['shop', ['service 2', 'service 4']],
      'service 3',
    ]);
  });

  it('stand by themselves where there is one, and apart where an archive has others of the same name', () => {
    expect(rows([replica(1, 'shop'), replica(2, 'shop', 'parca:http://p?service=shop')])).toEqual([
      'service 1',
      'service 2',
    ]);
  });
});
