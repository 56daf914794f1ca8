import {
  Range,
  Uri,
  window,
  type DecorationOptions,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
} from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { DocumentHints, LineHint } from '../../shared/model/hint';
import { engineNotifications } from '../../shared/wires/lspMessages';
import { plainText } from '../../shared/base/said/plainText';
import type { EngineClient } from '../engine/engineClient';
import { hintLooks, lookOf, type HintLook } from './hintLook';
import { createDecorationType } from './hintStyle';
import { hintsToDraw } from './hintsToDraw';

/** The end of a line has no more room. */
const longestText = 120;

interface LookType {
  readonly look: HintLook;
  readonly type: TextEditorDecorationType;
}

/**
 * Draws the engine's hints on the lines of visible editors. Remembers the last hints of each document, so that an editor
 * that comes into view has them at once.
 *
 * Hints belong to one version of a document. Those for another version wait: decorations drawn before follow the edits by
 * themselves, and the engine sends new hints for every version it sees.
 */
export class HintDecorations implements Disposable {
  private readonly store = new DisposableStore();
  private readonly hints = new Map<string, DocumentHints>();
  private readonly media: Uri;
  /** Made when the first hint is drawn: a window without targets needs none. */
  private types: readonly LookType[] | null = null;

  constructor(engine: Pick<EngineClient, 'on'>, extensionUri: Uri) {
    this.media = Uri.joinPath(extensionUri, 'media');
    this.store.add(engine.on(engineNotifications.hints, ({ documents }) => this.receive(documents)));
    this.store.add(window.onDidChangeVisibleTextEditors((editors) => this.drawAll(editors)));
  }

  /** The last hints received for a document, whether or not it is visible. */
  hintsFor(uri: Uri): readonly LineHint[] {
    return this.hints.get(uri.toString())?.hints ?? [];
  }

  dispose(): void {
    this.store.dispose();
    this.hints.clear();
  }

  private receive(documents: readonly DocumentHints[]): void {
    const keys = new Set<string>();
    for (const received of documents) {
      const key = Uri.parse(received.uri).toString();
      keys.add(key);
      if (received.hints.length > 0) this.hints.set(key, received);
      else this.hints.delete(key);
    }
    for (const editor of window.visibleTextEditors) {
      const key = editor.document.uri.toString();
      if (keys.has(key)) this.draw(editor, this.hints.get(key));
    }
  }

  private drawAll(editors: readonly TextEditor[]): void {
    for (const editor of editors) {
      const hints = this.hints.get(editor.document.uri.toString());
      if (hints !== undefined) this.draw(editor, hints);
    }
  }

  private draw(editor: TextEditor, received: DocumentHints | undefined): void {
    const { document } = editor;
    const hints = hintsToDraw(received, document);
    if (hints === null) return;
    this.types ??= this.createTypes();
    for (const { look, type } of this.types) {
      const drawn = hints.filter((hint) => lookOf(hint) === look).map((hint) => toDecoration(document, hint));
      editor.setDecorations(type, drawn);
    }
  }

  private createTypes(): readonly LookType[] {
    return hintLooks.map((look) => ({ look, type: this.store.add(createDecorationType(look, this.media)) }));
  }
}

/** Marks the first character of the line's code, so that a line break typed at either end leaves the hint with the code. */
function toDecoration(document: TextDocument, hint: LineHint): DecorationOptions {
  const start = document.lineAt(hint.line).firstNonWhitespaceCharacterIndex;
  const range = new Range(hint.line, start, hint.line, start + 1);
  return { range, renderOptions: { after: { contentText: plainText(hint.text, longestText) } } };
}
