import { Uri, window, type TextEditor } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { DocumentHints, LineHint } from '../../shared/model/hint';
import type { Message } from '../../shared/wires/lspMessages';
import type { EngineClient } from '../engine/engineClient';
import { hintsToDraw } from './hintsToDraw';

/** What the engine says of documents: all of each that it names. */
type HintMessage = Message<{ readonly documents: readonly DocumentHints[] }>;

/**
 * Has the engine's hints drawn on the lines of visible editors. Remembers the last hints of each document, so that an editor
 * that comes into view has them at once.
 *
 * Hints belong to one version of a document. Those for another version wait: decorations drawn before follow the edits by
 * themselves, and the engine sends new hints for every version it sees.
 */
export class DrawnHints implements Disposable {
  private readonly store = new DisposableStore();
  private readonly hints = new Map<string, DocumentHints>();
  private readonly draw: (editor: TextEditor, hints: readonly LineHint[]) => void;

  constructor(
    engine: Pick<EngineClient, 'on'>,
    message: HintMessage,
    draw: (editor: TextEditor, hints: readonly LineHint[]) => void,
  ) {
    this.draw = draw;
    this.store.add(engine.on(message, ({ documents }) => this.receive(documents)));
    this.store.add(window.onDidChangeVisibleTextEditors((editors) => this.drawAll(editors)));
  }

  /** The last hints received for a document, whether or not it is visible. */
  hintsFor(uri: Uri): readonly LineHint[] {
    return this.hints.get(uri.toString())?.hints ?? [];
  }

  /** Who sent them is gone. */
  forget(): void {
    this.hints.clear();
    for (const editor of window.visibleTextEditors) this.draw(editor, []);
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
      if (keys.has(key)) this.drawIn(editor, this.hints.get(key));
    }
  }

  private drawAll(editors: readonly TextEditor[]): void {
    for (const editor of editors) {
      const hints = this.hints.get(editor.document.uri.toString());
      if (hints !== undefined) this.drawIn(editor, hints);
    }
  }

  private drawIn(editor: TextEditor, received: DocumentHints | undefined): void {
    const hints = hintsToDraw(received, editor.document);
    if (hints !== null) this.draw(editor, hints);
  }
}
