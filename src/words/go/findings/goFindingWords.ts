import type { KindWords } from '../../../shared/ports/words/findingWords';
import { adviceWords } from './adviceWords';
import { cureWords, fixWords } from './cureWords';
import { doubtWords } from './doubtWords';
import { evidenceSentence } from './evidenceWords';
import { hintWords } from './hintWords';
import { patternWords } from './patternWords';
import { rowWords } from './rowWords';
import { titleWords } from './titleWords';

export const goFindingWords: KindWords = {
  title: titleWords,
  hint: hintWords,
  row: rowWords,
  evidence: evidenceSentence,
  advice: adviceWords,
  cure: cureWords,
  fix: fixWords,
  pattern: ({ pattern }) => patternWords(pattern),
  doubt: doubtWords,
};
