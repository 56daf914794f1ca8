import { Range, Uri, window, type DecorationOptions, type TextDocument, workspace, type TextEditor } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { DocumentHints, LineHint } from '../../shared/model/hint';
import { engineNotifications } from '../../shared/wires/lspMessages';
import { plainText } from '../../shared/base/said/plainText';
import type { EngineClient } from '../engine/engineClient';
import { hintLooks, lookOf, type HintLook } from './hintLook';
import { createDecorationTypes, type LookTypes } from './hintStyle';
import { roomFor, type EditorRoom } from './hintRoom';
import { hintsToDraw } from './hintsToDraw';

/** The end of a line has no more room. */
const longestText = 120;

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
  private types: ReadonlyMap<HintLook, LookTypes> | null = null;

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
    const room = roomIn(editor);
    for (const [look, { text, gutter }] of this.types) {
      const drawn = hints.filter((hint) => lookOf(hint) === look);
      editor.setDecorations(
        text,
        drawn.map((hint) => toDecoration(document, hint, room)),
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

function toDecoration(document: TextDocument, hint: LineHint, room: EditorRoom): DecorationOptions {
  const { text, narrowText = text, shortText = text } = hint;
  const said = { ample: text, narrow: narrowText, scarce: shortText }[roomFor(document.lineAt(hint.line).text, room)];
  return {
    range: markedRange(document, hint),
    renderOptions: { after: { contentText: plainText(said, longestText) } },
  };
}

/** The first character of the line's code, so that a line break typed at either end leaves the hint with the code. */
function markedRange(document: TextDocument, { line }: LineHint): Range {
  const start = document.lineAt(line).firstNonWhitespaceCharacterIndex;
  return new Range(line, start, line, start + 1);
}

/** What an editor tells of its room: not how wide it is, which no extension learns. */
function roomIn({ document, options }: TextEditor): EditorRoom {
  const wraps = workspace.getConfiguration('editor', document).get<string>('wordWrap', 'off') !== 'off';
  return { tabSize: typeof options.tabSize === 'number' ? options.tabSize : 4, wraps };
}
