import { TextDocument } from 'vscode-languageserver-textdocument';
import { UnsavedEdits } from '../../src/engine/lines/unsavedEdits';
import { OpenDocuments } from '../../src/lsp/openDocuments';

type Place = readonly [line: number, character: number];

/** Somebody who edits one file: changes reach `documents` as an editor sends them. */
export class Typist {
  readonly documents: OpenDocuments;
  readonly unsaved: UnsavedEdits;
  readonly path: string;
  private text: TextDocument;

  constructor(content: string, { documents = new OpenDocuments(), path = '/ws/gateway.go' } = {}) {
    this.documents = documents;
    this.unsaved = new UnsavedEdits(documents);
    this.path = path;
    this.text = TextDocument.create(`file://${path}`, 'go', 1, content);
    this.open();
  }

  get uri(): string {
    return this.text.uri;
  }

  get version(): number {
    return this.text.version;
  }

  get lines(): string[] {
    return this.text.getText().split('\n');
  }

  open(): void {
    this.documents.open(this.text.uri, 'go', this.text.version, this.text.getText());
  }

  /** Puts `text` in place of a range; without an end the range is empty. */
  type(text: string, start: Place, end: Place = start): void {
    this.change({
      range: { start: { line: start[0], character: start[1] }, end: { line: end[0], character: end[1] } },
      text,
    });
  }

  /** Enter at a place, as with an editor that indents. */
  enter(place: Place, indent = ''): void {
    this.type(`\n${indent}`, place);
  }

  deleteLines(first: number, last = first): void {
    this.type('', [first, 0], [last + 1, 0]);
  }

  insertLines(line: number, ...lines: readonly string[]): void {
    this.type(lines.map((text) => `${text}\n`).join(''), [line, 0]);
  }

  /** The whole text anew, as editors without ranges send it. */
  replaceAll(text: string): void {
    this.change({ text });
  }

  save(): void {
    this.documents.save(this.text.uri);
  }

  close(): void {
    this.documents.close(this.text.uri);
  }

  private change(change: Parameters<typeof TextDocument.update>[1][number]): void {
    const version = this.text.version + 1;
    this.documents.change(this.text.uri, version, [change]);
    this.text = TextDocument.update(this.text, [change], version);
  }
}

/** Line endings as `lines` are joined. */
export function textOf(...lines: readonly string[]): string {
  return lines.join('\n');
}
