import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { DocumentEvent } from '../../shared/ports/engine/documents';
import { LineShift } from './lineShift';
import { LineTexts } from './lineTexts';
import type { UnsavedEdits } from './unsavedEdits';

/**
 * Where the lines of one target's build stand now. A binary was built from saved files, so unsaved edits move its lines at
 * once, and saved edits go on moving them until the process is replaced by a newer build (`rebase`).
 */
export class MovedLines implements Disposable {
  /** What the lines said that the target spoke of, for as long as they are of this build. */
  readonly texts = new LineTexts();
  private readonly unsaved: UnsavedEdits;
  private readonly disposables = new DisposableStore();
  /** From the build's text to the text in the editor, for open documents. */
  private readonly open = new Map<string, LineShift>();
  /** From the build's text to the text last saved, for documents that were saved since the build. */
  private readonly saved = new Map<string, LineShift>();

  constructor(unsaved: UnsavedEdits) {
    this.unsaved = unsaved;
    this.disposables.add(unsaved.documents.events.on((event) => this.follow(event)));
    this.rebase();
  }

  /** 0-based line now of a 0-based line of the build; null when its code was deleted. */
  now(path: string, line: number): number | null {
    const shift = this.open.get(path) ?? this.saved.get(path);
    return shift === undefined ? line : shift.now(line);
  }

  /** Another build answers: it was built from what is saved now. */
  rebase(): void {
    this.saved.clear();
    this.open.clear();
    this.texts.clear();
    for (const path of this.unsaved.documents.paths()) {
      const sinceSave = this.unsaved.sinceSave(path);
      if (sinceSave !== null) this.open.set(path, sinceSave.copy());
    }
  }

  /** The lines of this one file are now told for what is on disk at this moment. */
  rebasePath(path: string): void {
    this.saved.delete(path);
    this.open.delete(path);
    this.texts.forget(path);
    const sinceSave = this.unsaved.sinceSave(path);
    if (sinceSave !== null) this.open.set(path, sinceSave.copy());
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private follow(event: DocumentEvent): void {
    const { path } = event;
    const shift = this.open.get(path);
    switch (event.type) {
      case 'opened':
        this.open.set(path, this.saved.get(path)?.copy() ?? new LineShift(this.unsaved.documents.lineCount(path)));
        return;
      case 'edited':
        for (const edit of event.edits) shift?.apply(edit);
        return;
      case 'saved':
        if (shift !== undefined) this.saved.set(path, shift.copy());
        return;
      case 'closed':
        this.open.delete(path);
    }
  }
}
