// Follows a node as `leaklens watch` would, with every room real but the clock: round after round, when the caller says so.
import { findingOfMeasure } from '../../../src/analyse/beam/findingOfMeasure';
import { retainedFinding } from '../../../src/analyse/beam/retainedFinding';
import { BeamSession } from '../../../src/follow/beam/beamSession';
import { LifePlaces } from '../../../src/follow/beam/places/lifePlaces';
import { directNodes } from '../../../src/follow/beam/readers/directNodes';
import { beamReading } from '../../../src/runtimes/beamReading';
import type { Disposable } from '../../../src/shared/base/disposable';
import type { Finding } from '../../../src/shared/model/finding';
import { defaultThresholds } from '../../../src/shared/model/verdictThresholds';
import type { Clock } from '../../../src/shared/ports/clock';
import type { ErlangConnector } from '../../../src/shared/ports/sources/erlangNode';
import { createErlangSources } from '../../../src/store/beam/erlangSources';
import { findActs } from '../../../src/syntax/erlang/findActs';

export interface FollowedNode extends Disposable {
  /** Asks once, everything. */
  round(): Promise<readonly Finding[]>;
}

export interface Following {
  readonly address: string;
  readonly cookie: string;
  readonly connector: ErlangConnector;
  readonly clock: Clock;
  /** Of the sources. */
  readonly folder: string;
}

const signal = new AbortController().signal;

/** What is asked how often depends on how long answers take: here each takes as long, on every machine. */
function steady(connector: ErlangConnector): ErlangConnector {
  return {
    async connect(address, options, during) {
      const node = await connector.connect(address, options, during);
      return {
        name: node.name,
        creation: node.creation,
        call: async (call, signalled) => ({ ...(await node.call(call, signalled)), elapsedMillis: 1 }),
        dispose: () => node.dispose(),
      };
    },
  };
}

export async function followNode({ address, cookie, connector, clock, folder }: Following): Promise<FollowedNode> {
  const limits = { timeoutMillis: 10_000, maxBodyBytes: 2 ** 26 };
  const node = await directNodes({ ...beamReading(clock), connector: steady(connector) })(
    address,
    { ...limits, cookie },
    signal,
  );
  const sources = createErlangSources();
  sources.setFolders([folder]);
  const places = new LifePlaces({ sources, findActs });
  // A budget that is never used up: a conversation has the same rounds on every machine.
  const settings = {
    ...{ intervalMillis: 2000, costBudget: 1000, listLimit: 0, listIntervalMillis: 0, leastOnLine: 1 },
    ...{ memoryLimitBytes: null, thresholds: defaultThresholds, maxAnswerBytes: limits.maxBodyBytes },
  };
  const target = { id: 'node', name: 'node', url: address };
  const options = {
    settings: () => settings,
    source: { target, runtime: 'beam', dispose: () => undefined },
    memory: null,
    onNews: () => Promise.resolve(),
    warned: () => undefined,
  };
  const parts = { clock, places, finding: findingOfMeasure, retained: retainedFinding };
  const session = new BeamSession(parts, options, node);
  return {
    async round() {
      await session.ask({ isDoubtful: false }, signal);
      const { findings } = await session.understand();
      return findings;
    },
    dispose: () => node.dispose(),
  };
}
