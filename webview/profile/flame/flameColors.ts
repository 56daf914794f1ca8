import type { FlameWindow } from '../../../src/shared/model/views/flameView';
import type { FrameOwner, FrameTable } from '../../../src/shared/model/views/viewFrames';
import type { PanelTheme } from '../../base/theme';
import { boxChange, type BoxChange } from './boxChange';
import { ownerIn } from '../frameWords';

/** What a theme says of itself. */
export interface FlameTone {
  readonly isDark: boolean;
  readonly highContrast: boolean;
  readonly background: string;
  /** Of text on boxes. */
  readonly foreground: string;
  /** Of text beside boxes. */
  readonly onGround: string;
}

/** Reads what stands on the page's body now. */
export function flameTone({ highContrast, color }: PanelTheme): FlameTone {
  const { classList } = document.body;
  const isDarkContrast =
    classList.contains('vscode-high-contrast') && !classList.contains('vscode-high-contrast-light');
  const isDark = classList.contains('vscode-dark') || isDarkContrast;
  // On the colours of boxes, not on the editor's own ground.
  const foreground = highContrast ? color('foreground') : isDark ? '#ffffff' : '#1b1b1b';
  return { isDark, highContrast, background: color('editor-background'), foreground, onGround: color('foreground') };
}

/** How much colour code of each owner has: one's own stands out, and the runtime is grey. In the units of OKLCH. */
const chroma: Readonly<Record<FrameOwner, number>> = { own: 0.13, library: 0.055, standard: 0.03, runtime: 0.008 };

/** By package, so that boxes of one are of one colour; in OKLCH, in which equal lightness looks equally light: text is readable on each. */
export function packageColors(frames: FrameTable, tone: FlameTone): (frame: number) => string {
  if (tone.highContrast) return () => tone.background;
  const known: string[] = [];
  return (frame) => (known[frame] ??= packageColor(frames, frame, tone));
}

/** What has grown is red, what has shrunk blue, the stronger the more of the box it is; grey is what sampling could have made up. */
export function signColors(window: FlameWindow, tone: FlameTone): (box: number) => string {
  if (tone.highContrast) return () => tone.background;
  return (box) => {
    const width = (window.width[box] ?? 0) * window.magnitude;
    const share = width === 0 ? 0 : Math.min(1, Math.abs((window.cum[box] ?? 0) / width));
    return changeColor(tone, boxChange(window, box), share);
  };
}

/** @param share of a box that has changed one way, 0 to 1 */
export function changeColor(tone: FlameTone, change: BoxChange, share: number): string {
  const strength = change === 'noise' || change === 'even' ? 0 : 0.025 + 0.13 * share;
  const owner = change === 'noise' ? 'runtime' : 'own';
  return oklch(lightness(tone, owner), strength, change === 'shrunk' ? 255 : 27);
}

function packageColor(frames: FrameTable, frame: number, tone: FlameTone): string {
  const owner = ownerIn(frames, frame);
  const name = (frames.packages[frame] ?? '') || (frames.files[frame] ?? '') || (frames.functions[frame] ?? '');
  return oklch(lightness(tone, owner), chroma[owner], hueOf(name));
}

function lightness({ isDark }: FlameTone, owner: FrameOwner): number {
  if (isDark) return owner === 'own' ? 0.47 : 0.38;
  return owner === 'own' ? 0.82 : 0.91;
}

function oklch(light: number, strength: number, hue: number): string {
  return `oklch(${light.toFixed(3)} ${strength.toFixed(3)} ${hue.toFixed(0)})`;
}

/** Names that are alike get hues that are not. */
function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % 360;
}
