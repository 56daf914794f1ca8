import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { TrendsEditor, type TrendsEditorParts } from './trendsEditor';
import { TrendsView } from './trendsView';

/** The two places of the chart. Loaded when one of them is opened, or when what it is to show is chosen. */
export class TrendsPages implements Disposable {
  readonly view: TrendsView;
  readonly editor: TrendsEditor;
  private readonly owned = new DisposableStore();

  constructor(parts: TrendsEditorParts) {
    this.view = this.owned.add(new TrendsView(parts));
    this.editor = this.owned.add(new TrendsEditor(parts));
  }

  /** What is kept of a target is gone. */
  historyDeleted(): void {
    this.view.historyDeleted();
    this.editor.historyDeleted();
  }

  dispose(): void {
    this.owned.dispose();
  }
}
