import { t } from '@vscode/l10n';
import type { CapabilityWords } from '../../shared/ports/runtime/runtime';
import type { CostWords } from '../../shared/ports/words/lineWords';
import type { SnapshotWords } from '../../shared/ports/words/snapshotWords';

/** A node has no costs by line: its lines have findings alone. */
export const beamCostWords: CostWords = {
  blockedText: () => '',
  spawnText: () => '',
  heapText: () => '',
  blockedHover: () => '',
  spawnHover: () => '',
  heapHover: () => '',
};

/** Snapshots of nodes are not kept; one of another version has a name and no more. */
export const beamSnapshotWords: SnapshotWords = {
  report: ({ snapshot }) => ({ title: snapshot.target.name, text: t('A node of Erlang’s.'), links: [] }),
  comparison: ({ snapshot }) => ({ title: snapshot.target.name, text: t('A node of Erlang’s.'), links: [] }),
};

export function beamCapabilityWords(kind: string): CapabilityWords {
  return { name: kind, short: null, refused: (why) => t('{0} is not offered: {1}.', kind, why) };
}
