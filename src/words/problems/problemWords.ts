import type { ProblemWords } from '../../shared/ports/words/problemWords';
import { problemMessage } from './problemMessage';
import { problemStep } from './problemStep';

/** Failures in the person's language, as `@vscode/l10n` was told it when the words are asked for. */
export const problemWords: ProblemWords = {
  message: problemMessage,
  nextStep: problemStep,
};
