import { l10n, type Uri } from 'vscode';
import { liveProfiles } from '../../../shared/model/views/liveProfile';
import type { CommandHandlers } from '../../base/commandRegistry';
import { commands } from '../../base/contributionNames';
import type { SnapshotList } from '../../targets/snapshotList';
import { snapshotLabel } from '../../targets/targetWords';
import { asFile } from '../asFile';
import { snapshotFile } from '../live/liveSubject';
import type { ComparedSide, ProfileAddress } from '../profileAddress';
import type { ProfileEditor } from '../profileEditor';
import { comparedTab } from './comparedAddress';
import { fileOfSide, pickSide, type SidePickParts } from './sidePick';

export interface CompareParts extends SidePickParts {
  readonly editor: Pick<ProfileEditor, 'show'>;
  readonly snapshots: SnapshotList;
}

/** The command that compares any profile with any other. */
export function compareCommand(parts: CompareParts): Pick<CommandHandlers, typeof commands.compareProfiles> {
  return {
    /**
     * Takes two files, the older one first; or those selected in the explorer; or asks for each side what it is: what is open, what
     * runs, what is kept, or a file. Answers the address of what it opened, else null.
     */
    [commands.compareProfiles]: async (argument, other) => {
      const selected = Array.isArray(other) ? other.flatMap((one: unknown) => asFile(one) ?? []) : [];
      const base = fileSide(selected[0] ?? asFile(argument)) ?? (await pickBase(parts, null));
      if (base === null) return null;
      const now =
        fileSide(selected[1] ?? asFile(other)) ??
        (await pickSide(parts, {
          placeHolder: l10n.t('Compare: The Newer Profile'),
          like: fileOfSide(base),
          mayCost: true,
        }));
      return now === null ? null : show(parts, base, now);
    },
  };
}

/** Lets the person choose what a profile that is open is compared with, and opens both. */
export async function compareOpened(parts: CompareParts, address: ProfileAddress, profileId: string): Promise<void> {
  const now = await sideOf(parts, address, profileId);
  const base = now === null ? null : await pickBase(parts, fileOfSide(now));
  if (now !== null && base !== null) await show(parts, base, now);
}

/** Nobody waits for a recording, or stops a service, for what is but compared with. */
function pickBase(parts: CompareParts, like: string | null): Promise<ComparedSide | null> {
  return pickSide(parts, { placeHolder: l10n.t('Compare: The Older Profile'), like, mayCost: false });
}

function show({ editor }: CompareParts, base: ComparedSide, now: ComparedSide): Promise<string> {
  const { uri, profileId } = comparedTab(base, now);
  return editor.show(uri, profileId === null ? null : { profileId, state: null });
}

function fileSide(file: Uri | null | undefined): ComparedSide | null {
  return file === null || file === undefined ? null : { kind: 'file', path: file.fsPath };
}

/** What is looked at, of a difference what is newer. Null for a snapshot that is gone. */
async function sideOf(
  { snapshots }: CompareParts,
  address: ProfileAddress,
  profileId: string,
): Promise<ComparedSide | null> {
  switch (address.kind) {
    case 'pair':
      return address.now;
    case 'file':
      return { kind: 'file', path: address.path };
    case 'live': {
      const profile = liveProfiles.find((one) => one === profileId);
      const { targetId, name } = address;
      return profile === undefined ? null : { kind: 'live', targetId, name, profile };
    }
    case 'past': {
      const { targetId, name, atMillis } = address;
      // What ever was allocated stands in the file of what is in use.
      const file = profileId === 'allocs' ? snapshotFile('allocs') : profileId;
      return { kind: 'past', targetId, name, atMillis, file };
    }
    case 'snapshot': {
      const stored = await snapshots.load();
      const snapshot = stored.ok ? stored.value.find(({ id }) => id === address.id) : undefined;
      if (snapshot === undefined) return null;
      const name = `${snapshot.target.name} ${snapshotLabel(snapshot)}`;
      return { kind: 'snapshot', id: snapshot.id, name, file: profileId };
    }
  }
}
