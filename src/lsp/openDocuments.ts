import { TextDocument, type Position, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fromClientColumn, toClientColumn, type PositionEncoding } from './wire/positionEncoding';
import type { DocumentEvent, Documents, LineEdit } from '../shared/ports/engine/documents';
import { Emitter } from '../shared/base/emitter';
import { sitePath } from '../shared/base/sitePath';

interface OpenDocument {
  readonly uri: string;
  text: TextDocument;
  /** Edited since it was opened or saved. */
  isDirty: boolean;
}

/** The documents an editor has open, by local path. */
export class OpenDocuments implements Documents {
  private readonly documents = new Map<string, OpenDocument>();
  private readonly encoding: PositionEncoding;
  readonly events = new Emitter<DocumentEvent>();

  /** @param encoding how the client counts the characters of a line */
  constructor(encoding: PositionEncoding = 'utf-16') {
    this.encoding = encoding;
  }

  open(uri: string, languageId: string, version: number, content: string): void {
    const path = localPath(uri);
    if (path === null) return;
    const text = TextDocument.create(uri, languageId, version, content);
    this.documents.set(path, { uri, text, isDirty: false });
    this.events.fire({ type: 'opened', path });
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const path = localPath(uri);
    const document = path === null ? undefined : this.documents.get(path);
    if (path === null || document === undefined) return;
    const edits: LineEdit[] = [];
    for (const given of changes) {
      const change = this.counted(document.text, given);
      edits.push(toLineEdit(document.text, change));
      document.text = TextDocument.update(document.text, [change], version);
    }
    // A change without content, as some clients send it, has a version too.
    document.text = TextDocument.update(document.text, [], version);
    document.isDirty ||= changes.length > 0;
    this.events.fire({ type: 'edited', path, edits });
  }

  save(uri: string): void {
    const path = localPath(uri);
    const document = path === null ? undefined : this.documents.get(path);
    if (path === null || document === undefined) return;
    document.isDirty = false;
    this.events.fire({ type: 'saved', path });
  }

  close(uri: string): void {
    const path = localPath(uri);
    if (path === null || !this.documents.delete(path)) return;
    this.events.fire({ type: 'closed', path });
  }

  paths(): string[] {
    return [...this.documents.keys()];
  }

  lineCount(path: string): number {
    return this.documents.get(path)?.text.lineCount ?? 0;
  }

  /** A line as the editor shows it, with its break; null when the document is not open. */
  lineText(path: string, line: number): string | null {
    const document = this.documents.get(path)?.text;
    return document?.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }) ?? null;
  }

  /** Where a line ends, as the client counts. */
  lineEnd(path: string, line: number): number {
    const text = (this.lineText(path, line) ?? '').replace(/[\r\n]+$/, '');
    return toClientColumn(text, text.length, this.encoding);
  }

  /** A column in UTF-16 units as the client counts it; null where that depends on a line which is not open. */
  column(path: string, line: number, column: number): number | null {
    if (this.encoding === 'utf-16' || column === 0) return column;
    const text = this.lineText(path, line);
    return text === null ? null : toClientColumn(text, column, this.encoding);
  }

  /** True when the editor shows something else than what is on disk. */
  isDirty(path: string): boolean {
    return this.documents.get(path)?.isDirty ?? false;
  }

  /** The version in the editor; null when the document is not open. */
  version(path: string): number | null {
    return this.documents.get(path)?.text.version ?? null;
  }

  /** The editor's own URI while the document is open, else one made from the path. */
  uri(path: string): string {
    return this.documents.get(path)?.uri ?? pathToFileURL(path).href;
  }

  dispose(): void {
    this.events.dispose();
    this.documents.clear();
  }

  /** A change with the columns of its range in UTF-16 units. */
  private counted(text: TextDocument, change: TextDocumentContentChangeEvent): TextDocumentContentChangeEvent {
    if (this.encoding === 'utf-16' || !('range' in change)) return change;
    const position = ({ line, character }: Position) => {
      const content = text.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
      return { line, character: fromClientColumn(content, character, this.encoding) };
    };
    return { range: { start: position(change.range.start), end: position(change.range.end) }, text: change.text };
  }
}

/** The local path of a `file:` URI, as sites carry it; null for anything else. */
export function localPath(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return sitePath(fileURLToPath(uri));
  } catch {
    // A file URI with a host part names no file of this machine.
    return null;
  }
}

function toLineEdit(before: TextDocument, change: TextDocumentContentChangeEvent): LineEdit {
  const { start, end } = 'range' in change ? change.range : wholeRange(before);
  const head = before.getText({ start: { line: start.line, character: 0 }, end: start });
  const tail = before.getText({ start: end, end: { line: end.line + 1, character: 0 } }).replace(/[\r\n]+$/, '');
  return {
    startLine: start.line,
    before: toLines(head + before.getText({ start, end }) + tail),
    after: toLines(head + change.text + tail),
    keepsHead: head.trim() !== '',
    keepsTail: tail.trim() !== '',
  };
}

/** Breaks as LSP counts them. */
function toLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

function wholeRange(document: TextDocument) {
  return { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
}
