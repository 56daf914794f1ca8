import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { engineNotifications } from '../../shared/wires/lspMessages';
import { loadedWhenCalled, type CommandHandlers } from '../base/commandRegistry';
import { loadedOnce } from '../base/loadedOnce';
import { profileActionNames, type ProfileActionName } from './profileActionNames';
import type { ProfileActions, ProfileActionsParts } from './profileActions';
import { ProfileEditor, type ProfileEditorParts } from './profileEditor';

export type ProfileViewParts = Omit<ProfileEditorParts, 'compare' | 'onLines'> & Omit<ProfileActionsParts, 'editor'>;

/** The editor of profiles, and the commands that open something in it. */
export class ProfileViews implements Disposable {
  readonly commands: Pick<CommandHandlers, ProfileActionName>;
  private readonly owned = new DisposableStore();

  constructor(parts: ProfileViewParts) {
    const { engine, report } = parts;
    const actions = loadedOnce(async (): Promise<ProfileActions> => {
      const { ProfileActions } = await import('./profileActions');
      return this.owned.add(new ProfileActions({ ...parts, editor }));
    });
    const editor = new ProfileEditor({
      ...parts,
      onLines: async () => (await actions()).onLines,
      compare: async (address, profileId) => (await actions()).compare(address, profileId),
    });
    this.owned.add(editor);
    // Whoever travels, a window says so on its lines: the command may have been another window's, or an agent's.
    this.owned.add(
      engine.on(engineNotifications.travelled, ({ travel }) => {
        actions().then(({ timeTravel }) => timeTravel.show(travel), report);
      }),
    );
    this.commands = loadedWhenCalled(profileActionNames, async () => (await actions()).commands);
  }

  dispose(): void {
    this.owned.dispose();
  }
}
