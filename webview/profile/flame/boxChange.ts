import { t } from '@vscode/l10n';
import { saidAmount, signedShare } from '../../../src/shared/base/profileAmounts';
import type { FlameWindow } from '../../../src/shared/model/views/flameView';

/** What became of a box in a difference. */
export const boxChanges = ['grown', 'shrunk', 'even', 'noise'] as const;
export type BoxChange = (typeof boxChanges)[number];

export function boxChange({ cum, compared }: FlameWindow, box: number): BoxChange {
  const change = cum[box] ?? 0;
  if (Math.abs(change) < (compared?.noise?.[box] ?? 0)) return 'noise';
  return change === 0 ? 'even' : change > 0 ? 'grown' : 'shrunk';
}

/** What tells changes apart where there are no colours, in front of their numbers. */
export const changeMarks: Readonly<Record<BoxChange, string>> = { grown: '▲', shrunk: '▼', even: '=', noise: '≈' };

/** The same in words. */
export function changeName(change: BoxChange): string {
  switch (change) {
    case 'grown':
      return t('grown');
    case 'shrunk':
      return t('shrunk');
    case 'even':
      return t('as much grown as shrunk');
    case 'noise':
      return t('could be noise of sampling');
  }
}

/** The mark and the number of a box: the change, or its share of the whole that it is compared with. */
export function changeText(window: FlameWindow, box: number, inShares: boolean): string {
  const change = window.cum[box] ?? 0;
  const share = inShares ? signedShare(change, window.total) : '';
  return `${changeMarks[boxChange(window, box)]} ${share === '' ? saidAmount(window, change) : share}`;
}
