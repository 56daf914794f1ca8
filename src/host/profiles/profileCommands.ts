import { l10n } from 'vscode';
import type { CommandHandlers } from '../base/commandRegistry';
import { commands } from '../base/contributionNames';
import type { SnapshotPick } from '../snapshots/snapshotPick';
import { asFile } from './asFile';
import { askFile } from './askFile';
import { profileUri } from './profileAddress';
import type { ProfileEditor } from './profileEditor';
import { snapshotTab } from './profileTabs';

type ProfileCommandName = 'openProfile' | 'exploreSnapshot';

/** Commands that open profiles. Each answers the address of what it opened, null when there was nothing to open. */
export function profileCommands(
  editor: ProfileEditor,
  pick: SnapshotPick,
): Pick<CommandHandlers, (typeof commands)[ProfileCommandName]> {
  return {
    /** Takes the address or the path of a file, or asks. */
    [commands.openProfile]: async (argument) => {
      const file = asFile(argument) ?? (await askFile(l10n.t('Open Profile')));
      return file === null ? null : editor.show(file);
    },
    /** Takes a snapshot's id or tree node, and the id of one to compare it with. */
    [commands.exploreSnapshot]: async (argument, other) => {
      const snapshot = await pick.snapshot(argument, l10n.t('Explore which snapshot?'));
      if (snapshot === null) return null;
      const base = typeof other === 'string' ? await pick.other(snapshot, other, '') : null;
      const address = { kind: 'snapshot', id: snapshot.id, base: base?.id ?? null } as const;
      return editor.show(profileUri(address, snapshotTab(snapshot, base)));
    },
  };
}
