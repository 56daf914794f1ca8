import { l10n, type QuickPickItem } from 'vscode';
import { liveProfiles, type LiveProfile } from '../../../shared/model/views/liveProfile';
import type { TargetState } from '../../../shared/wires/lspMessages';
import type { StoredSnapshot } from '../../../shared/model/snapshot';
import type { CommandHandlers } from '../../base/commandRegistry';
import { commands } from '../../base/contributionNames';
import { pickOne } from '../../base/prompts';
import { showProblem } from '../../base/problemMessage';
import type { SnapshotList } from '../../targets/snapshotList';
import type { TargetConnections } from '../../targets/targetConnections';
import { pickLiveTarget } from '../../targets/targetPick';
import { snapshotLabel } from '../../targets/targetWords';
import { askFile } from '../askFile';
import { liveProfileExplained, liveProfileName } from './liveProfileWords';
import { fileName, profileUri, type LiveAddress, type LiveBase } from '../profileAddress';
import type { ProfileEditor } from '../profileEditor';
import { snapshotFile } from './liveSubject';

export interface LiveCommandParts {
  readonly editor: ProfileEditor;
  readonly connections: TargetConnections;
  readonly snapshots: SnapshotList;
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
      const profile = liveProfiles.find((one) => one === named) ?? (await pickProfile(state.target.name));
      return profile === null ? null : show(state, profile);
    },
    /** Takes a target's id or tree node, or asks. The service is asked when a person has read what it costs. Answers as above. */
    [commands.listGoroutines]: async (argument) => {
      const state = await pickLiveTarget(connections, argument, l10n.t('The goroutines of which service?'));
      return state === null ? null : show(state, 'goroutine-dump');
    },
  };
}

/** Lets the person choose what the profiles of a service are compared with, and opens both. */
export async function compareLive(
  { editor, snapshots }: Pick<LiveCommandParts, 'editor' | 'snapshots'>,
  address: LiveAddress,
  profileId: string,
): Promise<void> {
  const base = await pickBase(address, profileId, snapshots);
  if (base === null) return;
  const { named, ...from } = base;
  await editor.show(liveUri({ ...address, base: from.base }, named), { profileId, state: null });
}

/** @param base name of what it is compared with */
export function liveUri(address: LiveAddress, base: string | null = null) {
  const name = l10n.t('{0} (live)', address.name);
  return profileUri(address, base === null ? name : `${base} → ${name}`);
}

async function pickProfile(service: string): Promise<LiveProfile | null> {
  const items = liveProfiles.map((profile): QuickPickItem & { readonly profile: LiveProfile } => ({
    label: liveProfileName(profile),
    description: liveProfileExplained(profile),
    profile,
  }));
  return (await pickOne(items, { placeHolder: l10n.t('Which profile of {0}?', service) }))?.profile ?? null;
}

interface PickedBase {
  readonly base: LiveBase;
  readonly named: string;
}

async function pickBase(address: LiveAddress, profileId: string, list: SnapshotList): Promise<PickedBase | null> {
  const stored = await list.load();
  if (!stored.ok) {
    await showProblem(stored.problem, []);
    return null;
  }
  const file = snapshotFile(profileId);
  const fitting = stored.value.filter(
    ({ target, files }) => target.id === address.targetId && files.some(({ name }) => name === file),
  );
  const items = [...fitting.map(snapshotItem), { label: l10n.t('A file…'), base: null, named: '' }];
  const picked = await pickOne(items, { placeHolder: l10n.t('Compare with what it was when?') });
  if (picked === undefined) return null;
  if (picked.base !== null) return { base: picked.base, named: picked.named };
  const chosen = await askFile(l10n.t('Compare: The Older Profile'));
  return chosen === null ? null : { base: { kind: 'file', path: chosen.fsPath }, named: fileName(chosen.fsPath) };
}

function snapshotItem(snapshot: StoredSnapshot) {
  const label = snapshotLabel(snapshot);
  const base: LiveBase | null = { kind: 'snapshot', id: snapshot.id };
  return { label, description: snapshot.numbers ?? '', base: base as LiveBase | null, named: label };
}
