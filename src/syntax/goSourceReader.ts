import type { AllocationFacts, GoSourceReader, WaitFacts } from '../shared/goSource';
import { explainAllocation } from './explainAllocation';
import { explainWait } from './explainWait';
import { functionLines } from './functionLines';
import { loadGoParser } from './goParser';
import type { ParseGo, WasmFiles } from './goParser';
import { PackageCache } from './packageCache';
import type { SourceFolder } from './packageCache';

/** Where the room gets its text and its parser. */
export interface GoSourceReaderOptions {
  readonly tree: SourceFolder;
  readonly wasm: WasmFiles;
}

/**
 * Reads the package of a line with a real parser. Nothing is loaded before the first question. Whatever cannot be read or
 * understood answers null: a verdict stands without the source, only its words are poorer.
 */
export function createGoSourceReader({ tree, wasm }: GoSourceReaderOptions): GoSourceReader {
  let loading: Promise<ParseGo> | null = null;
  const parser = () => (loading ??= loadGoParser(wasm));
  const packages = new PackageCache(tree, parser);
  // Questions that come together are most often about one package: in turn, it is read once.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(ask: () => Promise<T | null>): Promise<T | null> => {
    const answer = last.then(ask).catch(() => null);
    last = answer;
    return answer;
  };
  return {
    explainWait: (question) =>
      inTurn<WaitFacts>(async () => {
        const found = await packages.open(question.path);
        return found === null ? null : explainWait(found.goPackage, found.file, question);
      }),
    explainAllocation: (question) =>
      inTurn<AllocationFacts>(async () => {
        const found = await packages.open(question.path);
        return found === null ? null : explainAllocation(found.goPackage, found.file, question);
      }),
    functionLines: (path, functionName) =>
      inTurn(async () => {
        const found = await packages.open(path);
        return found === null ? null : functionLines(found.file, functionName);
      }),
    forget: (path) => packages.forget(path),
  };
}
