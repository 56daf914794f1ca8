import type { ArchiveConnector } from './shared/ports/sources/profileArchive';
import { systemClock } from './systemClock';

/** Archives of profiles, of which nothing is loaded until one is named. */
export const lazyArchives: ArchiveConnector = {
  open: async (address, options, signal) => {
    const { createArchiveConnector } = await import('./sources/archive/archiveConnector');
    return createArchiveConnector(systemClock).open(address, options, signal);
  },
};
