import type {
  AllocationFacts,
  GoSourceReader,
  LibraryFacts,
  SourceReply,
  SourceRequest,
  WaitFacts,
} from '../../../shared/model/go/goSource';
import type { RetentionFacts } from '../../../shared/model/go/retention';
import type { FunctionLines } from '../tree/functionLines';
import { loadGoParser } from '../tree/goParser';
import type { ParseGo, WasmFiles } from '../tree/goParser';
import type { SourceFolder } from '../outline/sourceIndex';
import type { ReadingLimits } from './packageReading';
import { QuestionQueue } from './questionQueue';
import { SourceAnswerer } from './sourceAnswerer';

/** Where the room gets its text and its parser. */
export interface GoSourceReaderOptions {
  readonly tree: SourceFolder;
  readonly wasm: WasmFiles;
  readonly limits?: ReadingLimits;
}

/** Whoever answers questions, here or in a thread. */
export interface SourceAnswers {
  /** One reply a request, in order. */
  answer(requests: readonly SourceRequest[]): Promise<readonly SourceReply[]>;
  forget(path?: string): void;
}

/** Answers in this thread. Nothing is loaded before the first question. */
export function createSourceAnswerer({ tree, wasm, limits }: GoSourceReaderOptions): SourceAnswerer {
  let loading: Promise<ParseGo> | null = null;
  return new SourceAnswerer(tree, () => (loading ??= loadGoParser(wasm)), limits);
}

/**
 * Reads the package of a line with a real parser. Whatever cannot be read or understood answers null: a verdict stands without
 * the source, only its words are poorer.
 */
export function createGoSourceReader(options: GoSourceReaderOptions): GoSourceReader {
  return readerOf(createSourceAnswerer(options));
}

/** Questions that are asked while others are worked on are asked together. */
export function readerOf(answers: SourceAnswers): GoSourceReader {
  const queue = new QuestionQueue((requests) => answers.answer(requests));
  return {
    explainWait: (question) => queue.ask({ about: 'wait', question }) as Promise<WaitFacts | null>,
    explainAllocation: (question) => queue.ask({ about: 'allocation', question }) as Promise<AllocationFacts | null>,
    explainLibrary: (question) => queue.ask({ about: 'library', question }) as Promise<LibraryFacts | null>,
    retainedPlaces: (question) => queue.ask({ about: 'retained', question }) as Promise<RetentionFacts | null>,
    functionLines: (path, functionName) =>
      queue.ask({ about: 'lines', question: { path, function: functionName } }) as Promise<FunctionLines | null>,
    forget: (path) => answers.forget(path),
  };
}
