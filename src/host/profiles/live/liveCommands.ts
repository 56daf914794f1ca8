import { l10n } from 'vscode';
import { liveProfiles, type LiveProfile } from '../../../shared/model/views/liveProfile';
import type { TargetState } from '../../../shared/wires/lspMessages';
import type { CommandHandlers } from '../../base/commandRegistry';
import { commands } from '../../base/contributionNames';
import type { TargetConnections } from '../../targets/targetConnections';
import { pickLiveTarget } from '../../targets/targetPick';
import type { ProfileEditor } from '../profileEditor';
import { liveUri } from './liveUri';
import { pickLiveProfile } from './pickLiveProfile';

export interface LiveCommandParts {
  readonly editor: ProfileEditor;
  readonly connections: TargetConnections;
}

/** Commands that open profiles of services that run. */
export function liveCommands({
  editor,
  connections,
}: LiveCommandParts): Pick<CommandHandlers, typeof commands.openLiveProfile | typeof commands.listGoroutines> {
  const show = ({ target: { id: targetId, name } }: TargetState, profileId: LiveProfile) =>
    editor.show(liveUri({ kind: 'live', targetId, name, base: null }), { profileId, state: null });
  return {
    /** Takes a target's id or tree node, and the name of a profile; or asks. Answers the address of what it opened, else null. */
    [commands.openLiveProfile]: async (argument, named) => {
      const state = await pickLiveTarget(connections, argument, l10n.t('A profile of which service?'));
      if (state === null) return null;
      const profile =
        liveProfiles.find((one) => one === named) ?? (await pickLiveProfile(state.target.name, liveProfiles));
      return profile === null ? null : show(state, profile);
    },
    /** Takes a target's id or tree node, or asks. The service is asked when a person has read what it costs. Answers as above. */
    [commands.listGoroutines]: async (argument) => {
      const state = await pickLiveTarget(connections, argument, l10n.t('The goroutines of which service?'));
      return state === null ? null : show(state, 'goroutine-dump');
    },
  };
}
