import type { CostWords } from '../../../shared/ports/words/lineWords';
import { blockedHover, heapHover, spawnHover } from './costHover';
import { blockedText, heapText, spawnText } from './costWords';

export const goCostWords: CostWords = { blockedText, spawnText, heapText, blockedHover, spawnHover, heapHover };
