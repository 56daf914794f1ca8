import type { Finding, FindingSite, OpenedResource } from '../../../../shared/model/finding';
import type { LibraryFacts, OpenedHere } from '../../../../shared/model/go/goSource';

export function openedOf(facts: LibraryFacts, blamed: OpenedHere, waitsAt: FindingSite | null): OpenedResource {
  const { resource, noun, closer, byContext, lasting } = facts;
  const { call, release, fate, missingLine } = blamed;
  return { resource, noun, closer, byContext, release, lasting, call, fate, missingLine, waitsAt };
}

/** What a growing line of memory has opened and leaves open. */
export function openedMemory(made: LibraryFacts | null): Partial<Pick<Finding, 'pattern' | 'fixes' | 'opened'>> {
  const [here] = made?.opened ?? [];
  if (made === null || here === undefined) return {};
  const pattern = made.resource === 'context-cancel' ? 'forgotten-cancel' : 'not-closed';
  return { pattern, fixes: here.fixes, opened: openedOf(made, here, null) };
}
