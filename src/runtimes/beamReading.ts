// How nodes of Erlang's are asked, read and judged: all that it takes, in a thread of its own or where it stands.
import { MeasureTracker } from '../analyse/beam/measureTracker';
import { nodeFiles } from '../decode/beam/nodeFiles';
import { termCodec } from '../decode/etf/termCodec';
import type { NodeReading } from '../follow/beam/readers/directNodes';
import type { Clock } from '../shared/ports/clock';
import { createErlangConnector } from '../sources/erlang/erlangConnector';

/** @param clock of whoever follows them */
export function beamReading(clock: Clock): NodeReading {
  const connector = createErlangConnector({ codec: termCodec });
  return { clock, newJudge: () => new MeasureTracker(), connector, files: nodeFiles };
}
