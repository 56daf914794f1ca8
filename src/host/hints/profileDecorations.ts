import {
  DecorationRangeBehavior,
  OverviewRulerLane,
  ThemeColor,
  window,
  type TextEditor,
  type TextEditorDecorationType,
  type Uri,
} from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { LineHint } from '../../shared/model/hint';
import { engineNotifications } from '../../shared/wires/lspMessages';
import { colors } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import { DrawnHints } from './drawnHints';
import { unsureColor } from './hintStyle';
import { placedText, roomIn } from './placedText';

/**
 * Draws what lines cost in the profile that a person shows on them: behind what services say, in a colour of its own and at the left of
 * the overview ruler, where that stands at the right. The margin beside the line numbers belongs to verdicts.
 */
export class ProfileDecorations implements Disposable {
  private readonly store = new DisposableStore();
  private readonly drawn: DrawnHints;
  /** Made when the first line is drawn. */
  private types: { readonly sure: TextEditorDecorationType; readonly unsure: TextEditorDecorationType } | null = null;

  constructor(engine: Pick<EngineClient, 'on' | 'onLost'>) {
    this.drawn = this.store.add(
      new DrawnHints(engine, engineNotifications.profileHints, (editor, hints) => this.draw(editor, hints)),
    );
    // A new engine has no profile open.
    this.store.add(engine.onLost(() => this.drawn.forget()));
  }

  /** The last hints received for a document, whether or not it is visible. */
  hintsFor(uri: Uri): readonly LineHint[] {
    return this.drawn.hintsFor(uri);
  }

  dispose(): void {
    this.store.dispose();
  }

  private draw(editor: TextEditor, hints: readonly LineHint[]): void {
    if (this.types === null && hints.length === 0) return;
    this.types ??= {
      sure: this.store.add(decorationType(colors.profileForeground, colors.profileRuler)),
      unsure: this.store.add(decorationType(unsureColor, unsureColor)),
    };
    const room = roomIn(editor);
    const placed = (unsure: boolean) =>
      hints.filter((hint) => hint.unsure === unsure).map((hint) => placedText(editor.document, hint, room));
    editor.setDecorations(this.types.sure, placed(false));
    editor.setDecorations(this.types.unsure, placed(true));
  }
}

function decorationType(foreground: string, ruler: string): TextEditorDecorationType {
  return window.createTextEditorDecorationType({
    isWholeLine: true,
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    overviewRulerColor: new ThemeColor(ruler),
    overviewRulerLane: OverviewRulerLane.Left,
    after: { margin: '0 0 0 2ch', color: new ThemeColor(foreground), fontStyle: 'italic', fontWeight: 'normal' },
  });
}
