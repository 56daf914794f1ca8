import type { AllocationFacts, GoSourceReader, SourceQuestion, WaitFacts } from '../shared/goSource';
import type { SourceKnowledge, SourceQuestions } from '../shared/judge';

/** A round looks at no more lines than this: reading source must not delay the numbers. */
const maxQuestions = 40;

/** Looks up what the source says, so that the judge, which cannot wait, has it at hand. The reader remembers what it read. */
export async function gatherKnowledge(
  reader: GoSourceReader,
  { waits, allocations }: SourceQuestions,
): Promise<SourceKnowledge> {
  const waitFacts = new Map<string, WaitFacts | null>();
  const allocationFacts = new Map<string, AllocationFacts | null>();
  for (const question of waits.slice(0, maxQuestions)) {
    waitFacts.set(waitKey(question), await reader.explainWait(question));
  }
  for (const question of allocations.slice(0, maxQuestions)) {
    allocationFacts.set(allocationKey(question), await reader.explainAllocation(question));
  }
  return {
    wait: (question) => waitFacts.get(waitKey(question)) ?? null,
    allocation: (question) => allocationFacts.get(allocationKey(question)) ?? null,
  };
}

function waitKey({ path, line, kind }: SourceQuestion): string {
  return `${path}:${String(line)}:${kind}`;
}

function allocationKey({ path, line }: Pick<SourceQuestion, 'path' | 'line'>): string {
  return `${path}:${String(line)}`;
}
