import type { Disposable } from '../../shared/base/disposable';
import type { DocumentEvent, Documents } from '../../shared/ports/engine/documents';
import { LineShift } from './lineShift';

/** How the lines of open documents moved since they were saved. */
export class UnsavedEdits implements Disposable {
  readonly documents: Documents;
  private readonly shifts = new Map<string, LineShift>();
  private readonly subscription: Disposable;

  /** @param documents followed from now on: what was edited before is not known. */
  constructor(documents: Documents) {
    this.documents = documents;
    this.subscription = documents.events.on((event) => this.follow(event));
    for (const path of documents.paths()) this.begin(path);
  }

  /** From the saved text to the text in the editor; null when the document is not open. */
  sinceSave(path: string): LineShift | null {
    return this.shifts.get(path) ?? null;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private follow(event: DocumentEvent): void {
    switch (event.type) {
      case 'opened':
      case 'saved':
        this.begin(event.path);
        return;
      case 'edited':
        for (const edit of event.edits) this.shifts.get(event.path)?.apply(edit);
        return;
      case 'closed':
        this.shifts.delete(event.path);
    }
  }

  private begin(path: string): void {
    this.shifts.set(path, new LineShift(this.documents.lineCount(path)));
  }
}
