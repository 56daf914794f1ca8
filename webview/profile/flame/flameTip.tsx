import { t } from '@vscode/l10n';
import { saidAmount, shareText, signedShare, viewAmount } from '../../../src/shared/base/profileAmounts';
import type { FlameWindow } from '../../../src/shared/model/views/flameView';
import type { FrameKey } from '../../../src/shared/model/views/viewFrames';
import { cumWords, flatWords } from '../costWords';
import { frameIn, frameName, placeText } from '../frameWords';
import type { ProfileStore } from '../profileStore';
import { boxChange, changeMarks, changeName } from './boxChange';

/** A box that is pointed at, and where, in pixels of the window. */
export interface Tip {
  readonly box: number;
  readonly x: number;
  readonly y: number;
}

/** What is told of a box beside the pointer. */
export function FlameTip({ store, tip }: { readonly store: ProfileStore; readonly tip: Tip }) {
  const window = store.answers.flame.value;
  if (window === null) return null;
  const row = window.frame[tip.box] ?? 0;
  const frame = frameIn(window.frames, row);
  const isRight = tip.x > innerWidth / 2;
  const side = isRight ? { right: `${String(innerWidth - tip.x + 12)}px` } : { left: `${String(tip.x + 12)}px` };
  return (
    <div
      class="tip"
      role="presentation"
      style={{ ...side, top: `${String(Math.min(tip.y + 14, innerHeight - 144))}px` }}
    >
      <strong>{frameName(frame)}</strong>
      <span>{placeText(frame)}</span>
      {boxWords(window, tip.box, store.state.value.flame.of).map((words) => (
        <span key={words}>{words}</span>
      ))}
      {differenceWords(window, tip.box).map((words) => (
        <span key={words}>{words}</span>
      ))}
      {window.inlined[tip.box] === 1 && <span>{t('inlined into its caller')}</span>}
    </div>
  );
}

/**
 * What a box costs. A caller that stands above a frame counts what goes through it into that frame alone, and nothing that it costs itself.
 *
 * @param of the frame that the graph is turned around
 */
export function boxWords(window: FlameWindow, box: number, of: FrameKey | null): readonly string[] {
  if (of === null || (window.depth[box] ?? 0) >= window.bandLevel)
    return [cumWords(window, box), flatWords(window, box)];
  const value = window.cum[box] ?? 0;
  return [
    t('{0} called through it: {1} · {2}', frameName(of), saidAmount(window, value), shareText(value, window.total)),
  ];
}

/** Of a difference: which way it went, what it was and is, and what sampling alone could have made of it. */
export function differenceWords(window: FlameWindow, box: number): readonly string[] {
  if (!window.signed) return [];
  const change = boxChange(window, box);
  const words = [`${changeMarks[change]} ${changeName(change)}`];
  const { compared, cum } = window;
  if (compared === null) return words;
  const before = compared.before[box] ?? 0;
  const by = cum[box] ?? 0;
  const was = viewAmount(window, before);
  const is = viewAmount(window, before + by);
  const share = before > 0 ? signedShare(by, before) : '';
  words.push(share === '' ? t('before {0}, now {1}', was, is) : t('before {0}, now {1}: {2}', was, is, share));
  const noise = compared.noise?.[box] ?? 0;
  if (noise > 0) words.push(t('A difference below {0} could be noise of sampling.', viewAmount(window, noise)));
  return words;
}
