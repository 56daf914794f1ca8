import type { LineWords } from '../../shared/ports/words/lineWords';
import { asOfWords } from '../base/momentWords';
import { findingWords } from '../findings/findingWords';
import { blockedHover, heapHover, siteLink, spawnHover } from './costHover';
import { blockedText, heapText, spawnText } from './costWords';
import { findingHover } from './findingHover';
import { replacedWords, sourceHover } from './sourceWords';

export const lineWords: LineWords = {
  blockedText,
  spawnText,
  heapText,
  findingText: (finding, room) => findingWords.hint(finding, room),
  blockedHover,
  spawnHover,
  heapHover,
  findingHover: (finding, link) => findingHover(finding, findingWords, link),
  sourceHover,
  asOf: asOfWords,
  replaced: replacedWords,
  siteLink,
};
