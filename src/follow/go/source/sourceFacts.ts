import type { LibraryQuestion, SourceQuestion } from '../../../shared/model/go/goSource';
import type { SourceKnowledge } from '../../../shared/ports/runtime/judge';
import type { SourceFacts } from '../../../shared/ports/runtime/targetReader';

/** What was read of the source, as the judge asks for it. */
export function knowledgeOf({ waits, allocations, libraries }: SourceFacts): SourceKnowledge {
  return {
    wait: (question) => waits.get(waitFactsKey(question)) ?? null,
    allocation: (question) => allocations.get(allocationFactsKey(question)) ?? null,
    library: (question) => libraries.get(libraryFactsKey(question)) ?? null,
  };
}

export function waitFactsKey({ path, line, kind }: SourceQuestion): string {
  return `${path}:${String(line)}:${kind}`;
}

export function allocationFactsKey({ path, line }: Pick<SourceQuestion, 'path' | 'line'>): string {
  return `${path}:${String(line)}`;
}

export function libraryFactsKey({ symbols, kind }: LibraryQuestion): string {
  return `${symbols.join(' ')} ${kind}`;
}
