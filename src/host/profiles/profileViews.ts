import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { LoadedOnce } from '../../shared/base/loadedOnce';
import { engineNotifications } from '../../shared/wires/lspMessages';
import { loadedWhenCalled, type CommandHandlers } from '../base/commandRegistry';
import { profileActionNames, type ProfileActionName } from './profileActionNames';
import type { ProfileActions, ProfileActionsParts } from './profileActions';
import { testProfileViews } from './testProfileViews';
import { ProfileEditor, type ProfileEditorParts } from './profileEditor';

export type ProfileViewParts = Omit<ProfileEditorParts, 'compare' | 'onLines'> & Omit<ProfileActionsParts, 'editor'>;

/** The editor of profiles, and the commands that open something in it. */
export class ProfileViews implements Disposable {
  readonly commands: Pick<CommandHandlers, ProfileActionName>;
  /** Where profiles of tests are looked at. */
  readonly ofTests: ReturnType<typeof testProfileViews>;
  private readonly owned = new DisposableStore();

  constructor(parts: ProfileViewParts) {
    const { engine, report } = parts;
    const actions = new LoadedOnce(async (): Promise<ProfileActions> => {
      const { ProfileActions } = await import('./profileActions');
      return this.owned.add(new ProfileActions({ ...parts, editor }));
    });
    const editor = new ProfileEditor({
      ...parts,
      onLines: async () => (await actions.get()).onLines,
      compare: async (address, profileId) => (await actions.get()).compare(address, profileId),
    });
    this.owned.add(editor);
    this.ofTests = testProfileViews(editor);
    // Whoever travels, a window says so on its lines: the command may have been another window's, or an agent's.
    this.owned.add(
      engine.on(engineNotifications.travelled, ({ travel }) => {
        if (travel !== null) void actions.get().catch(report);
        actions.ifAsked(({ timeTravel }) => timeTravel.show(travel));
      }),
    );
    this.commands = loadedWhenCalled(profileActionNames, async () => (await actions.get()).commands);
  }

  dispose(): void {
    this.owned.dispose();
  }
}
