import { describe, expect, it } from 'vitest';
import { growthOf, worstTarget } from '../../../../src/host/targets/targetGrowth';
import { buildTargetNodes, type TargetNode } from '../../../../src/host/targets/targetNodes';
import type { TargetState } from '../../../../src/shared/wires/lspMessages';
import { seriesNames, type SeriesName } from '../../../../src/shared/model/series';
import type { StoredSnapshot } from '../../../../src/shared/model/snapshot';

function state(port: number, rates: Partial<TargetState> = {}, liveHeap = 1): TargetState {
  const values = Object.fromEntries(seriesNames.map((name) => [name, null])) as Record<SeriesName, number | null>;
  return {
    target: { id: `id-${port}`, name: `service ${port}`, url: `http://localhost:${port}/debug/pprof/` },
    phase: 'connected',
    problem: null,
    nextAttemptMillis: null,
    latest: { atMillis: 0, life: 0, values: { ...values, liveHeap } },
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
    const contents = { states: [state(1)], waiting: [], snapshots: [snapshot(1, 'new'), snapshot(1, 'old')] };
    expect(outline(buildTargetNodes(contents))).toEqual([['live', 'service 1', ['new', 'old']]]);
  });

  it('has live targets first, then those waited for, then those that only snapshots tell of, by name', () => {
    const contents = {
      states: [state(1)],
      waiting: [waiting('localhost:2')],
      snapshots: [snapshot(4, 'd'), snapshot(3, 'c'), snapshot(2, 'b')],
    };
    expect(outline(buildTargetNodes(contents))).toEqual([
      ['live', 'service 1', []],
      ['waiting', 'localhost:2', ['b']],
      ['none', 'service 3', ['c']],
      ['none', 'service 4', ['d']],
    ]);
  });
});

describe('growth', () => {
  it('is of goroutines before memory, and nothing when neither rises', () => {
    expect(growthOf(state(1, { goroutinesPerMinute: 3, liveHeapPerMinute: 9 }))).toEqual({
      of: 'goroutines',
      perMinute: 3,
    });
    expect(growthOf(state(1, { liveHeapPerMinute: 9 }))).toEqual({ of: 'heap', bytesPerMinute: 9 });
    expect(growthOf(state(1, { goroutinesPerMinute: -3, liveHeapPerMinute: 0 }))).toBeNull();
  });

  it('makes a target the one to look at, before one that is only large', () => {
    const large = state(1, {}, 900);
    const growing = state(2, { liveHeapPerMinute: 1 }, 5);
    expect(worstTarget([large, growing, state(3)])).toBe(growing);
    expect(worstTarget([state(3), large])).toBe(large);
    expect(worstTarget([])).toBeNull();
  });
});
