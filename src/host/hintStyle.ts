import {
  DecorationRangeBehavior,
  OverviewRulerLane,
  ThemeColor,
  window,
  type TextEditorDecorationType,
  type Uri,
} from 'vscode';
import type { HintKind, LineHint } from '../shared/hint';
import { colors } from './contributionNames';
import { hintKinds } from './hintKinds';

/** A line's look: what its first kind is, and whether it grows. */
export type HintStyle = `${HintKind}.${'growing' | 'steady'}`;

export const hintStyles: readonly HintStyle[] = hintKinds.flatMap((kind): HintStyle[] => [
  `${kind}.growing`,
  `${kind}.steady`,
]);

export function styleOf({ kinds, growing }: LineHint): HintStyle {
  return `${kinds[0] ?? 'heap'}.${growing ? 'growing' : 'steady'}`;
}

const rulers: Record<HintKind, string> = {
  heap: colors.heapRuler,
  blocked: colors.blockedRuler,
  spawn: colors.spawnRuler,
};

/**
 * The editor's decoration for a style; only the text is left to the single line. Everything is drawn in room that the
 * editor keeps anyway (glyph margin, end of line, overview ruler), so no text moves.
 */
export function createDecorationType(style: HintStyle, mediaFolder: Uri): TextEditorDecorationType {
  const [kind, trend] = style.split('.') as [HintKind, 'growing' | 'steady'];
  const growing = trend === 'growing';
  const icon = (theme: string) => ({ gutterIconPath: mediaFile(mediaFolder, `${kind}-${theme}.svg`) });
  return window.createTextEditorDecorationType({
    // The text is drawn at the end of the whole line, wherever the small range stands in it.
    isWholeLine: true,
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    gutterIconSize: 'contain',
    dark: icon('dark'),
    light: icon('light'),
    overviewRulerColor: new ThemeColor(growing ? colors.growingRuler : rulers[kind]),
    overviewRulerLane: OverviewRulerLane.Right,
    ...(kind === 'blocked' ? { backgroundColor: new ThemeColor(colors.blockedBackground) } : {}),
    after: {
      margin: '0 0 0 3ch',
      color: new ThemeColor(growing ? colors.growingForeground : colors.hintForeground),
      fontStyle: 'normal',
      fontWeight: 'normal',
    },
  });
}

function mediaFile(folder: Uri, name: string): Uri {
  return folder.with({ path: `${folder.path}/${name}` });
}
