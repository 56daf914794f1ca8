import type { FindingWords } from '../../shared/ports/words/findingWords';
import { adviceWords } from './adviceWords';
import { amountWords } from '../base/amountWords';
import { confidenceWords, statusNames } from './confidenceWords';
import { courseWords } from './courseWords';
import { cureWords, fixWords } from './cureWords';
import { evidenceSentence } from './evidenceWords';
import { grownWords } from './grownWords';
import { hintWords } from './hintWords';
import { patternNames, roleNames } from './patternWords';
import { rowWords } from './rowWords';
import { stageWords } from './stageWords';
import { titleWords } from './titleWords';

/** Findings in the person's language, as `@vscode/l10n` was told it when the words are asked for. */
export const findingWords: FindingWords = {
  title: titleWords,
  hint: hintWords,
  row: rowWords,
  evidence: evidenceSentence,
  advice: adviceWords,
  cure: cureWords,
  fix: fixWords,
  amount: amountWords,
  confidence: confidenceWords,
  course: courseWords,
  grown: grownWords,
  status: (status) => statusNames[status](),
  stage: stageWords,
  pattern: (pattern) => patternNames[pattern](),
  role: (role) => roleNames[role](),
};
