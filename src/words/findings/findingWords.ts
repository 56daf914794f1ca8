import type { CommonFindingWords } from '../../shared/ports/words/findingWords';
import { amountWords } from '../base/amountWords';
import { limitEvidence, outlookSentence } from '../base/outlookWords';
import { confidenceWords, statusNames } from './confidenceWords';
import { courseWords } from './courseWords';
import { grownWords } from './grownWords';
import { ignoredWords } from './ignoredWords';
import { roleWords } from './roleWords';
import { stageWords } from './stageWords';

/**
 * What is said of the findings of any runtime, in the person's language, as `@vscode/l10n` was told it when the words are asked for.
 * What they are and what to do about them their runtime says (`wordsOfAll`); of a kind that none knows, its name and its number.
 */
export const findingWords: CommonFindingWords = {
  title: ({ kind, amount }) => `${kind}: ${amountWords(amount.value, amount.unit)}`,
  hint: ({ kind, amount }) => `${kind}: ${amountWords(amount.value, amount.unit)}`,
  row: ({ amount }) => amountWords(amount.value, amount.unit),
  evidence: limitEvidence,
  advice: () => '',
  cure: () => '',
  fix: ({ writes }) => writes,
  pattern: () => null,
  doubt: () => null,
  amount: amountWords,
  confidence: confidenceWords,
  course: courseWords,
  grown: grownWords,
  status: (status) => statusNames[status](),
  stage: stageWords,
  ignored: ignoredWords,
  role: roleWords,
  outlook: outlookSentence,
};
