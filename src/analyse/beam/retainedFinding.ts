import type { NodeLook } from '../../shared/model/beam/nodeMemory';
import type { Finding } from '../../shared/model/finding';
import { evidenceList, findingOf, piece } from '../judge/findingOf';

const mebibyte = 1024 * 1024;

/** When what the allocators keep is worth a word: it is much, and more than what is in use. */
const rules = { leastBytes: 64 * mebibyte, leastBytesAfterFix: 16 * mebibyte, share: 0.5 } as const;

/**
 * Memory that the allocators took from the operating system and do not use: after a peak, or after a leak was mended, a process looks big for
 * it. Never a leak. Null where there is little of it. @param wasFixed something was fixed in this node
 */
export function retainedFinding({ look, atMillis, wasFixed }: RetainedRequest): Finding | null {
  const { allocators } = look;
  const carriers = allocators.reduce((sum, one) => sum + one.carriers, 0);
  const blocks = allocators.reduce((sum, one) => sum + one.blocks, 0);
  const unused = carriers - blocks;
  const least = wasFixed ? rules.leastBytesAfterFix : rules.leastBytes;
  if (unused < least || unused < carriers * rules.share) return null;
  return findingOf({
    id: 'retained-by-runtime:node',
    kind: 'retained-by-runtime',
    confidence: 'info',
    site: null,
    amount: { value: unused, unit: 'bytes' },
    evidence: evidenceList(
      piece('unused', unused, 'bytes'),
      piece('blocks', blocks, 'bytes'),
      piece('carriers', carriers, 'bytes'),
    ),
    firstSeenMillis: atMillis,
    lastSeenMillis: atMillis,
  });
}

export interface RetainedRequest {
  readonly look: NodeLook;
  readonly atMillis: number;
  readonly wasFixed: boolean;
}
