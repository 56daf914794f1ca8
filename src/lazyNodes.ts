import type { NodeLooks } from './shared/ports/runtime/nodeLooks';
import { systemClock } from './systemClock';

/** Nodes that a command looks at, of which nothing is loaded until one is named. */
export const lazyNodes: NodeLooks = {
  open: async (address, options, signal) => (await looks()).open(address, options, signal),
};

async function looks(): Promise<NodeLooks> {
  const [{ createNodeLooks }, { beamReading }] = await Promise.all([
    import('./follow/beam/openNodes'),
    import('./runtimes/beamReading'),
  ]);
  return createNodeLooks(beamReading(systemClock).connector, systemClock);
}
