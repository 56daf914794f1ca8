import { l10n, window, type Memento } from 'vscode';
import { parseProfileState, type ProfileViewState, type SavedView } from '../../../shared/wires/profileMessages';
import { listOfViews, withView } from './viewList';

const key = 'leaklens.profiles.savedViews';

/** Views of profiles that a person gave a name, kept with the workspace: for whichever profile is looked at. */
export class SavedViews {
  private readonly memento: Memento;

  constructor(memento: Memento) {
    this.memento = memento;
  }

  list(): readonly SavedView[] {
    return listOfViews(this.memento.get<unknown>(key), parseProfileState);
  }

  /** Asks for a name; a view of that name is replaced. Nothing is kept when the person goes away. */
  async save(state: ProfileViewState): Promise<void> {
    const name = (
      await window.showInputBox({
        prompt: l10n.t('A name for this view: what is counted, and the filters. Any profile can be looked at by it.'),
        ignoreFocusOut: true,
      })
    )?.trim();
    if (name === undefined || name === '') return;
    await this.memento.update(key, withView(this.list(), { name, state }));
  }

  async forget(name: string): Promise<void> {
    await this.memento.update(
      key,
      this.list().filter((view) => view.name !== name),
    );
  }
}
