import type { FlameWindow } from '../../../src/shared/model/views/flameView';
import type { FrameOwner, FrameTable } from '../../../src/shared/model/views/viewFrames';
import { ownerIn } from '../frameWords';

/** What a theme says of itself. */
export interface FlameTone {
  readonly isDark: boolean;
  readonly highContrast: boolean;
  readonly background: string;
  readonly foreground: string;
}

/** How much colour code of each owner has: one's own stands out, and the runtime is grey. In the units of OKLCH. */
const chroma: Readonly<Record<FrameOwner, number>> = { own: 0.13, library: 0.055, standard: 0.03, runtime: 0.008 };

/** By package, so that boxes of one are of one colour; in OKLCH, in which equal lightness looks equally light: text is readable on each. */
export function packageColors(frames: FrameTable, tone: FlameTone): (frame: number) => string {
  if (tone.highContrast) return () => tone.background;
  const known: string[] = [];
  return (frame) => (known[frame] ??= packageColor(frames, frame, tone));
}

/** What has grown is red, what has shrunk blue, the stronger the more of the box it is. */
export function signColors(window: FlameWindow, tone: FlameTone): (box: number) => string {
  if (tone.highContrast) return () => tone.background;
  return (box) => {
    const width = (window.width[box] ?? 0) * window.magnitude;
    const share = width === 0 ? 0 : Math.max(-1, Math.min(1, (window.cum[box] ?? 0) / width));
    const hue = share >= 0 ? 27 : 255;
    return oklch(lightness(tone, 'own'), 0.015 + 0.14 * Math.abs(share), hue);
  };
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
