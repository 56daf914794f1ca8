import type { LineHint } from '../../shared/model/hint';
import { hintKinds, type LiveHintKind } from './hintKinds';

/** A line's look: what its verdict is, else what its first kind is. */
export type HintLook = 'leak-proven' | 'leak-probable' | 'note' | 'unsure' | `${LiveHintKind}.${'suspect' | 'calm'}`;

export const hintLooks: readonly HintLook[] = [
  'leak-proven',
  'leak-probable',
  'note',
  'unsure',
  ...hintKinds.flatMap((kind): HintLook[] => [`${kind}.suspect`, `${kind}.calm`]),
];

export function lookOf({ kinds, confidence, unsure }: Pick<LineHint, 'kinds' | 'confidence' | 'unsure'>): HintLook {
  // Whatever it says, it may say it of another line.
  if (unsure) return 'unsure';
  if (confidence === 'proven' || confidence === 'probable') return `leak-${confidence}`;
  // An explanation, or a leak that is fixed, is no warning.
  if (confidence === 'info') return 'note';
  const kind = hintKinds.find((one) => one === kinds[0]) ?? 'heap';
  return `${kind}.${confidence === 'possible' ? 'suspect' : 'calm'}`;
}
