// When a node is asked for all of its processes, by what that costs it: the looks between go on at their own pace.
import { expect, it } from 'vitest';
import { findingOfMeasure } from '../../../src/analyse/beam/findingOfMeasure';
import { retainedFinding } from '../../../src/analyse/beam/retainedFinding';
import { BeamSession } from '../../../src/follow/beam/beamSession';
import { LifePlaces } from '../../../src/follow/beam/places/lifePlaces';
import type { NodeLook } from '../../../src/shared/model/beam/nodeMemory';
import { defaultThresholds } from '../../../src/shared/model/verdictThresholds';
import type { NodeRound, WatchedNode } from '../../../src/shared/ports/runtime/watchedNode';
import { findActs } from '../../../src/syntax/erlang/findActs';
import { FakeClock } from '../../support/fakeClock';

const counted = { now: 100_000, limit: 262_144 };
const kinds = { total: 9, processes: 4, processesUsed: 4, system: 5, atom: 1, atomUsed: 1, binary: 1, code: 1, ets: 1 };
const look: NodeLook = {
  identity: { name: 'shop@h', creation: 1, release: '27', version: '15', uptimeMillis: 0 },
  memory: kinds,
  allocators: [],
  counts: { processes: counted, ports: counted, atoms: counted, tables: counted },
  runQueue: 0,
};

interface Price {
  readonly look: number;
  readonly sweep: number;
}

/** A node of such prices, ms, that notes when it was asked, in seconds. */
class PricedNode implements WatchedNode {
  readonly name = 'shop@h';
  readonly looked: number[] = [];
  readonly swept: number[] = [];
  private readonly clock: FakeClock;
  private readonly price: Price;

  constructor(clock: FakeClock, price: Price) {
    this.clock = clock;
    this.price = price;
  }

  round({ sweeps }: { readonly sweeps: boolean }): Promise<NodeRound> {
    const atMillis = this.clock.now();
    this.looked.push(atMillis / 1000);
    if (sweeps) this.swept.push(atMillis / 1000);
    const price = { look: this.price.look, sweep: sweeps ? this.price.sweep : null };
    const cost = { bytes: 1, millis: 1, requests: 1 };
    const rest = { longestMailbox: null, isOtherProcess: false, versions: new Map<string, string>(), missing: [] };
    return Promise.resolve({ atMillis, look, cost, price, ...rest });
  }

  verdicts() {
    return Promise.resolve([]);
  }

  remember() {
    return Promise.resolve('');
  }

  recall() {
    return Promise.resolve();
  }

  code() {
    return Promise.reject(new Error('nothing is placed'));
  }

  collect() {
    return Promise.reject(new Error('nobody collects'));
  }

  traceMonitors() {
    return Promise.reject(new Error('nobody traces'));
  }

  memory() {
    return Promise.reject(new Error('nobody looks'));
  }

  processes() {
    return Promise.reject(new Error('nobody looks'));
  }

  capture() {
    return Promise.reject(new Error('nobody captures it'));
  }

  dispose(): void {
    this.looked.length = 0;
  }
}

/** Follows such a node for so many seconds, as a watch would that wishes for a round each `every` seconds. */
async function follow(price: Price, watch: { budget: number; every: number; seconds: number }): Promise<PricedNode> {
  const clock = new FakeClock(0);
  const node = new PricedNode(clock, price);
  const settings = {
    ...{ intervalMillis: watch.every * 1000, costBudget: watch.budget, listLimit: 0, listIntervalMillis: 0 },
    ...{ leastOnLine: 1, memoryLimitBytes: null, thresholds: defaultThresholds, maxAnswerBytes: 1 },
  };
  const sources = { all: () => Promise.resolve([]), forget: () => undefined, library: () => Promise.resolve(null) };
  const parts = {
    clock,
    places: new LifePlaces({ sources, findActs }),
    finding: findingOfMeasure,
    retained: retainedFinding,
  };
  const options = {
    settings: () => settings,
    source: { target: { id: 'shop', name: 'shop', url: 'beam:shop' }, runtime: 'beam', dispose: () => undefined },
    memory: null,
    onNews: () => Promise.resolve(),
    warned: () => undefined,
  };
  const session = new BeamSession(parts, options, node);
  while (clock.now() < watch.seconds * 1000) {
    await session.ask({ isDoubtful: false }, new AbortController().signal);
    await clock.advance(session.pace().pauseMillis);
  }
  return node;
}

it('a small node is swept with every look', async () => {
  const { looked, swept } = await follow({ look: 4, sweep: 8 }, { budget: 0.01, every: 5, seconds: 60 });
  expect(looked).toHaveLength(12);
  expect(swept).toEqual(looked);
});

it('of a node with 100,000 processes a short watch has a look every two seconds, and six sweeps', async () => {
  const { looked, swept } = await follow({ look: 4, sweep: 320 }, { budget: 0.02, every: 2, seconds: 130 });
  expect(looked).toHaveLength(65);
  expect(swept).toEqual([0, 22, 44, 66, 88, 110]);
});

it('a sweep that costs much waits until the budget has room for it, and the looks do not', async () => {
  const { looked, swept } = await follow({ look: 4, sweep: 3200 }, { budget: 0.01, every: 5, seconds: 900 });
  expect(looked).toHaveLength(180);
  expect(swept).toEqual([0, 430, 860]);
});
