// Entry of the thread that reads Go source: whatever a package holds, it keeps nobody from polling or from answering an editor.
import { join } from 'node:path';
import { createSourceTree } from './store/go/sourceTree';
import { readPackedBytes } from './store/packedText';
import { createSourceAnswerer } from './syntax/go/answers/goSourceReader';
import type { SourceCalls } from './syntax/go/answers/threadAnswers';
import { serveCalls } from './threads/serveCalls';

// The bundler puts the parser beside the bundle.
const wasm = {
  runtime: join(__dirname, 'tree-sitter.wasm'),
  language: join(__dirname, 'tree-sitter-go.wasm'),
  read: readPackedBytes,
};
const answerer = createSourceAnswerer({ tree: createSourceTree(), wasm });

serveCalls<SourceCalls>({
  answer: (requests) => answerer.answer(requests),
  forget: ({ path }) => answerer.forget(path ?? undefined),
});

export {};
