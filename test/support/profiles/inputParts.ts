import type { ArchiveParts } from '../../../src/sources/inputs/archiveInput';
import { createArchiveConnector } from '../../../src/sources/archive/archiveConnector';
import { systemClock } from '../../../src/systemClock';

/** What opens whatever a person names, as the command line has it. */
export const inputParts: ArchiveParts = { archives: createArchiveConnector(systemClock), clock: systemClock };
