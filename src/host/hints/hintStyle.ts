import {
  DecorationRangeBehavior,
  OverviewRulerLane,
  ThemeColor,
  window,
  type TextEditorDecorationType,
  type Uri,
} from 'vscode';
import { colors } from '../base/contributionNames';
import type { LiveHintKind } from './hintKinds';
import type { HintLook } from './hintLook';

/** What tells one look from another. */
interface LookParts {
  /** Of the images in `media`, without theme and extension. */
  readonly icon: string;
  readonly ruler: string;
  readonly foreground: string;
  readonly background: string | null;
}

const rulers: Record<LiveHintKind, string> = {
  heap: colors.heapRuler,
  blocked: colors.blockedRuler,
  spawn: colors.spawnRuler,
};

/** VS Code's own colour for what is not in force. */
export const unsureColor = 'disabledForeground';

type CostLook = Extract<HintLook, `${LiveHintKind}.${string}`>;

function partsOf(look: HintLook): LookParts {
  switch (look) {
    case 'leak-proven':
    case 'leak-probable':
      return {
        icon: look,
        ruler: colors.leakRuler,
        foreground: colors.leakForeground,
        background: colors.leakBackground,
      };
    case 'note':
      return { icon: look, ruler: colors.hintForeground, foreground: colors.hintForeground, background: null };
    case 'unsure':
      return { icon: look, ruler: unsureColor, foreground: unsureColor, background: null };
    default:
      return costParts(look);
  }
}

/** A number alone is no alarm, however it grows: its colour is calm until there is a verdict. */
function costParts(look: CostLook): LookParts {
  const [kind, suspicion] = look.split('.') as [LiveHintKind, 'suspect' | 'calm'];
  const suspect = suspicion === 'suspect';
  return {
    icon: kind,
    ruler: suspect ? colors.growingRuler : rulers[kind],
    foreground: suspect ? colors.growingForeground : colors.hintForeground,
    background: null,
  };
}

/** A look is drawn by two decorations: one that is of the whole line would repeat its icon on every row of a wrapped line. */
export interface LookTypes {
  readonly text: TextEditorDecorationType;
  readonly gutter: TextEditorDecorationType;
}

/**
 * The editor's decorations for a look; only the text is left to the single line. Everything is drawn in room that the
 * editor keeps anyway (glyph margin, end of line, overview ruler), so no text moves.
 */
export function createDecorationTypes(look: HintLook, mediaFolder: Uri): LookTypes {
  const parts = partsOf(look);
  return { text: textType(parts), gutter: gutterType(parts, mediaFolder) };
}

function gutterType({ icon, ruler }: LookParts, mediaFolder: Uri): TextEditorDecorationType {
  const image = (theme: string) => ({ gutterIconPath: mediaFile(mediaFolder, `${icon}-${theme}.svg`) });
  return window.createTextEditorDecorationType({
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    gutterIconSize: 'contain',
    dark: image('dark'),
    light: image('light'),
    overviewRulerColor: new ThemeColor(ruler),
    overviewRulerLane: OverviewRulerLane.Right,
  });
}

function textType({ foreground, background }: LookParts): TextEditorDecorationType {
  return window.createTextEditorDecorationType({
    // The text is drawn at the end of the whole line, wherever the small range stands in it.
    isWholeLine: true,
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    ...(background === null ? {} : { backgroundColor: new ThemeColor(background) }),
    after: {
      margin: '0 0 0 2ch',
      color: new ThemeColor(foreground),
      fontStyle: 'normal',
      fontWeight: 'normal',
    },
  });
}

function mediaFile(folder: Uri, name: string): Uri {
  return folder.with({ path: `${folder.path}/${name}` });
}
