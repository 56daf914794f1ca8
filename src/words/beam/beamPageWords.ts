import { t } from '@vscode/l10n';
import type { CapabilityWords } from '../../shared/ports/runtime/runtime';
import type { CostWords } from '../../shared/ports/words/lineWords';

/** A node has no costs by line: its lines have findings alone. */
export const beamCostWords: CostWords = {
  blockedText: () => '',
  spawnText: () => '',
  heapText: () => '',
  blockedHover: () => '',
  spawnHover: () => '',
  heapHover: () => '',
};

export function beamCapabilityWords(kind: string): CapabilityWords {
  const name = kind === 'processes' ? t('processes') : kind;
  return { name, short: null, refused: (why) => t('{0} is not offered: {1}.', name, why) };
}
