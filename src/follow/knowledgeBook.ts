import type { AllocationFacts, GoSourceReader, WaitFacts } from '../shared/goSource';
import type { SourceQuestions } from '../shared/judge';
import type { SourceFacts } from '../shared/targetReader';
import { allocationFactsKey, waitFactsKey } from './sourceFacts';

/** A round looks at no more lines than this: reading source must not delay the numbers. */
const maxQuestions = 40;

/** Looks up what the source says, so that the judge, which cannot wait, has it at hand. The reader remembers what it read. */
export async function gatherFacts(
  reader: GoSourceReader,
  { waits, allocations }: SourceQuestions,
): Promise<SourceFacts> {
  const waitFacts = new Map<string, WaitFacts | null>();
  const allocationFacts = new Map<string, AllocationFacts | null>();
  for (const question of waits.slice(0, maxQuestions)) {
    waitFacts.set(waitFactsKey(question), await reader.explainWait(question));
  }
  for (const question of allocations.slice(0, maxQuestions)) {
    allocationFacts.set(allocationFactsKey(question), await reader.explainAllocation(question));
  }
  return { waits: waitFacts, allocations: allocationFacts };
}
