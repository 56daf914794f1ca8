import { Uri, type TextEditor } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { LineHint } from '../../shared/model/hint';
import { engineNotifications } from '../../shared/wires/lspMessages';
import type { EngineClient } from '../engine/engineClient';
import { DrawnHints } from './drawnHints';
import { hintLooks, lookOf, type HintLook } from './hintLook';
import { createDecorationTypes, type LookTypes } from './hintStyle';
import { ProfileDecorations } from './profileDecorations';
import { markedRange, placedText, roomIn } from './placedText';

/** Draws what services say of lines, and what a profile does that is shown on them. */
export class HintDecorations implements Disposable {
  private readonly store = new DisposableStore();
  readonly profile: ProfileDecorations;
  private readonly drawn: DrawnHints;
  private readonly media: Uri;
  /** Made when the first hint is drawn: a window without targets needs none. */
  private types: ReadonlyMap<HintLook, LookTypes> | null = null;

  constructor(engine: Pick<EngineClient, 'on' | 'onLost'>, extensionUri: Uri) {
    this.media = Uri.joinPath(extensionUri, 'media');
    this.profile = this.store.add(new ProfileDecorations(engine));
    this.drawn = this.store.add(
      new DrawnHints(engine, engineNotifications.hints, (editor, hints) => this.draw(editor, hints)),
    );
  }

  /** The last hints received for a document, whether or not it is visible. */
  hintsFor(uri: Uri): readonly LineHint[] {
    return this.drawn.hintsFor(uri);
  }

  dispose(): void {
    this.store.dispose();
  }

  private draw(editor: TextEditor, hints: readonly LineHint[]): void {
    const { document } = editor;
    this.types ??= this.createTypes();
    const room = roomIn(editor);
    for (const [look, { text, gutter }] of this.types) {
      const drawn = hints.filter((hint) => lookOf(hint) === look);
      editor.setDecorations(
        text,
        drawn.map((hint) => placedText(document, hint, room)),
      );
      editor.setDecorations(
        gutter,
        drawn.map((hint) => markedRange(document, hint)),
      );
    }
  }

  private createTypes(): ReadonlyMap<HintLook, LookTypes> {
    return new Map(
      hintLooks.map((look) => {
        const types = createDecorationTypes(look, this.media);
        this.store.add(types.text);
        this.store.add(types.gutter);
        return [look, types];
      }),
    );
  }
}
