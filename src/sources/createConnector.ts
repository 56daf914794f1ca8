import { looksLikeNode } from '../shared/base/addresses/beamAddress';
import type { TargetConnector } from '../shared/ports/sources/profileSource';

/** Connects to whatever an address can only be meant as. */
export function createConnector(parts: {
  readonly pprof: TargetConnector;
  readonly beam: TargetConnector;
}): TargetConnector {
  return {
    connect: (address, options, signal) =>
      (looksLikeNode(address) ? parts.beam : parts.pprof).connect(address, options, signal),
  };
}
