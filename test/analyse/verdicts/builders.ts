import type { SourceKnowledge } from '../../../src/shared/judge';

/** No source is at hand. */
export const noKnowledge: SourceKnowledge = { wait: () => null, allocation: () => null };
