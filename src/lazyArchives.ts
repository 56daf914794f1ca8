import type { ArchiveConnector } from './shared/ports/sources/profileArchive';
import { systemClock } from './systemClock';

/** Archives of profiles, of which nothing is loaded until one is named. */
export const lazyArchives: ArchiveConnector = {
  open: async (address, options, signal) => (await connector()).open(address, options, signal),
  targetOf: async (address, name) => (await connector()).targetOf(address, name),
};

async function connector(): Promise<ArchiveConnector> {
  const { createArchiveConnector } = await import('./sources/archive/archiveConnector');
  return createArchiveConnector(systemClock);
}
