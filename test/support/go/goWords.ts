import { goRuntime } from '../../../src/runtimes/go';
import { runtimesOf, seriesNames, wordsOfAll } from '../../../src/shared/ports/runtime/runtime';
import type { LineWords } from '../../../src/shared/ports/words/lineWords';
import { findingWords } from '../../../src/words/findings/findingWords';
import { createLineWords } from '../../../src/words/lines/lineWords';

/** Findings of Go services in words, as the entries put them together. */
export const goWords = wordsOfAll(runtimesOf([goRuntime]), findingWords);

/** The same for lines. */
export const goLineWords: LineWords = {
  ...createLineWords(goWords, seriesNames({ all: [goRuntime] })),
  ...goRuntime.words.lines,
};
